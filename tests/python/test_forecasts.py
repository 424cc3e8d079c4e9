"""Forecasts: what R finds of a published series is found, and intervals hold what they say."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest

from dbt_runs import Build, Builder, line
from project_files import ROOT
from replay import Replay
from test_seasonality import MONTH_FACTORS, PASSENGERS

# alpha, beta and gamma of HoltWinters(AirPassengers, seasonal = "mult"), as R 4 prints them
RATES = (0.2755925, 0.0326930, 0.8707292)
Series = Mapping[tuple[str, str], Sequence[float]]

LENGTHS = (14, 24, 36, 48, 60)
COPIES = 5
AHEAD = 12
# usual revenue of a month, with and without season, trend, and wandering
KINDS: dict[str, Callable[[int], float]] = {
    "noise": lambda month: 1.0,
    "trend": lambda month: 1 + 0.015 * month,
    "growth": lambda month: 1.02**month,
    "season": lambda month: MONTH_FACTORS[month % 12],
    "season and trend": lambda month: MONTH_FACTORS[month % 12] + 0.015 * month,
    "season and growth": lambda month: MONTH_FACTORS[month % 12] * 1.02**month,
}
SOLD = """
    create or replace temp table sold as
    select
        dimension,
        member,
        len(revenues) + 1 - generate_subscripts(revenues, 1) as age,
        unnest(revenues) as revenue
    from (select unnest(?) as dimension, unnest(?) as member, unnest(?) as revenues)
"""
COVERED = """
    select
        avg(case when abs(revenue - forecast) <= margin_80 then 1 else 0 end),
        avg(case when abs(revenue - forecast) <= margin_95 then 1 else 0 end)
    from segmentation_work.int_forecasts_chosen
    inner join came using (dimension, member, horizon)
"""


@pytest.fixture(scope="module")
def replay(small: Build) -> Iterator[Replay]:
    """What a build ran for forecasts, to be run on other months."""
    marts = ["fct_sales_forecast", "fct_sales_forecast_backtest", "fct_sales_anomalies"]
    result = Replay(small, marts)
    with result.of([line("1", "C", "2025-01-05", "100")]):
        yield result


def remake(replay: Replay, first: str, last: str) -> None:
    """Make the tables from one model to another again, of what is there now."""
    names = [step.name for step in replay.steps]
    for step in replay.steps[names.index(first) : names.index(last) + 1]:
        place = "segmentation" if step.is_mart else "segmentation_work"
        replay.connection.execute(f"drop table {place}.{step.name}")
        replay.connection.execute(step.sql)


def sell(replay: Replay, series: Series) -> None:
    """Let these be all sales, by dimension and member; the last months are the same of all."""
    replay.connection.execute("""
        delete from segmentation_work.int_sales_member_days;
        delete from segmentation_work.int_sales_months;
    """)
    names, revenues = zip(*series.items(), strict=True)
    replay.connection.execute(SOLD, [*zip(*names, strict=True), revenues])
    replay.connection.execute("""
        insert into segmentation_work.int_sales_member_days
        select dimension, member, date '2026-01-01' - to_months(age), revenue from sold;
        insert into segmentation_work.int_sales_months
        select (date '2026-01-01' - to_months(age))::date, 1, true from sold group by age
    """)
    remake(replay, "int_forecast_months", "int_forecast_starts")


def test_rates_are_found_that_r_finds(replay: Replay) -> None:
    """R's line begins six months earlier, and its trend isn't damped."""
    sell(replay, {("all", "all"): [float(number) for number in PASSENGERS.split()]})
    replay.connection.execute("""
        update segmentation_work.int_forecast_starts
        set damping = 1, start_state = [start_state[1] - 6 * start_state[2]] || start_state[2:]
        where method = 'smoothing_multiplicative'
    """)
    remake(replay, "int_forecast_rates", "int_forecast_rates_refined")
    [found] = replay.rows("""
        select alpha, beta, gamma from segmentation_work.int_forecast_rates_refined
        where method = 'smoothing_multiplicative' and origin = 144
    """)
    assert found == pytest.approx(RATES, abs=0.001)


def simulate() -> dict[tuple[str, str], list[float]]:
    """Return months of each kind, by kind and number, with those that are still to come."""
    chance = random.Random(1)
    return {
        (kind, f"{months} {spread} {copy}"): [
            max(1.0, 1000 * usual(month) * chance.gauss(1, spread))
            for month in range(months + AHEAD)
        ]
        for kind, usual in KINDS.items()
        for months in LENGTHS
        for spread in (0.1, 0.3)
        for copy in range(COPIES)
    }


ALARMS = """
    select count(anomalies.member) / count(*)
    from segmentation_work.int_periods_judged as judged
    left join segmentation.fct_sales_anomalies as anomalies
        using (dimension, member, period_type, period_start)
    where judged.age < 24 and judged.period_type = '{}'
"""


def test_a_period_out_of_a_hundred_is_a_false_alarm_and_a_planted_one_is_true(
    replay: Replay,
) -> None:
    chance = random.Random(2)
    months = {
        (kind, str(copy)): [
            max(1.0, 1000 * KINDS[kind](month) * chance.gauss(1, 0.1)) for month in range(60)
        ]
        for kind in ("noise", "trend", "season", "season and trend")
        for copy in range(25)
    }
    months["planted", "one"] = [1000 + 10 * (month % 5) for month in range(59)] + [100.0]
    sell(replay, months)
    remake(replay, "int_forecast_rates", "fct_sales_anomalies")
    assert 0.002 <= replay.one(ALARMS.format("month")) <= 0.025
    [(direction, outside)] = replay.rows("""
        select direction, amount_outside from segmentation.fct_sales_anomalies
        where dimension = 'planted' and period_type = 'month'
    """)
    assert direction == "below" and 800 < outside < 950


def test_weeks_have_as_few_false_alarms(replay: Replay) -> None:
    chance = random.Random(3)
    replay.connection.execute("""
        delete from segmentation_work.int_sales_member_days;
        update segmentation_work.int_as_of_dates set window_starts_on = date '2023-01-02',
            first_line_on = date '2023-01-02', last_line_on = date '2026-01-10',
            as_of_date = date '2026-01-10'
    """)
    weeks = [
        (str(member), week, 100 * max(0.01, chance.gauss(1, 0.25)))
        for member in range(60)
        for week in range(158)
    ]
    # beside them one whose members' shares vary, in weeks that do
    for week in range(158):
        total = chance.uniform(500, 1500)
        parts = [max(0.01, chance.gauss(1, 0.2)) for _ in range(5)]
        weeks += [("part " + str(at), week, total * part / 5) for at, part in enumerate(parts)]
        weeks.append(("all", week, total * sum(parts) / 5))
    # a week that isn't over is none, however little it has
    replay.connection.execute(
        "insert into segmentation_work.int_sales_member_days "
        "select case member when 'all' then 'all' else 'noise' end, member, "
        "date '2023-01-02' + 7 * week, revenue from (select unnest(?) as member, "
        "unnest(?) as week, unnest(?) as revenue)",
        list(map(list, zip(*weeks, strict=True))),
    )
    remake(replay, "int_forecast_weeks", "int_forecast_weeks")
    remake(replay, "int_periods_foreseen", "fct_sales_anomalies")
    assert 0.002 <= replay.one(ALARMS.format("week").replace("< 24", "< 104")) <= 0.025
    last = "select max(period_start) from segmentation.fct_sales_anomalies"
    assert replay.one(last) < date(2026, 1, 5)


def test_intervals_hold_what_they_say_and_noise_has_a_mean(replay: Replay) -> None:
    series = simulate()
    sell(replay, {name: revenues[:-AHEAD] for name, revenues in series.items()})
    remake(replay, "int_forecast_rates", "int_forecasts_chosen")
    replay.connection.execute(
        f"create temp table came as select dimension, member, {AHEAD} + 1 - age as horizon, "
        f"revenue from ({SOLD.split(' as', 1)[1]}) where age <= {AHEAD}",
        [*zip(*series, strict=True), list(series.values())],
    )
    [(covered_80, covered_95)] = replay.rows(COVERED)
    assert 0.77 <= covered_80 <= 0.85 and 0.92 <= covered_95 <= 0.97, (covered_80, covered_95)
    for kind in KINDS:
        [(_, covered)] = replay.rows(f"{COVERED} where dimension = '{kind}'")
        # of one kind there are fifty series, whose months ahead go together
        assert 0.86 <= covered <= 0.99, (kind, covered)
    chosen = dict(
        replay.rows("""
            select dimension, avg(case when method = 'mean' then 1 else 0 end)
            from segmentation_work.int_forecasts_chosen group by dimension
        """)
    )
    assert chosen["noise"] > 0.8, chosen


def test_what_the_demo_plants_is_out_of_the_ordinary(demo: Build) -> None:
    text = (ROOT / "tests/fixtures/demo_planted_truth.json").read_text(encoding="utf-8")
    truth = json.loads(text)
    for name, direction in (("shortage", "below"), ("rush", "above")):
        found = demo.rows(f"""
            select distinct direction from segmentation.fct_sales_anomalies
            where member = '{truth[name]["product_line"]}'
                and date_trunc('month', period_start) = date '{truth[name]["month"]}'
        """)
        assert found == [(direction,)], name


def test_goals_are_last_year_and_a_tenth_and_pace_is_told_in_the_year(build: Builder) -> None:
    """A hundred a month in 2024, 120 in 2025 up to June: a tenth more is 110 a month."""
    lines = [
        line(
            str(month), f"C{month % 3}", f"{2024 + month // 12}-{month % 12 + 1:02}-28",
            "100" if month < 12 else "120",
        )
        for month in range(18)
    ]
    lines.append(line("first", "C1", "2024-01-01", "0"))
    result = build(lines, growth_target=0.1, as_of_date="2025-06-30")
    assert result.ok, result.said[-3000:]
    assert result.rows("""
        select month::text, goal::int, revenue::int, goal_so_far::int, revenue_so_far::int, pace
        from segmentation.fct_sales_targets
        where dimension = 'all' and month in ('2025-01-01', '2025-06-01', '2025-07-01')
        order by month
    """) == [
        ("2025-01-01", 110, 120, 110, 120, pytest.approx(Decimal("1.090909"))),
        ("2025-06-01", 110, 120, 660, 720, pytest.approx(Decimal("1.090909"))),
        ("2025-07-01", 110, None, 770, None, None),
    ]
