#!/usr/bin/env python3
"""Check what changed since the last commit, in the middle of work.

    python scripts/check.py [revision]     what changed since then; HEAD without one

Python that changed is linted by ruff, SQL that changed by sqlfluff, and the unit tests of changed
models and of the models that read them are run, on what `make build` built. The exit code is 0
where all of it passed.
"""

import os
import subprocess
import sys
from pathlib import Path

from working_file import WORKING

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
# what `make lint` looks at
PYTHON = ("scripts", "tests/python", "tests/bi", "tests/mutants", "benchmarks")
SQL = ("models", "tests", "analyses")
# which sqlfluff leaves out
LISTS = ("tests/macros", "tests/generic", "tests/fixtures")
UNIT_TESTS = "_unit_tests.yml"


def changed_files(since: str) -> list[Path]:
    """Return the files that differ from a revision and still exist, new ones too."""
    differing = git("diff", "--name-only", "--relative", since)
    new = git("ls-files", "--others", "--exclude-standard")
    return sorted({Path(name) for name in differing + new if (ROOT / name).is_file()})


def git(*arguments: str) -> list[str]:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.splitlines()


def below(path: Path, folders: tuple[str, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def models_to_test(files: list[Path]) -> list[str]:
    """Return what dbt is to select: each changed model with its readers, each with new tests."""
    models = [path for path in files if path.is_relative_to("models")]
    changed = {f"{path.stem}+1" for path in models if path.suffix == ".sql"}
    tested = {path.name.removesuffix(UNIT_TESTS) for path in models
              if path.name.endswith(UNIT_TESTS)}
    return sorted(changed | {model for model in tested if f"{model}+1" not in changed})


def commands(files: list[Path]) -> list[list[str]]:
    """Return the commands that check these files."""
    python = [str(path) for path in files if path.suffix == ".py" and below(path, PYTHON)]
    sql = [str(path) for path in files if path.suffix == ".sql" and below(path, SQL)
           and not below(path, LISTS)]
    models = models_to_test(files)
    found = []
    if python:
        found.append(["ruff", "check", "--quiet", *python])
    if sql:
        found.append(["sqlfluff", "lint", "--disable-progress-bar", *sql])
    if models:
        selected = [f"{model},test_type:unit" for model in models]
        found.append(["dbt", "--quiet", "test", "--select", *selected])
    return found


def main(arguments: list[str]) -> int:
    files = changed_files(arguments[0] if arguments else "HEAD")
    asked = commands(files)
    if not asked:
        print("Nothing changed that could be checked.")
        return 0
    if any(command[0] == "dbt" for command in asked) and not (ROOT / WORKING).exists():
        print(f"{WORKING} does not exist yet: run `make build`.", file=sys.stderr)
        return 1
    # a helper process of sqlfluff's would speak of what it tidies
    quiet = os.environ | {"PYTHONWARNINGS": "ignore:resource_tracker:UserWarning"}
    failed = []
    for program, *words in asked:
        print(f"{program} ...", flush=True)
        command = [str(PROGRAMS / program), *words]
        if subprocess.run(command, cwd=ROOT, env=quiet, check=False).returncode:
            failed.append(program)
    print(f"Failed: {', '.join(failed)}." if failed else "All of it passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
