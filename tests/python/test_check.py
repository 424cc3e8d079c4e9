"""`make check`: what is looked at of what changed."""

from pathlib import Path

from check import commands

ROOM = Path("models/intermediate/scores")


def test_changed_files_are_checked_by_what_fits_them() -> None:
    files = [
        Path("README.md"),
        Path("dashboard/queries/run.sql"),
        Path("macros/rules/holds.sql"),
        ROOM / "int_score_steps.sql",
        ROOM / "int_score_steps_unit_tests.yml",
        ROOM / "int_score_bounds_unit_tests.yml",
        Path("scripts/check.py"),
        Path("tests/macros/assert_rules_hold_and_customers_move_by_their_bounds.sql"),
    ]
    assert commands(files) == [
        ["ruff", "check", "--quiet", "scripts/check.py"],
        ["sqlfluff", "lint", "--disable-progress-bar", f"{ROOM}/int_score_steps.sql"],
        ["dbt", "--quiet", "test", "--select", "int_score_bounds,test_type:unit",
         "int_score_steps+1,test_type:unit"],
    ]


def test_what_nothing_looks_at_is_not_checked() -> None:
    assert commands([Path("README.md"), Path("seeds/rules/segments.csv")]) == []
