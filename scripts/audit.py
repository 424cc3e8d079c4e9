"""Ask whether any package of any lock has a known vulnerability, by pip-audit.

    python scripts/audit.py

Exit code 0: every package was asked about, and none has one. 1: some have; a line each. 3: not
every package could be asked about, which is said in one sentence; that is no all-clear.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCKED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)
CLEAN, VULNERABLE, UNKNOWN = 0, 1, 3

Versions = dict[str, dict[str, set[str]]]


class Unreachable(Exception):
    """What pip-audit said last, where it got no answer."""


def locked(root: Path) -> Versions:
    """Return the locks that hold each version of each package, whatever platform it is for."""
    found: Versions = {}
    for lock in sorted(root.glob("requirements*.lock")):
        for name, version in LOCKED.findall(lock.read_text(encoding="utf-8")):
            found.setdefault(name.lower(), {}).setdefault(version, set()).add(lock.name)
    return found


def rounds(versions: Versions) -> list[list[str]]:
    """Return what to ask for in each question: a package has one version in each."""
    most = max(map(len, versions.values()), default=0)
    return [
        [f"{name}=={sorted(kept)[turn]}" for name, kept in versions.items() if turn < len(kept)]
        for turn in range(most)
    ]


def ask(packages: list[str]) -> list[dict[str, Any]]:
    """Return pip-audit's answer for each package. Raises Unreachable."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(packages) + "\n")
        file.flush()
        command = [sys.executable, "-m", "pip_audit", "--format", "json"]
        command += ["--progress-spinner", "off", "--no-deps", "--disable-pip"]
        command += ["--requirement", file.name]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    try:
        return json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = done.stderr.strip().splitlines() or ["pip-audit said nothing"]
        raise Unreachable(said[-1][:200].rstrip(".")) from None


def main(root: Path = ROOT) -> int:
    """Return the exit code, and say what it stands for."""
    versions = locked(root)
    answers: list[dict[str, Any]] = []
    try:
        for packages in rounds(versions):
            answers += ask(packages)
    except Unreachable as error:
        print(f"Not audited: the vulnerability service gave no answer ({error}).", file=sys.stderr)
        return UNKNOWN
    answered = {(one["name"].lower(), one.get("version")) for one in answers if "vulns" in one}
    wanted = {(name, version) for name, kept in versions.items() for version in kept}
    vulnerable = [one for one in answers if one.get("vulns")]
    for one in vulnerable:
        locks = ", ".join(sorted(versions[one["name"].lower()][one["version"]]))
        for hole in one["vulns"]:
            fixed = ", ".join(hole["fix_versions"]) or "no version yet"
            print(f"{one['name']} {one['version']} ({locks}): {hole['id']}, fixed in {fixed}")
    if wanted - answered:
        name, version = min(wanted - answered)
        print(
            f"Not audited: of {len(wanted)} packages the vulnerability service knows nothing of "
            f"{len(wanted - answered)}, e.g. {name} {version}.",
            file=sys.stderr,
        )
    if vulnerable:
        return VULNERABLE
    if wanted - answered or not wanted:
        return UNKNOWN
    print(f"None of {len(wanted)} packages has a known vulnerability.")
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
