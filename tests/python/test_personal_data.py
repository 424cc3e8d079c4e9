"""Who a customer is stays out of what is published, where the run says so: files, page and CSV."""

import functools
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

import dashboard
import publish
import write_targets
from dbt_runs import Build, environment
from publishing.docs import read_docs
from publishing.personal_data import SALT, SHORTEST_SALT, Personal
from publishing_desk import DATABASE

PEPPER = "a grain of salt, 'quoted'"
DIRECT = {"customer_name", "email", "account_manager"}
# columns that name who acts; of other marts `owner` is a team of the playbook
WHO_ACTS = {
    ("fct_customer_actions", "assigned_to"), ("fct_action_plan", "owner"),
    ("fct_sales_coverage", "owner"),
}
# marts whose members are account managers in one of their dimensions
BY_MEMBER = {
    "fct_sales_anomalies", "fct_sales_forecast", "fct_sales_forecast_backtest", "fct_sales_targets",
}
RECORDS = ("segmentation_work.pipeline_run_log", "segmentation.fct_pipeline_runs")
ID = re.compile(r"\bC\d{5}\b")
NAMED_OR_ID = re.compile(r"[ @]|\bC\d{5}\b")
Treated = Callable[[str], tuple[Path, Path]]


@pytest.fixture(scope="module")
def people(demo: Build) -> list[str]:
    """Everybody's name and e-mail address, and those of account managers."""
    columns = " union ".join(f"select {name} from segmentation.dim_customers" for name in DIRECT)
    found = [name for (name,) in demo.rows(columns) if name]
    assert len(found) > 2_000 and all(re.search("[ @]", name) for name in found)
    return found


@pytest.fixture(scope="module")
def treated(demo: Build, tmp_path_factory: pytest.TempPathFactory) -> Treated:
    """Return the working file of a run with the setting, and the folder it was published to."""

    @functools.cache
    def publish_as(treatment: str) -> tuple[Path, Path]:
        folder = tmp_path_factory.mktemp(treatment)
        database = Path(shutil.copy(demo.database, folder / "working.duckdb"))
        with duckdb.connect(str(database)) as opened:
            for record in RECORDS:
                opened.execute(f"update {record} set personal_data = '{treatment}'")
        with environment(**{SALT: PEPPER}):
            publish.publish(database, folder / "published", demo.target / "manifest.json")
        return database, folder / "published"

    return publish_as


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of all that is published, and where; of marts those with blank, @ or id."""
    with duckdb.connect(str(folder / DATABASE), read_only=True) as opened:
        tables = "select schema_name || '.' || table_name from duckdb_tables()"
        sources = [table for (table,) in opened.execute(tables).fetchall()]
        for source in [*sources, *(f"'{path}'" for path in (folder / "parquet").iterdir())]:
            relation = opened.sql(f"from {source}")
            for name, kind in zip(relation.columns, relation.types, strict=True):
                if str(kind) == "VARCHAR":
                    found = opened.execute(f'select distinct "{name}" from {source}').fetchall()
                    yield f"{source} {name}", "\n".join(
                        text for (text,) in found if text and NAMED_OR_ID.search(text)
                    )
    for name in ("dashboard.html", "release.json"):
        yield name, (folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("treatment", ["hash", "leave_out"])
def test_no_published_file_names_anybody(
    treated: Treated, people: list[str], treatment: str
) -> None:
    _, folder = treated(treatment)
    found = dict(texts(folder))
    assert len(found) > 200
    everything = "\n".join(set("\n".join(found.values()).split("\n")))
    named = [name for name in people if name in everything]
    assert named == [], [place for place, text in found.items() if named[0] in text]
    assert "@example.com" not in everything
    # nor where nobody would look: files that are compressed hold their texts in part as they are
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"@example.com" not in content and PEPPER.encode() not in content, path
    ids = {place for place, text in found.items() if ID.search(text)}
    assert bool(ids) == (treatment == "leave_out"), ids


def test_a_hash_is_that_of_salt_and_text_in_every_mart(demo: Build, treated: Treated) -> None:
    _, folder = treated("hash")
    marts = read_docs(demo.target / "manifest.json").marts
    with duckdb.connect(str(folder / DATABASE), read_only=True) as opened:
        for mart in marts.values():
            for column, personal in mart.personal.items():
                query = f"select distinct {column} from segmentation.{mart.name} "
                query += f"where {personal.where}"
                expected = {
                    (text and hashlib.sha256((PEPPER + text).encode()).hexdigest(),)
                    for (text,) in demo.rows(query)
                }
                assert set(opened.execute(query).fetchall()) == expected, (mart.name, column)


def test_left_out_is_null_and_ids_stay(demo: Build, treated: Treated) -> None:
    _, folder = treated("leave_out")
    query = (
        "select count(*), count(customer_name), count(email), count(account_manager), "
        "count(country), bit_xor(hash(customer_id)) from segmentation.dim_customers"
    )
    [(customers, names, emails, managers, countries, ids)] = demo.rows(query)
    assert min(names, emails, managers) > 1_000
    with duckdb.connect(str(folder / DATABASE), read_only=True) as opened:
        assert opened.execute(query).fetchall() == [(customers, 0, 0, 0, countries, ids)]
    assert json.loads((folder / "release.json").read_text())["personal_data"] == "leave_out"


def test_every_personal_column_of_a_mart_says_so(demo: Build) -> None:
    """A column with a customer's id in any row is found by looking at the rows."""
    is_id = "{0} in (select customer_id from segmentation.dim_customers)"
    for mart in read_docs(demo.target / "manifest.json").marts.values():
        kinds = demo.rows(
            "select column_name from duckdb_columns() where schema_name = 'segmentation' "
            f"and table_name = '{mart.name}' and data_type = 'VARCHAR'"
        )
        asked = ", ".join(f"bool_or({is_id.format(name)})" for (name,) in kinds) or "count(*)"
        [answers] = demo.rows(f"select {asked} from segmentation.{mart.name}")
        direct = DIRECT | {name for of, name in WHO_ACTS if of == mart.name}
        found = {
            name: Personal("direct" if name in direct else "pseudonym")
            for (name,), answer in zip(kinds, answers, strict=False)
            # a mart may have no row to look at
            if answer or name in direct | {"customer_id"}
        }
        if mart.name == "fct_revenue_changes":
            managers = Personal("direct", "dimension = 'account_manager'")
            found |= {"member": managers, "member_name": managers}
        if mart.name == "fct_insights":
            found["subject"] = Personal("pseudonym", "insight_id = 'largest_customer'")
        if mart.name in BY_MEMBER:
            found["member"] = Personal("direct", "dimension = 'account_manager'")
        assert mart.personal == found, mart.name


@pytest.mark.parametrize("treatment", ["hash", "leave_out"])
def test_the_page_and_the_list_of_the_working_file_name_nobody(
    demo: Build, treated: Treated, people: list[str], tmp_path: Path, treatment: str
) -> None:
    working, folder = treated(treatment)
    manifest = demo.target / "manifest.json"
    page, csv = tmp_path / "page.html", tmp_path / "list.csv"
    with environment(**{SALT: PEPPER}):
        dashboard.write_page(working, page, "", manifest)
        rows = write_targets.write_targets(working, "rfm", "at_risk", csv, manifest)
        # what is published is treated already, and needs no salt
    again = tmp_path / "again.csv"
    assert write_targets.write_targets(folder / DATABASE, "rfm", "at_risk", again) == rows > 300
    assert again.read_text() == csv.read_text()
    for path in (page, csv):
        text = path.read_text(encoding="utf-8")
        if path == page or treatment == "leave_out":
            assert not [name for name in people if name in text]
        assert bool(ID.search(text)) == (treatment == "leave_out")
    header = csv.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert DIRECT.isdisjoint(header) == (treatment == "leave_out")


def test_without_a_salt_nothing_is_shown(
    demo: Build,
    treated: Treated,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    working, _ = treated("hash")
    manifest, out, to = demo.target / "manifest.json", tmp_path / "out", tmp_path / "to"
    monkeypatch.setattr(dashboard, "MANIFEST", manifest)
    monkeypatch.setattr(write_targets.sys, "argv", ["", "rfm", "lost", "--database", str(working)])
    asked = ["--working", str(working), "--folder", str(to), "--manifest", str(manifest)]
    for salt in (None, "", "x" * (SHORTEST_SALT - 1)):
        with environment(**{SALT: salt}):
            assert publish.main(asked) == 1
            assert dashboard.main(["--database", str(working), "--out", str(out)]) == 1
            assert write_targets.main() == 1
        said = capsys.readouterr().err.splitlines()
        assert len(said) == 3
        sentence = f"segmentation_personal_data is hash, which takes a salt of {SHORTEST_SALT} "
        assert all(line.startswith(sentence) and line.endswith(f"{SALT}.") for line in said)
        assert not out.exists() and not (to / "current").exists()
