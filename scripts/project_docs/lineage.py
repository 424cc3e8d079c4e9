"""Where every column comes from, found by dbt-colibri: a page to look at, and the same as JSON.

dbt-colibri is called as a library: its command line asks a package index for a newer version, and
its page would report its use. Neither happens here.
"""

import json
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from dbt_colibri.lineage_extractor.extractor import DbtColumnLineageExtractor
from dbt_colibri.report.generator import DbtColibriReportGenerator

# what it calls its files
PAGE, DATA, ERRORS = "index.html", "colibri-manifest.json", "colibri-parsing-errors.json"


# model and column
Column = tuple[str, str]


class LineageError(Exception):
    """A sentence about models whose columns could not be followed."""


def write_lineage(manifest: Path, catalog: Path, page: Path, data: Path) -> None:
    """Write the page and its data; LineageError where a model could not be read."""
    heard = Listener(logging.WARNING)
    logger = logging.getLogger("colibri")
    logger.addHandler(heard)
    logger.propagate = False
    try:
        with TemporaryDirectory() as folder:
            found = DbtColumnLineageExtractor(str(manifest), str(catalog))
            DbtColibriReportGenerator(found, disable_telemetry=True).generate_report(folder)
            made = Path(folder)
            errors = made / ERRORS
            if errors.exists():
                nodes = [error["node_id"] for error in json.loads(errors.read_text("utf-8"))]
                raise LineageError(f"dbt-colibri could not read {', '.join(nodes)}.")
            if heard.said:
                raise LineageError(f"dbt-colibri says: {heard.said[0]}")
            page.write_bytes((made / PAGE).read_bytes())
            data.write_bytes((made / DATA).read_bytes())
    finally:
        logger.removeHandler(heard)


class Listener(logging.Handler):
    """Keeps what a logger says."""

    def __init__(self, level: int):
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


class Lineage:
    """Which columns each column is made of, read from what `write_lineage` has written."""

    def __init__(self, data: Path):
        read = json.loads(data.read_text(encoding="utf-8"))
        self.read_from_outside = {
            name.rpartition(".")[2]
            for name in read["nodes"]
            if name.startswith(("seed.", "source.")) or ".stg_" in name
        }
        self.made_of: dict[Column, set[Column]] = {}
        for edge in read["lineage"]["edges"]:
            source = (edge["source"].rpartition(".")[2], edge["sourceColumn"])
            target = (edge["target"].rpartition(".")[2], edge["targetColumn"])
            # an edge without columns says that a model is joined or filtered by another
            if source[1] and target[1]:
                self.made_of.setdefault(target, set()).add(source)

    def sources(self, model: str, column: str) -> set[Column]:
        """Return all columns that one comes from, over any number of models."""
        found: set[Column] = set()
        wanted = [(model, column)]
        while wanted:
            for source in self.made_of.get(wanted.pop(), set()) - found:
                found.add(source)
                wanted.append(source)
        return found

    def origins(self, model: str, column: str) -> list[Column]:
        """Return those of the sources that are read from outside: columns of seeds and inputs."""
        first = self.sources(model, column) - set(self.made_of)
        return sorted(source for source in first if source[0] in self.read_from_outside)
