"""The semantic layer: MetricFlow's own `mf` gives the numbers that plain SQL finds in the marts."""

import csv
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from dbt_runs import Build, copy_repository, run_dbt

MF = Path(sys.executable).with_name("mf")
PACKAGE = "customer_segmentation"
ACME = "ACME_DUCKDB_PATH"

ADDITIVE = ("revenue", "refunds", "order_lines", "units")
SALES = ("revenue", "refunds", "order_lines", "units", "orders", "customers", "average_order_value")
MONTH = "strftime(date_trunc('month', {}), '%Y-%m-%d 00:00:00') as month"
# the right answer is no question of the network: without one, mf doesn't look for a newer mf
UNREACHABLE = "http://127.0.0.1:9"

Members = tuple[str, ...]
Answers = dict[Members, dict[str, Any]]


class SemanticLayer:
    """A project with a database that is built, and the metrics that `mf query` finds there."""

    def __init__(self, project: Path, database: Path, variable: str):
        self.project = project
        self.scratch = project.parent / f"{project.name}_scratch"
        self.scratch.mkdir()
        left_out = ("DBT_", "PYTHON", "http_proxy", "https_proxy", "no_proxy", "NO_PROXY")
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(left_out)}
        self.environment |= {variable: str(database), "TMPDIR": str(self.scratch)}
        self.environment |= {"HTTPS_PROXY": UNREACHABLE}

    def run(self, *command: str) -> str:
        """Run mf, which has to succeed, and return what it says."""
        done = subprocess.run(
            [MF, *command], cwd=self.project, env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def query(self, metrics: tuple[str, ...], *dimensions: str) -> Answers:
        """Return the metrics of each member, or of all together with the empty tuple as member."""
        answer = self.scratch / "answer.csv"
        answer.unlink(missing_ok=True)
        grouping = ["--group-by", ",".join(dimensions)] if dimensions else []
        command = ["query", "--metrics", ",".join(metrics), *grouping, "--csv", str(answer)]
        said = self.run(*command)
        assert answer.exists(), said
        with answer.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        members = [tuple(row.pop(dimension) for dimension in dimensions) for row in rows]
        assert len(set(members)) == len(members), "a member has several rows"
        return {
            member: {metric: number(metric, value) for metric, value in row.items()}
            for member, row in zip(members, rows, strict=True)
        }


def number(metric: str, written: str) -> Any:
    """Read a metric as mf writes it; empty is null."""
    if not written:
        return None
    return float(written) if metric in ("average_order_value", "repeat_rate") else Decimal(written)


@pytest.fixture(scope="module")
def semantic(demo: Build, workshop: Path) -> SemanticLayer:
    """The demo company in a folder of its own."""
    project = copy_repository(workshop / "semantic")
    target, warehouse = project / "target", project / "warehouse"
    target.mkdir()
    warehouse.mkdir()
    shutil.copy(demo.target / "semantic_manifest.json", target)
    # views name the database that they were built in
    database = shutil.copy(demo.database, warehouse / "working.duckdb")
    return SemanticLayer(project, Path(database), "SEGMENTATION_DUCKDB_PATH")


def expected(demo: Build, member: str, order_member: str | None = None) -> Answers:
    """Compute the metrics by columns of the marts, orders by `order_member` where that is given."""
    lines = """
        select
            lines.* replace (coalesce(lines.country, customers.country) as country),
            products.product_line, customers.rfm_segment,
            customers.customer_group_segment,
            min(ordered_on) filter (where not is_refund) over (
                partition by lines.customer_id, order_id
            ) as placed_on
        from segmentation.fct_order_lines as lines
        left join segmentation.dim_products as products on lines.product_id = products.product_id
        inner join segmentation.dim_customers as customers
            on lines.customer_id = customers.customer_id
        where is_counted
    """
    found: Answers = {}
    for *members, revenue, refunds, order_lines, units, customers in demo.rows(f"""
        select
            {member},
            sum(line_amount), coalesce(-sum(line_amount) filter (where line_amount < 0), 0),
            count(*), sum(quantity),
            count(distinct customer_id) filter (where line_amount >= 0)
        from ({lines}) group by all
    """):
        values = (revenue, refunds, order_lines, units)
        found[tuple(members)] = dict(zip(ADDITIVE, values, strict=True), customers=customers)
    for *members, orders in demo.rows(f"""
        select {order_member or member}, count(distinct (customer_id, order_id))
        from ({lines}) where not is_refund group by all
    """):
        found[tuple(members)]["orders"] = orders
    for metrics in found.values():
        orders = metrics.setdefault("orders", 0)
        metrics["average_order_value"] = float(metrics["revenue"]) / orders if orders else None
    return found


def test_metrics_in_total_and_by_month_are_those_of_the_marts(
    semantic: SemanticLayer, demo: Build
) -> None:
    [[member, found]] = semantic.query((*SALES, "repeat_rate")).items()
    [expectation] = expected(demo, "1 as everything").values()
    names = ("orders", "order_lines", "units", "revenue", "refunds")
    [[customers, repeat_customers, *values]] = demo.rows(f"""
        select
            count(*), count(*) filter (where orders >= 2),
            {", ".join(f"sum({name})" for name in names)}
        from segmentation.fct_customer_metrics
    """)
    assert member == ()
    assert found == expectation | {"repeat_rate": repeat_customers / customers}
    assert [found[name] for name in ("customers", *names)] == [customers, *values]
    months = semantic.query(SALES, "metric_time__month")
    assert months == expected(demo, MONTH.format("ordered_on"), MONTH.format("placed_on"))
    assert sum(metrics["orders"] for metrics in months.values()) == found["orders"]


def test_metrics_by_every_dimension_agree_with_the_lines(
    semantic: SemanticLayer, demo: Build
) -> None:
    of_lines = ("product_line", "country", "order_status", "deal_size")
    of_customers = ("customer_group_segment", "rfm_segment")
    groups = [f"order_line__{name}" for name in of_lines]
    groups += [f"customer__{name}" for name in of_customers]
    found = semantic.query(SALES, *groups)
    coalesced = (f"coalesce({name}, 'unknown') as {name}" for name in (*of_lines, *of_customers))
    assert found == expected(demo, ", ".join(coalesced))
    lines, countries, _, sizes, _, segments = map(set, zip(*found, strict=True))
    assert "unknown" in lines and len(lines) == 8 and len(countries) > 5 and len(segments) == 5
    assert sizes == {"small", "medium", "large"}


def test_the_configuration_is_valid_and_fits_the_database(semantic: SemanticLayer) -> None:
    said = semantic.run("validate-configs", "--show-all")
    assert said.count("(ERRORS: 0, FUTURE_ERRORS: 0, WARNINGS: 0)") == 6, said


def test_metrics_dimensions_and_entities_are_described(demo: Build) -> None:
    manifest = demo.artifact("semantic_manifest.json")
    described = [*manifest["metrics"], *manifest["semantic_models"]]
    for model in manifest["semantic_models"]:
        described += [*model["dimensions"], *model["entities"]]
    texts = [(found["name"], (found["description"] or "").strip()) for found in described]
    assert len(described) > 25
    assert [name for name, text in texts if len(text) < 5 or "{{" in text] == []
    assert {metric["name"] for metric in manifest["metrics"]} == {*SALES, "repeat_rate"}
    # every scheme that ships is a dimension
    [customers] = [it for it in manifest["semantic_models"] if it["name"] == "sem_customers"]
    names = {dimension["name"] for dimension in customers["dimensions"]}
    schemes = demo.rows("select distinct scheme || '_segment' from segmentation.dim_segments")
    assert len(schemes) == 5
    assert {(name,) for name in names if name.endswith("_segment")} == set(schemes)


# CARO's order 1007 goes on in June, her 1008 of refunds only becomes one; DINO has a 1007 too
MORE_SALES = """1007,CARO,2025-06-05,10.00,South
1008,CARO,2025-06-01,40.00,South
1007,DINO,2025-06-10,5.00,South
"""
# counted by hand
ORDERS = {"2025-01": 2, "2025-02": 3, "2025-03": 2, "2025-05": 1, "2025-06": 4}


def test_the_folder_copied_into_an_installing_project_counts_an_order_once(
    package: Path, tmp_path: Path
) -> None:
    """What the package has of the semantic layer stays its own: else each name would be twice."""
    project = tmp_path / "acme"
    left_out = shutil.ignore_patterns("dbt_packages", "target", "logs", "package-lock.yml")
    shutil.copytree(package / "integration_tests", project, ignore=left_out)
    packages = {"packages": [{"local": str(package)}]}
    (project / "packages.yml").write_text(yaml.safe_dump(packages), encoding="utf-8")
    with (project / "seeds/sales.csv").open("a", encoding="utf-8") as sales:
        sales.write(MORE_SALES)
    shutil.copytree(package / "models/semantic", project / "models/semantic")
    for path in (project / "models/semantic").iterdir():
        text = path.read_text(encoding="utf-8")
        own = text.replace(f"project_name == '{PACKAGE}'", "project_name == 'acme'")
        path.write_text(own, encoding="utf-8")
    for command in (["deps"], ["build", "--exclude-resource-types", "test"]):
        result = run_dbt(project, command, project / "acme.duckdb", project / "target", ACME)
        assert result.ok, result.said[-3000:]
    # one sale in ten can't be used, which is told
    assert ["order lines read" in said for said in result.warnings] == [True]
    found = SemanticLayer(project, result.database, ACME).query(SALES, "metric_time__month")
    assert {month[:7]: metrics["orders"] for [month], metrics in found.items()} == ORDERS
    assert found == expected(result, MONTH.format("ordered_on"), MONTH.format("placed_on"))
