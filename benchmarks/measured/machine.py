"""What it was measured on, and with which versions."""

import json
import os
import platform
import subprocess
from pathlib import Path

from .contestants import OTHERS

PACKAGES = ["duckdb", "polars", "pandas", "openretailscience", "pymc-marketing"]


def machine() -> str:
    """Return processor, cores and memory in a line."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = names[0].split(":", 1)[1].strip() if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}"


def versions() -> dict[str, str]:
    """Return the versions of what is compared, and of dbt."""
    from importlib.metadata import version

    code = (
        "import json, sys; from importlib.metadata import version;"
        "print(json.dumps({name: version(name) for name in sys.argv[1:]}))"
    )
    said = subprocess.run(
        [str(OTHERS), "-c", code, *PACKAGES], capture_output=True, text=True, check=True
    ).stdout
    return {
        "Python": platform.python_version(),
        "dbt-core": version("dbt-core"),
        "dbt-duckdb": version("dbt-duckdb"),
        **json.loads(said),
    }
