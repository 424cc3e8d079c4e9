"""The part of the house style that sqlfluff can't see: macros, names of files, forbidden words."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from project_files import ROOT, label, written_files

PACKAGE = "customer_segmentation"
LONGEST_LINE = 100
LONGEST_MODEL = 120

KEYWORDS = (
    "select|from|where|group by|order by|join|case|when|then|else|end|and|or|over|partition by"
)
UPPER_CASE_KEYWORD = re.compile(rf"\b({KEYWORDS.upper()})\b")
# a ref in a sentence for people has its quotes escaped
REF = re.compile(r"\bref\(([^()\\]*)\)")

# what a model or macro may not lean on, and what instead
FORBIDDEN = {
    r"\btarget\.type\b": "adapter.dispatch tells engines apart",
    r"\bcurrent_date\b": "everything is measured at as_of_date",
    r"\brun_query\b": "introspection breaks unit tests and lineage",
    r"\bget_columns_in_relation\b": "introspection breaks unit tests and lineage",
    r"\bselect\s+distinct\b": "it hides a fan-out: group by the grain",
}

# built from pieces, so that this file doesn't find itself
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "arti" + "factory")
MACHINE_PATH = re.compile(r"(?<![\w.}])/(work|root|home|Users|opt)/")


def text_of(path: Path) -> str:
    """Return the text, or nothing for a file that holds none (Parquet, DuckDB)."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return ""


def without_comments(text: str) -> str:
    """Blank out Jinja and SQL comments, keeping the lines where they are."""
    blank = lambda match: re.sub(r"[^\n]", " ", match.group())  # noqa: E731
    text = re.sub(r"{#.*?#}", blank, text, flags=re.DOTALL)
    return re.sub(r"--[^\n]*", blank, text)


def layout_faults(text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            yield f"line {number} has {len(line)} characters, {LONGEST_LINE} fit"
        if "\t" in line:
            yield f"line {number} has a tab"
        if line != line.rstrip():
            yield f"line {number} ends in blanks"
    if text and not text.endswith("\n"):
        yield "the last line has no end"


def keyword_faults(text: str) -> Iterator[str]:
    for number, line in enumerate(without_comments(text).splitlines(), 1):
        outside_quotes = re.sub(r"'[^']*'|\"[^\"]*\"", "", line)
        for keyword in UPPER_CASE_KEYWORD.findall(outside_quotes):
            yield f"line {number}: {keyword} is written {keyword.lower()}"


def forbidden_faults(text: str) -> Iterator[str]:
    for pattern, instead in FORBIDDEN.items():
        for match in re.finditer(pattern, without_comments(text)):
            yield f"{match.group()!r}: {instead}"


def ref_faults(text: str) -> Iterator[str]:
    """A ref of one argument may find a model of that name in the project that installs this one."""
    for arguments in REF.findall(without_comments(text)):
        package, *name = [argument.strip() for argument in arguments.split(",")]
        if not name or package.strip("'\"") != PACKAGE:
            yield f"ref({arguments}) doesn't start with '{PACKAGE}'"


def length_faults(text: str) -> Iterator[str]:
    lines = len(text.splitlines())
    if lines > LONGEST_MODEL:
        yield f"{lines} lines: split it, a model fits on two screens"


def machine_faults(text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if any(host in line for host in HOSTS):
            yield f"line {number} names a package registry"
        if MACHINE_PATH.search(line):
            yield f"line {number} holds a path of one machine"


def has_entry(name: str, properties: str) -> bool:
    """Whether a .yml has an entry for the model."""
    return bool(re.search(rf"^  - name: {re.escape(name)}$", properties, re.MULTILINE))


MODELS = list(written_files("*.sql", under="models"))
MACROS = list(written_files("*.sql", under="macros"))
TESTS = list(written_files("*.sql", under="tests"))
ANALYSES = list(written_files("*.sql", under="analyses"))
QUERIES = list(written_files("*.sql", under="dashboard"))
# what runs before or after a build may look at what is there
HOOKS = ("tell_results", "start_run", "show_runs", "export_marts")
MACROS_OF_MODELS = [path for path in MACROS if path.stem not in HOOKS]
CASES = [path for path in TESTS if path.parent.name in ("generic", "macros")]
CHECKED_AS_TEXT = MACROS + QUERIES + CASES

CHECKS: dict[str, tuple[Callable[[str], Iterator[str]], list[Path]]] = {
    "layout": (layout_faults, MODELS + MACROS + TESTS + ANALYSES + QUERIES),
    "keywords": (keyword_faults, CHECKED_AS_TEXT),
    "forbidden words": (forbidden_faults, MODELS + MACROS_OF_MODELS),
    "refs": (ref_faults, MODELS + MACROS + TESTS + ANALYSES),
    "length": (length_faults, MODELS),
    "machines and registries": (machine_faults, list(written_files())),
}


def test_files_are_written_by_the_house_style() -> None:
    found = [
        f"{label(path)}: {fault}"
        for faults, paths in CHECKS.values()
        for path in paths
        for fault in faults(text_of(path))
    ]
    found += [
        f"{label(path)} is described in no .yml beside it"
        for path in MODELS
        if not any(has_entry(path.stem, text_of(file)) for file in path.parent.glob("*.yml"))
    ]
    assert not found, "\n" + "\n".join(found)
    # files are really read
    assert MODELS and MACROS and ROOT / "Makefile" in CHECKS["machines and registries"][1]


# the checks are checked: text that is sound, and text that each has to complain about
SOUND = f"""
-- select distinct is only talked about here
select customer_id
from {{{{ ref('{PACKAGE}', 'dim_customers') }}}}
where country = 'AND'
"""

PLANTED: dict[str, list[str]] = {
    "layout": ["a" * 101 + "\n", "\tselect 1\n", "select 1 \n", "select 1"],
    "keywords": ["SELECT 1\n", "select 1 as a WHERE true\n", "x ORDER BY y\n"],
    "forbidden words": [
        "{% if target.type == 'duckdb' %}", "select current_date", "select\n    distinct a from b",
        "{% set rows = run_query(sql) %}", "{{ adapter.get_columns_in_relation(this) }}",
    ],
    "refs": ["ref('dim_customers')", "ref('acme', 'customers')", 'ref( "dim_customers", v=1)'],
    "length": ["select 1\n" * (LONGEST_MODEL + 1)],
    "machines and registries": [f"https://{HOSTS[0]}/agate", "/".join(["x: ", "work", "x.duckdb"])],
}


def test_sound_text_passes_and_planted_faults_are_found() -> None:
    for check, (faults, _) in CHECKS.items():
        assert list(faults(SOUND)) == [], check
        assert [text for text in PLANTED[check] if not list(faults(text))] == [], check
    assert has_entry("dim_things", "models:\n  - name: dim_things\n")
    assert not has_entry("dim_things", "models:\n  - name: dim_thing\n")
