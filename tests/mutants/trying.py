"""A mutant in a copy of the project, and the tests that could see it, until one is red.

In this order: the unit tests of the model (of a macro: those of the models that take it, and the
tests of macros), then the demo from there on with all its data tests and contracts, then the
tests in Python of the room. What doesn't compile is no mutant: the next one is drawn.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dbt_runs import Build, copy_repository, run_dbt
from drawing import Mutant

VARIABLE = "SEGMENTATION_DUCKDB_PATH"
# tests in Python that were written for a room; they are run where nothing else was red
IN_PYTHON = {
    "staging": ["test_runs.py", "test_fuzz.py", "test_scenarios.py"],
    "orders": ["test_fuzz.py", "test_scenarios.py"],
    "customers": ["test_fuzz.py", "test_scenarios.py"],
    "scores": ["test_fuzz.py", "test_scenarios.py"],
    "segments": ["test_scenarios.py", "test_gaps.py", "test_rules.py"],
    "history": ["test_history.py"],
    "movement": ["test_history.py"],
    "value": ["test_lifetime_value.py"],
    "sales": ["test_seasonality.py"],
    "offers": ["test_offers.py"],
    "campaigns": ["test_campaigns.py"],
    "insights": ["test_insights.py"],
    "macros": ["test_scenarios.py", "test_gaps.py", "test_history.py"],
}
# words of a database that could not make sense of a statement
NO_SQL = ("Parser Error", "Binder Error", "Catalog Error", "Compilation Error", "Not implemented")


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: killed (and by what), survived, or it doesn't compile."""

    outcome: str
    by: str = ""
    marts_changed: str = ""


class Bench:
    """A copy of the project with the demo built in it."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.folder, self.project = folder, copy_repository(folder / "project")
        self.base, self.runs = folder / "demo.duckdb", folder / "runs" / "demo.duckdb"
        self.runs.parent.mkdir()
        built = self.dbt(["build", "--exclude-resource-types", "unit_test"], self.base)
        assert built.ok, built.said[-2000:]
        self.nodes: dict[str, Any] = built.artifact("manifest.json")
        self.marts = built.marts()

    def dbt(self, command: list[str], database: Path) -> Build:
        """Run a command of dbt on a database, with the target that all runs share."""
        command = [command[0], "--threads", "2", *command[1:]]
        return run_dbt(self.project, command, database, self.folder / "target", VARIABLE)

    def takers(self, file: str) -> list[str]:
        """Return the models that a file is, or that take a macro of it, directly or not."""
        if file.startswith("models/"):
            return [Path(file).stem]
        macros = self.nodes["macros"]
        reached = {name for name, macro in macros.items() if macro["original_file_path"] == file}
        size = 0
        while size < len(reached):
            size = len(reached)
            reached |= {
                name
                for name, macro in macros.items()
                if reached.intersection(macro["depends_on"]["macros"])
            }
        return [
            node["name"]
            for node in self.nodes["nodes"].values()
            if node["resource_type"] == "model"
            and reached.intersection(node["depends_on"]["macros"])
        ]

    def tried(self, mutant: Mutant) -> Verdict:
        """Put the mutant in its place, run the tests, put the file back."""
        path = self.project / mutant.file
        text = path.read_text(encoding="utf-8")
        path.write_text(mutant.applied(text), encoding="utf-8")
        try:
            return self.judged(mutant)
        finally:
            path.write_text(text, encoding="utf-8")

    def judged(self, mutant: Mutant) -> Verdict:
        """Run the tests until one is red."""
        models = self.takers(mutant.file)
        if not models:
            return Verdict("no model takes it")
        cases = [f"{model},test_type:unit" for model in models]
        if mutant.file.startswith("macros/"):
            cases.append("path:tests/macros")
        tested = self.dbt(["test", "--fail-fast", "--select", *cases], self.base)
        if verdict := self.verdict(tested):
            return verdict
        shutil.copy(self.base, self.runs)
        onwards = ["--select", *(f"{model}+" for model in models)]
        kinds = ["--exclude-resource-types", "unit_test"]
        built = self.dbt(["build", "--fail-fast", *onwards, *kinds], self.runs)
        if verdict := self.verdict(built):
            return verdict
        marts = built.marts().items()
        changes = ", ".join(name for name, rows in marts if rows != self.marts[name]) or "none"
        for file in IN_PYTHON[mutant.room]:
            if red := self.red_in_python(file):
                return Verdict("killed", red, changes)
        return Verdict("survived", "", changes)

    def verdict(self, run: Build) -> Verdict | None:
        """Return what a run of dbt says of a mutant; None: everything was green."""
        if run.ok:
            return None
        # run_results.json isn't written where the first red one stops dbt in the middle of others
        red = [name for name, status in run.built.items() if status in ("fail", "error")]
        said = "\n".join(run.warnings)
        if not red or any(words in said for words in NO_SQL):
            return Verdict("doesn't compile")
        kind, _, name = red[0].split(".", 2)
        name = name.split(".")[1] if kind == "unit_test" and "." in name else name.split(".")[0]
        kinds = {"unit_test": "unit test", "test": "data test", "model": "contract or cast of"}
        return Verdict("killed", f"{kinds.get(kind, kind)} {name}")

    def red_in_python(self, file: str) -> str:
        """Run a file of tests in Python in the copy; return the first one that is red."""
        command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-p", "no:cacheprovider"]
        run = subprocess.run(
            [*command, f"tests/python/{file}"], cwd=self.project, capture_output=True, text=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, check=False,
        )
        for line in run.stdout.splitlines():
            if line.startswith(("FAILED", "ERROR")):
                return f"pytest {line.split()[1].split('/')[-1]}"
        return ""


