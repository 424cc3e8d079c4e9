"""Where the files of this repository are, for the tests that read them as text."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# made by dbt, Python or the machine; never written by hand
MADE = {".git", ".venv", ".venv-bi", "target", "dbt_packages", "logs", "published", "__pycache__"}
MADE |= {".venv-spark", ".venv-audit", ".venv-benchmark", ".benchmark"}
MADE |= {".pytest_cache", ".ruff_cache", ".hypothesis", ".user.yml", "uv.lock"}


def written_files(*patterns: str, under: str = ".") -> Iterator[Path]:
    """Yield the files below a folder of the repository that people wrote, in a stable order."""
    for folder, folders, names in os.walk(ROOT / under):
        folders[:] = sorted(set(folders) - MADE)
        for path in sorted(Path(folder, name) for name in set(names) - MADE):
            if not patterns or any(path.match(pattern) for pattern in patterns):
                yield path


def label(path: Path) -> str:
    """Return the path as people write it: from the root, with slashes."""
    return path.relative_to(ROOT).as_posix()
