"""Audiences: who is in, what changed since the last release, and how other systems read it."""

import random
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dbt_runs import Build, Builder
from project_files import ROOT
from replay import Replay

MEMBERS, CHANGES = "segmentation.fct_audience_members", "segmentation.fct_audience_changes"
ADD_UP = "assert_audience_changes_add_up_to_the_members"
LOG = "segmentation_work.pipeline_run_log"
RUN_ID = r"'[0-9a-f-]{36}'"
# a hundred sequences, a quarter of them where nothing is ever published
SEQUENCES, LIVE, BUILDS = 75, 25, 6
CUSTOMERS = ["C1", "C2", "C3", "C4"]
SEGMENTS = {"rfm": ["vip", "loyal", "lost"], "tier": ["a", "b"]}
# how a build ends; a publish that is told late was killed before it could tell the log
ENDS = ["published", "published", "published", "told late", "succeeded", "on a part", "failed",
        "killed", "killed early"]
TABLES = f"""
    attach ':memory:' as working;
    use working;
    create schema segmentation;
    create schema segmentation_work;
    create table segmentation_work.int_as_of_dates as select date '2025-12-31' as as_of_date;
    create table {LOG} (
        run_id text, command text, status text, is_published boolean, started_at timestamp
    );
    create table segmentation.fct_customer_actions (
        scheme text, customer_id text, segment text, decision text, is_best_action boolean,
        as_of_date date
    );
    create view segmentation.fct_pipeline_runs as
    select run_id, max(if(status = 'started', '', status)) as status from {LOG} group by run_id;
"""
# segments by scheme and customer, and those who are in an audience
Segments = dict[tuple[str, str], str]
Pairs = set[tuple[str, str]]


def section() -> str:
    """Return what README.md says of audiences."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(r"\n## Audiences for other systems\n(.*?)\n## ", text, re.DOTALL)[1]


def examples(begin: str) -> list[str]:
    """Return the examples there that begin with a word."""
    found = re.findall(r"(?:^    .*\n)+", section(), re.MULTILINE)
    return [text for text in found if text.strip().startswith(begin)]


@pytest.fixture(scope="module")
def later(build: Builder, small: Build, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The audiences of `small` anew: customer 11 is in another segment of rfm, and no tier."""
    database = Path(shutil.copy(small.database, tmp_path_factory.mktemp("later") / "first.duckdb"))
    with duckdb.connect(str(database)) as connection:
        connection.execute("""
            update segmentation.fct_customer_segments
            set segment = if(segment = 'vip', 'lost', 'vip')
            where scheme = 'rfm' and customer_id = '11';
            delete from segmentation.fct_customer_segments
            where scheme = 'account_tier' and customer_id = '11';
            delete from segmentation.fct_customer_actions
            where scheme = 'account_tier' and customer_id = '11';
        """)
    options = ["--select", "fct_audience_members", "fct_audience_changes", "--full-refresh"]
    options += ["--exclude-resource-types", "unit_test"]
    later = build(options=options, database=database, order_lines="raw.order_lines")
    assert later.ok and not later.warnings, later.said[-2000:]
    return later


def test_a_build_adds_what_changed_and_full_refresh_takes_nothing(
    small: Build, later: Build
) -> None:
    first = small.rows(f"from {CHANGES} order by all")
    run = "(select max_by(run_id, started_at) from segmentation.fct_pipeline_runs)"
    assert len(first) == 40 and {row[5] for row in first} == {"entered"}
    assert later.rows(f"from {CHANGES} where release_id <> {run} order by all") == first
    was, tier = (
        small.one("select segment from segmentation.fct_customer_segments "
                  f"where customer_id = '11' and scheme = '{scheme}'")
        for scheme in ("rfm", "account_tier")
    )
    now = "lost" if was == "vip" else "vip"
    decision = small.one("select any_value(decision) from segmentation.fct_customer_actions "
                         "where customer_id = '11' and scheme = 'account_tier'")
    assert later.rows(
        "select audience, customer_id, change, from_segment, to_segment, release_number, "
        f"changed_on::text from {CHANGES} where release_id = {run} order by audience"
    ) == sorted([
        (f"rfm.{now}", "11", "entered", was, now, 2, "2025-03-01"),
        (f"rfm.{was}", "11", "left", was, now, 2, "2025-03-01"),
        (f"account_tier.{tier}", "11", "left", tier, None, 2, "2025-03-01"),
        (f"account_tier:{decision}", "11", "left", tier, None, 2, "2025-03-01"),
    ])


@pytest.fixture(scope="module")
def ran(small: Build, later: Build) -> dict[str, str]:
    """What dbt ran of the audiences, in the first build and in the next."""
    [hook] = [sql for sql in later.executed if sql.startswith("delete from")]
    return {
        "hook": hook, "members": later.test_sql(MEMBERS[13:]), "test": later.test_sql(ADD_UP),
        "changes": later.test_sql(CHANGES[13:]), "first changes": small.test_sql(CHANGES[13:]),
    }


class Story:
    """Builds of audiences by the SQL that dbt ran, and what becomes of them."""

    def __init__(self, ran: dict[str, str], seed: int) -> None:
        self.ran, self.random, self.is_there = ran, random.Random(seed), False
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.execute(TABLES)
        self.segments: Segments = {}
        self.move()
        self.runs: list[str] = []
        # what is in the folder of releases; none where nothing is ever published
        self.releases: list[str] = []

    def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, values or None).fetchall()

    def move(self) -> None:
        """Put some customers into other segments, or into none."""
        for scheme, names in SEGMENTS.items():
            for customer in self.random.sample(CUSTOMERS, self.random.randint(0, 2)):
                self.segments[scheme, customer] = self.random.choice([*names, *names, ""])
        self.segments = {key: name for key, name in self.segments.items() if name}
        rows = "".join(f"{(*key, name)}, " for key, name in self.segments.items())
        self.rows(
            "create or replace table segmentation.fct_customer_segments as "
            "select *, date '2025-12-31' as as_of_date "
            f"from (values {rows}('', '', '')) as t (scheme, customer_id, segment) "
            "where scheme <> ''"
        )

    def log(self, command: str, status: str) -> None:
        started_at = f"timestamp '2026-01-01' + interval {len(self.runs)} day"
        self.rows(
            f"insert into {LOG} "
            f"values ('{self.runs[-1]}', '{command}', '{status}', false, {started_at})"
        )

    def build(self, end: str) -> set[tuple[Any, ...]]:
        """Build the audiences, and return what changed."""
        command = "build --sample" if end == "on a part" else "build"
        self.runs.append(f"run-{len(self.runs)}")
        self.log(command, "started")
        self.rows(f"create or replace table {MEMBERS} as {self.ran['members']}")
        self.connection.execute("begin")
        do, sql = f"create table {CHANGES} as", self.ran["first changes"]
        if self.is_there:
            self.rows(self.ran["hook"])
            do, sql = f"insert into {CHANGES} by name", self.ran["changes"]
        self.rows(f"{do} {re.sub(RUN_ID, repr(self.runs[-1]), sql)}")
        assert self.rows(self.ran["test"]) == []
        changed = self.rows(
            "select audience, customer_id, change, from_segment, to_segment "
            f"from {CHANGES} where release_id = $run", run=self.runs[-1],
        )
        self.connection.execute("rollback" if end == "killed early" else "commit")
        self.is_there = self.is_there or end != "killed early"
        if not end.startswith("killed"):
            self.log(command, "failed" if end == "failed" else "succeeded")
        assert len(changed) == len(set(changed))
        return set(changed)

    def publish(self) -> None:
        """Show the build to readers."""
        self.releases.append(self.runs[-1])
        self.connection.execute(f"attach ':memory:' as \"{self.runs[-1]}\"")
        self.connection.execute(f'create schema "{self.runs[-1]}".segmentation')
        for table in (MEMBERS, CHANGES, "segmentation.fct_pipeline_runs"):
            self.rows(f'create table "{self.runs[-1]}".{table} as from working.{table}')

    def tell(self) -> None:
        """Let the log know what is in the folder."""
        self.rows(
            f"update {LOG} set is_published = true where list_contains($runs, run_id)",
            runs=self.releases,
        )


class Tool:
    """What another system has, by what the README says."""

    def __init__(self, story: Story) -> None:
        self.story, self.last_release, self.has = story, "", set()
        self.remember, self.ask = examples("select")

    def sync(self, database: str) -> Pairs:
        """Read a database, and return who is in which list then."""
        self.story.connection.execute(f'use "{database}"')
        known = f"from {CHANGES} where release_id = $last_release"
        if self.story.rows(known, last_release=self.last_release):
            for *pair, todo in self.story.rows(self.ask, last_release=self.last_release):
                # nobody is added twice, or taken from where they are not
                assert (tuple(pair) in self.has) == (todo == "remove")
                self.has ^= {tuple(pair)}
        else:
            self.has = set(self.story.rows(f"select audience, customer_id from {MEMBERS}"))
        self.last_release = "".join(release for (release,) in self.story.rows(self.remember))
        self.story.connection.execute("use working")
        return self.has


def pairs(segments: Segments) -> Pairs:
    return {(f"{scheme}.{name}", customer) for (scheme, customer), name in segments.items()}


def difference(before: Segments, now: Segments) -> set[tuple[Any, ...]]:
    """Return who entered and left, as somebody would write it down who knows both days."""
    told = set()
    for scheme, customer in before.keys() | now.keys():
        was, became = before.get((scheme, customer)), now.get((scheme, customer))
        for name, change in ((was, "left"), (became, "entered")) if was != became else ():
            told |= {(f"{scheme}.{name}", customer, change, was, became)} if name else set()
    return told


def test_builds_that_fail_or_are_killed_leave_nothing(ran: dict[str, str]) -> None:
    """A build tells what changed since the last release, and a tool has what readers are shown."""
    seen = dict.fromkeys([*ENDS, "nothing new", "never told", "rolled back"], 0)
    for seed in range(SEQUENCES):
        story = Story(ran, seed)
        draw, tool = story.random.random, Tool(story)
        # what a build is compared with, and what if nobody tells the log of the last release
        before, untold = {}, None
        shown, is_known = "", False
        members: dict[str, Pairs] = {}
        for _ in range(BUILDS):
            if draw() < 0.7:
                story.move()
            end = story.random.choice(ENDS)
            if is_known and untold is not None and end != "killed early" and draw() < 0.6:
                # it was no `make build`
                before = untold
                seen["never told"] += 1
            else:
                story.tell()
                is_known = bool(story.releases)
            changed = story.build(end)
            assert changed == difference(before, story.segments), (seed, story.runs[-1], end)
            seen[end] += 1
            seen["nothing new"] += not changed
            untold = before if end == "told late" else None
            if end in ("published", "told late"):
                story.publish()
                shown, members[story.runs[-1]] = story.runs[-1], pairs(story.segments)
            if end == "published":
                story.tell()
                is_known = True
            if end in ("published", "told late") or (end == "succeeded" and not is_known):
                before = dict(story.segments)
            if len(story.releases) > 1 and draw() < 0.1:
                shown = story.releases[-2]
                seen["rolled back"] += 1
            if shown and draw() < 0.6:
                assert tool.sync(shown) == members[shown], (seed, story.runs[-1], end)
        story.connection.close()
    assert min(seen.values()) > 5, seen


def test_where_nothing_is_published_a_build_that_succeeded_counts(
    ran: dict[str, str],
) -> None:
    for seed in range(LIVE):
        story = Story(ran, seed)
        tool, before = Tool(story), {}
        for end in ("succeeded", *story.random.choices(ENDS[4:], k=BUILDS)):
            # who reads only a part of the input has made everybody leave for everybody to see
            if end != "on a part":
                story.move()
                changed = story.build(end)
                assert changed == difference(before, story.segments), (seed, story.runs[-1], end)
                before = dict(story.segments) if end == "succeeded" else before
                assert tool.sync("working") == pairs(before), (seed, story.runs[-1], end)
        story.connection.close()


def test_an_own_audience_is_a_scheme_of_rules(demo: Build) -> None:
    """The one of the README: its rows below the rules and segments that ship."""
    changes = [
        f"insert into segmentation_work.{seed} values " + ", ".join(
            "(" + ", ".join(repr(cell) if cell else "null" for cell in row.split(",")) + ")"
            for row in text.replace("    ", "").splitlines()[1:]
        )
        for seed, start in (("segment_rules", "scheme,prio"), ("segments", "scheme,segm"))
        for text in examples(start)
    ]
    assert len(changes) == 2
    replay = Replay(demo, ["fct_audience_members", "fct_customer_metrics"])
    with replay.on(changes="; ".join(changes)) as connection:
        members = connection.sql(f"from {MEMBERS} where audience = 'win_back.yes'").fetchall()
        meant = connection.sql("""
            select customer_id from segmentation.fct_customer_metrics
            where orders >= 3 and recency_days >= 180 and recency_days < 365
        """).fetchall()
        everybody = connection.sql(f"from {MEMBERS} where scheme = 'win_back'").fetchall()
    assert sorted(row[1] for row in members) == sorted(customer for (customer,) in meant)
    assert 10 < len(members) < len(everybody) == 1_181
