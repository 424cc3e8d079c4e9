"""Other companies' projects: the package keeps to its rooms, takes their columns, counts right."""

import os
import shutil
from pathlib import Path

import pytest
import yaml

from dbt_runs import MARTS, Build, Builder, environment, run_dbt
from project_files import ROOT
from tier_properties import broken

PARQUET = "ONLINE_RETAIL_PARQUET"
ACME = "ACME_DUCKDB_PATH"


def install(project: Path, variable: str, target: Path) -> Builder:
    """Install the package in a project, and return a way to run dbt there."""
    deps = run_dbt(project, ["deps"], target / "none.duckdb", target, variable)
    assert deps.ok, deps.said
    return lambda name, *command: run_dbt(
        project, command or ["build"], target / f"{name}_build.duckdb", target, variable
    )


@pytest.fixture(scope="module")
def run_acme(package: Path, workshop: Path) -> Builder:
    return install(package / "integration_tests", ACME, workshop / "acme_target")


@pytest.fixture(scope="module")
def acme(run_acme: Builder) -> Build:
    result = run_acme("acme")
    assert result.ok, result.said[-3000:]
    return result


def test_an_installed_package_is_built_and_tested_without_a_warning(acme: Build) -> None:
    # one sale in ten can't be used, which is told
    [warning] = acme.warnings
    assert "order lines read" in warning and "rejected" in warning
    tests = [node for node in acme.built if node.startswith("test.")]
    assert sum(node.startswith("test.acme.") for node in tests) >= 3
    assert sum(node.startswith("test.customer_segmentation.") for node in tests) > 30
    assert not [node for node in acme.built if node.startswith("unit_test.")]


def test_marts_the_rest_and_the_own_models_have_a_schema_each(acme: Build, demo: Build) -> None:
    tables = acme.tables()
    assert set(tables) == {"acme", "segmentation", "segmentation_work"}
    assert tables[MARTS] == demo.tables()[MARTS]
    own = {"dim_customers", "dim_dates", "fct_order_lines", "stg_orders", "segments", "call_list"}
    assert own < tables["acme"]


def test_own_rules_replace_the_shipped_ones(acme: Build) -> None:
    query = "select scheme, customer_id, segment from segmentation.fct_customer_segments order by 2"
    assert acme.rows(query) == [
        ("loyalty", "ANNA", "regular"),
        ("loyalty", "BELA", "sleeping"),
        ("loyalty", "CARO", "big_basket"),
        ("loyalty", "DINO", "occasional"),
        ("loyalty", "EMMA", "big_basket"),
    ]
    actions = "select recommended_action from segmentation.fct_customer_segments"
    said = acme.one(f"{actions} where segment = 'regular'")
    assert said == "Bring a sample of the new roast"
    assert acme.rows("select distinct scheme from segmentation.dim_segments") == [("loyalty",)]


def test_the_run_of_an_installing_project_is_on_record(acme: Build) -> None:
    run = "lines_read, lines_accepted, lines_rejected, status, models_built, tests_run"
    nodes = [result["unique_id"] for result in acme.artifact("run_results.json")["results"]]
    kinds = [node.split(".")[0] for node in nodes]
    [sales] = acme.rows("select count(*) from acme.order_lines")
    [(read, accepted, rejected, *others)] = acme.rows(
        f"select {run} from segmentation.fct_pipeline_runs"
    )
    assert (read,) == sales and read == accepted + rejected
    assert others == ["succeeded", kinds.count("model"), kinds.count("test")]
    checks = {name for (name,) in acme.rows("select check_name from segmentation.fct_data_quality")}
    assert "acme.assert_segments_agree_with_the_hand_count" in checks


def test_a_run_without_the_package_leaves_nothing(run_acme: Builder) -> None:
    result = run_acme("own", "seed", "--select", "sales")
    assert result.ok, result.said[-2000:]
    assert result.built and set(result.tables()) == {"acme"}


def test_what_depends_on_missing_columns_is_empty(acme: Build) -> None:
    unknown = "count(country), count(product_id), count(quantity), count(order_status)"
    assert acme.rows(f"select {unknown} from segmentation.fct_order_lines") == [(0, 0, 0, 0)]
    assert acme.one("select count(*) from segmentation.dim_products") == 0
    assert acme.one("select count(units) from segmentation.fct_customer_metrics") == 0


def test_without_order_lines_the_build_stops_and_names_them(run_acme: Builder) -> None:
    result = run_acme("unmapped", "build", "--vars", "{segmentation_order_lines: null}")
    assert not result.ok
    assert "segmentation_order_lines is not mapped; allowed: " in result.said
    assert "ref('acme', 'order_lines')" in result.said
    assert result.built == {}


def test_what_is_wrong_with_an_installing_project_stops_it_wherever_it_stands(
    package: Path, tmp_path: Path
) -> None:
    """Tests in a .yml find a model of the package's name first, unless a flag says otherwise."""
    project = package / "changed_acme"
    shutil.copytree(
        package / "integration_tests", project,
        symlinks=True, ignore=shutil.ignore_patterns("dbt_packages"),
    )
    settings = yaml.safe_load((project / "dbt_project.yml").read_text(encoding="utf-8"))
    settings["vars"] |= {
        "segmentation_score_bucket": 4,
        "customer_segmentation": {"segmentation_lookback": 12, "segmentation_score_buckets": 11},
        "acme": {"segmentation_score_buckets": 4, "paper_size": "a4"},
    }
    del settings["flags"]["require_ref_searches_node_package_before_root"]
    (project / "dbt_project.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    model = project / "models/int_customer_profiles.sql"
    model.write_text("select 1 as a_column\n", encoding="utf-8")
    result = install(project, ACME, tmp_path / "target")("changed")
    assert not result.ok and result.built == {}
    for sentence in (
        "segmentation_score_bucket is not a setting; allowed: segmentation_",
        "segmentation_lookback is not a setting; allowed: segmentation_",
        "segmentation_score_buckets is 11; allowed: a whole number from 3 to 10.",
        "segmentation_score_buckets stands under acme in vars",
        "acme has models named as the package has (int_customer_profiles)",
        "require_ref_searches_node_package_before_root: true under flags:",
    ):
        assert sentence in result.said
    assert "paper_size" not in result.said


@pytest.fixture(scope="module")
def parquet() -> str:
    path = Path(os.environ.get(PARQUET) or ROOT.parent / "shared/data/online_retail.parquet")
    if not path.exists():
        pytest.skip(f"examples/online_retail was left out: no Parquet file, and {PARQUET} not set")
    return str(path.resolve())


@pytest.fixture(scope="module")
def run_retail(package: Path, workshop: Path) -> Builder:
    project = package / "examples/online_retail"
    return install(project, "ONLINE_RETAIL_DUCKDB_PATH", workshop / "retail_target")


@pytest.fixture(scope="module")
def retail(run_retail: Builder, parquet: str) -> Build:
    with environment(**{PARQUET: parquet}):
        result = run_retail("retail")
    assert result.ok, result.said[-3000:]
    return result


COUNTED = """
    select count(*), count(distinct order_id), count(distinct customer_id), sum(line_amount)::text
    from segmentation.fct_order_lines where is_counted
"""


def test_the_example_without_its_file_says_what_to_set(run_retail: Builder) -> None:
    with environment(**{PARQUET: None}):
        result = run_retail("unset")
    assert not result.ok
    assert f"{PARQUET} is not set; give it the path of the Parquet file" in result.said
    assert result.built == {}


def test_tiers_of_the_example_are_what_they_are_called(retail: Build) -> None:
    assert broken(retail) == []


def test_the_example_reproduces_the_published_totals(retail: Build) -> None:
    # those without a customer are more than one in a hundred
    assert retail.warnings == [
        "[WARNING]: 541,909 order lines read, 406,829 accepted, 135,080 rejected (24.9 %): "
        "missing_customer_id 135,080 (fct_rejected_order_lines has them all)."
    ]
    # that marts add up to these lines, and that no line or amount is lost, the data tests say
    assert retail.rows(COUNTED) == [(397_884, 18_532, 4_338, "8911407.90")]
    for number, table in (
        (4_372, "segmentation.dim_customers"), (4_070, "segmentation.dim_products"),
        (38, "(select distinct country from online_retail.order_lines)"),
    ):
        assert retail.one(f"select count(*) from {table}") == number, table


def test_the_example_peaks_in_november_and_its_last_month_is_no_fall(retail: Build) -> None:
    # each figure counted from the file in plain SQL
    months = retail.rows("""
        select strftime(month, '%Y-%m'), orders, customers, new_customers, revenue::varchar,
            revenue_growth::varchar, is_complete_month
        from segmentation.fct_sales_monthly order by revenue desc
    """)
    assert months[0] == ("2011-11", 2_657, 1_664, 323, "1161817.38", "0.117864", True)
    incomplete = [month for month in months if not month[-1]]
    assert incomplete == [("2011-12", 778, 615, 41, "518192.79", None, False)]


def test_the_example_counts_copies_once(run_retail: Builder, parquet: str) -> None:
    counts_once = "{segmentation_duplicate_lines: key}"
    with environment(**{PARQUET: parquet}):
        only = ("--select", "+fct_order_lines", "--exclude-resource-types", "test")
        result = run_retail("key", "build", "--vars", counts_once, *only)
    assert result.ok, result.said[-3000:]
    assert result.rows(COUNTED) == [(392_692, 18_532, 4_338, "8887208.89")]
