"""Write the docs: models, lineage of columns, the marts and their keys; pages that open from disk.

    python scripts/docs.py [--out target/docs] [--drawing docs/entities.svg]

dbt describes what `make build` has built; dbt-colibri follows its columns; the contracts are drawn.
No page uses the network. Exit code 1, with one sentence, where nothing is built yet or a model
can't be followed.
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

from dbt.cli.main import dbtRunner

from project_docs.contracts import Mart, read_marts
from project_docs.drawing import draw
from project_docs.lineage import Lineage, LineageError, write_lineage
from project_docs.pages import (
    ENTITIES,
    INDEX,
    LINEAGE,
    MODELS,
    entities_page,
    index_page,
    sealed,
)
from working_file import WORKING, take_up

TARGET = Path(os.environ.get("DBT_TARGET_PATH", "target"))
DRAWING = Path(__file__).resolve().parents[1] / "docs" / "entities.svg"
DATA = "lineage.json"


class Problem(Exception):
    """A sentence for the person at the keyboard."""


def generate(target: Path) -> None:
    """Let dbt describe what is built: manifest, catalog and its page, in `target`."""
    command = ["--log-level", "warn", "docs", "generate", "--static", "--target-path", str(target)]
    result = dbtRunner().invoke(command)
    if not result.success:
        raise Problem("dbt could not write its docs: see above.")


def write_docs(target: Path, out: Path) -> tuple[Mart, ...]:
    """Write all pages from what dbt left in `target`, and return the marts that are in them.

    The folder `out` is complete or stays as it was. Raises Problem where a mart isn't built.
    """
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    catalog = json.loads((target / "catalog.json").read_text(encoding="utf-8"))
    marts = read_marts(manifest)
    built = {name.rpartition(".")[2] for name in catalog["nodes"]}
    missing = [mart.name for mart in marts if mart.name not in built]
    if missing:
        names = ", ".join(missing[:3]) + (" and more" if missing[3:] else "")
        raise Problem(f"Not built yet: {names}. The docs show what is there: run `make build`.")
    made = out.with_name(out.name + ".unfinished")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    write_lineage(target / "manifest.json", target / "catalog.json", made / LINEAGE, made / DATA)
    pages = {
        MODELS: sealed((target / "static_index.html").read_text(encoding="utf-8")),
        LINEAGE: sealed((made / LINEAGE).read_text(encoding="utf-8")),
        ENTITIES: entities_page(marts),
        INDEX: index_page(marts, Lineage(made / DATA), as_built(manifest)),
    }
    for name, text in pages.items():
        (made / name).write_text(text, encoding="utf-8", newline="\n")
    shutil.rmtree(out, ignore_errors=True)
    made.rename(out)
    return marts


def as_built(manifest: dict) -> str:
    about = manifest["metadata"]
    return f"Made {about['generated_at'][:10]} by dbt {about['dbt_version']}."


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=TARGET / "docs")
    parser.add_argument("--drawing", type=Path, default=DRAWING)
    given = parser.parse_args(arguments)
    try:
        if not WORKING.exists():
            raise Problem(f"{WORKING} is not there: run `make build`, the docs show what is built.")
        take_up(WORKING)
        generate(TARGET)
        marts = write_docs(TARGET, given.out)
        given.drawing.parent.mkdir(parents=True, exist_ok=True)
        given.drawing.write_text(draw(marts), encoding="utf-8", newline="\n")
    except (Problem, LineageError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Cannot write {error.filename} ({error.strerror}).", file=sys.stderr)
        return 1
    print(f"Open {given.out / INDEX}: models, lineage of columns, marts and their keys.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
