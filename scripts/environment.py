#!/usr/bin/env python3
"""Make the environment in .venv from a lock file, or find that it is there already and do nothing.

    python3 scripts/environment.py          what `dbt build` needs (requirements.lock)
    python3 scripts/environment.py --dev    the tools of `make test` too (requirements-dev.lock)
    python3 scripts/environment.py --bi     Apache Superset, in .venv-bi (requirements-bi.lock)
    python3 scripts/environment.py --spark  Spark, in .venv-spark (requirements-spark.lock)
    python3 scripts/environment.py --audit  pip-audit, in .venv-audit (requirements-audit.lock)
    python3 scripts/environment.py --benchmark  what `make benchmark` compares with, in
                                            .venv-benchmark (requirements-benchmark.lock)

A finished installation leaves a stamp in .venv: the locks it satisfies, the interpreter and the
folder it was made in. Where one of these has changed, or an earlier run was interrupted, .venv is
made anew. Whatever can go wrong on somebody else's machine ends in one sentence and exit code 1.

This file must be readable for Python 3.6, which has to get as far as saying that it is too old.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST, NEWEST = (3, 10), (3, 13)
PLAIN, DEV = "requirements.lock", "requirements-dev.lock"
BI, SPARK = "requirements-bi.lock", "requirements-spark.lock"
BENCHMARK, AUDIT = "requirements-benchmark.lock", "requirements-audit.lock"
# Superset wants other versions of what is used here, so it lives apart; it knows no newer Python.
# Spark is five times as large as the rest, and of no use to who stays with DuckDB. The tools that
# the benchmark compares with are of no use to anybody else
FOLDERS = {
    PLAIN: ".venv",
    DEV: ".venv",
    BI: ".venv-bi",
    SPARK: ".venv-spark",
    AUDIT: ".venv-audit",
    BENCHMARK: ".venv-benchmark",
}
NEWEST_FOR = {BI: (3, 12)}
TAKES = {
    BI: "about two minutes, 1 GB",
    SPARK: "about two minutes, 480 MB",
    BENCHMARK: "about two minutes, 1.2 GB",
}
STAMP = "stamp.json"

# what pip writes when it cannot reach an index: refused, no such name, time-out, proxy, certificate
SIGNS_OF_NO_NETWORK = (
    "connection broken by",
    "NewConnectionError",
    "Max retries exceeded",
    "Could not fetch URL",
    "Read timed out",
    "ProxyError",
)

# asked of each interpreter: its version, and whether it can make environments that contain pip
PROBE = """
import sys
try:
    import ensurepip, venv
    able = 1
except ImportError:
    able = 0
print(sys.version_info[0], sys.version_info[1], able)
"""


class Problem(Exception):
    """A sentence for the person at the keyboard, saying what to do."""


def main(arguments=None, root=ROOT):
    # type: (list | None, str) -> int
    """Return the exit code: 0 when .venv fits the lock, 1 and one sentence when it can't."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dev", action="store_true", help="also install the tools of `make test`")
    parser.add_argument("--bi", action="store_true", help="install Apache Superset, in .venv-bi")
    parser.add_argument("--spark", action="store_true", help="install Spark, in .venv-spark")
    parser.add_argument("--audit", action="store_true", help="install pip-audit, in .venv-audit")
    parser.add_argument(
        "--benchmark", action="store_true", help="install what is compared with, in .venv-benchmark"
    )
    given = parser.parse_args(arguments)
    asked = {BI: given.bi, SPARK: given.spark, AUDIT: given.audit}
    asked |= {BENCHMARK: given.benchmark, DEV: given.dev}
    lock = next((lock for lock, is_asked in asked.items() if is_asked), PLAIN)
    try:
        prepare(root, lock)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        place = error.filename or root
        print(
            "Cannot write to {} ({}): put the project in a folder you can write to, on a disk with "
            "1 GB free.".format(place, error.strerror or error),
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted: the next run starts the environment afresh.", file=sys.stderr)
        return 130
    return 0


def prepare(root, lock):
    # type: (str, str) -> None
    """Bring its environment up to `lock`, in the cheapest way that is certain to be right."""
    stamp = read_stamp(root, lock)
    if stamp and stamp["locks"].get(lock) == digest(root, lock):
        return
    # the tools can go on top of an environment that is sound; anything else is made anew
    sound = stamp and lock == DEV and stamp["locks"].get(PLAIN) == digest(root, PLAIN)
    if not sound:
        make_environment(root, lock)
    install(root, lock)
    write_stamp(root, lock)


def place(root, lock, *names):
    # type: (str, str, *str) -> str
    """Return a path in the environment that a lock is installed into."""
    return os.path.join(root, FOLDERS[lock], *names)


def make_environment(root, lock):
    # type: (str, str) -> None
    """Create an empty environment with pip in it, in place of whatever stands there."""
    interpreter = find_interpreter(newest=NEWEST_FOR.get(lock, NEWEST))
    folder = place(root, lock)
    if os.path.lexists(folder):
        print(
            "Making {} anew: it is unfinished, or was made for something else.".format(
                FOLDERS[lock]
            ),
            flush=True,
        )
        shutil.rmtree(folder)
    os.mkdir(folder)
    code, said = run([interpreter, "-m", "venv", folder])
    if code:
        raise Problem(
            "{} could not make an environment in {}:\n{}".format(interpreter, folder, tail(said))
        )


def find_interpreter(own=None, search=None, newest=NEWEST):
    # type: (str | None, list | None, tuple) -> str
    """Return a Python that fits: the one that runs this, else the newest on the path."""
    own = own or sys.executable
    names = ["python3.{}".format(minor) for minor in range(newest[1], OLDEST[1] - 1, -1)]
    found = search if search is not None else [shutil.which(name) for name in names]
    lacking_venv = None
    versions = []
    for candidate in [own, *filter(None, found)]:
        answer = probe(candidate)
        if not answer:
            continue  # e.g. a shim of pyenv for a version that isn't active
        version, able = answer
        versions.append(version)
        if OLDEST <= version <= newest:
            if able:
                return candidate
            lacking_venv = lacking_venv or version
    if lacking_venv:
        raise Problem(
            "Python {}.{} lacks its venv module: install it (Debian and Ubuntu: sudo apt install "
            "python3-venv) and run this again.".format(*lacking_venv)
        )
    raise Problem(
        "This project needs Python {}.{} to {}.{} and python3 here is {}: install one of them "
        "(Debian and Ubuntu: apt, macOS: brew install python@3.12) and run this again.".format(
            *(OLDEST + newest + ("{}.{}".format(*versions[0]) if versions else "none of them",))
        )
    )


def probe(interpreter):
    # type: (str) -> tuple | None
    """Return ((major, minor), can make environments), or None where it doesn't run."""
    try:
        code, said = run([interpreter, "-c", PROBE])
        major, minor, able = said.split()
    except (OSError, ValueError):
        return None
    return None if code else ((int(major), int(minor)), able == "1")


def install(root, lock):
    # type: (str, str) -> None
    """Install exactly what `lock` lists. Where from is pip's own configuration, PIP_* included."""
    log = place(root, lock, "install.log")
    remove_stamp(root, lock)
    print(
        "Installing {} packages into {}, once ({}) ...".format(
            sum(line[:1].isalnum() for line in open_lock(root, lock).decode().splitlines()),
            FOLDERS[lock],
            TAKES.get(lock, "about half a minute"),
        ),
        flush=True,
    )
    python = place(root, lock, "bin", "python")
    command = [python, "-m", "pip", "install", "--no-deps", "--require-hashes", "--no-input"]
    command += ["--progress-bar", "off", "--disable-pip-version-check"]
    code, said = run([*command, "-r", os.path.join(root, lock)])
    with open(log, "w") as file:
        file.write(said)
    if not code:
        return
    if any(sign in said for sign in SIGNS_OF_NO_NETWORK):
        raise Problem(
            "pip cannot reach the package index: check the network, or name an index that can be "
            "reached with PIP_INDEX_URL, and run this again (pip's words: {}/install.log).".format(
                FOLDERS[lock]
            )
        )
    raise Problem(
        "pip could not install {} (all it said: {}/install.log):\n{}".format(
            lock, FOLDERS[lock], tail(said)
        )
    )


def run(command):
    # type: (list) -> tuple
    """Run to the end without a word; return the exit code and everything it said."""
    # a foreign PYTHONPATH or PYTHONHOME would let the environment find packages outside of it
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env=clean,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")


def tail(said, lines=12):
    # type: (str, int) -> str
    """Return the last lines, where a program says what was wrong."""
    return "\n".join("    " + line for line in said.strip().splitlines()[-lines:])


def open_lock(root, lock):
    # type: (str, str) -> bytes
    with open(os.path.join(root, lock), "rb") as file:
        return file.read()


def digest(root, lock):
    # type: (str, str) -> str
    return hashlib.sha256(open_lock(root, lock)).hexdigest()


def circumstances(root, lock):
    # type: (str, str) -> dict
    """What an environment doesn't survive the change of: its own path, and its Python."""
    python = place(root, lock, "bin", "python")
    return {"folder": os.path.abspath(root), "python": os.path.realpath(python)}


def read_stamp(root, lock):
    # type: (str, str) -> dict | None
    """Return the stamp, or None where there is none or it speaks of other circumstances."""
    try:
        with open(place(root, lock, STAMP)) as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return None
    now = circumstances(root, lock)
    fits = os.path.exists(now["python"]) and all(stamp.get(key) == now[key] for key in now)
    return stamp if fits and isinstance(stamp.get("locks"), dict) else None


def write_stamp(root, lock):
    # type: (str, str) -> None
    locks = [PLAIN, DEV] if lock == DEV else [lock]
    stamp = dict(circumstances(root, lock), locks={name: digest(root, name) for name in locks})
    with open(place(root, lock, STAMP), "w") as file:
        json.dump(stamp, file, indent=4)


def remove_stamp(root, lock):
    # type: (str, str) -> None
    if os.path.exists(place(root, lock, STAMP)):
        os.remove(place(root, lock, STAMP))


if __name__ == "__main__":
    sys.exit(main())
