#!/usr/bin/env python3
"""Make the environment in .venv from a lock file, or find that it is there already and do nothing.

    python3 scripts/environment.py          what `dbt build` needs (requirements.lock)
    python3 scripts/environment.py --dev    the tools of `make test` too (requirements-dev.lock)
    python3 scripts/environment.py --spark  Spark, in .venv-spark (requirements-spark.lock)

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
# five times as large as the rest, and of no use to who stays with DuckDB
SPARK = "requirements-spark.lock"
FOLDERS = {PLAIN: ".venv", DEV: ".venv", SPARK: ".venv-spark"}

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
    parser.add_argument("--spark", action="store_true", help="Spark instead, in .venv-spark")
    chosen = parser.parse_args(arguments)
    try:
        prepare(root, SPARK if chosen.spark else DEV if chosen.dev else PLAIN)
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
    """Bring the environment of `lock` up to it, in the cheapest way that is certain to be right."""
    venv = FOLDERS[lock]
    stamp = read_stamp(root, venv)
    if stamp and stamp["locks"].get(lock) == digest(root, lock):
        return
    # the tools can go on top of an environment that is sound; anything else is made anew
    sound = stamp and lock == DEV and stamp["locks"].get(PLAIN) == digest(root, PLAIN)
    if not sound:
        make_environment(root, venv)
    install(root, lock)
    write_stamp(root, venv, [PLAIN, DEV] if lock == DEV else [lock])


def make_environment(root, venv):
    # type: (str, str) -> None
    """Create an empty environment with pip in it, in place of whatever stands there."""
    interpreter = find_interpreter()
    folder = os.path.join(root, venv)
    if os.path.lexists(folder):
        print(
            "Making {} anew: it is unfinished, or was made for something else.".format(venv),
            flush=True,
        )
        shutil.rmtree(folder)
    os.mkdir(folder)
    code, said = run([interpreter, "-m", "venv", folder])
    if code:
        raise Problem(
            "{} could not make an environment in {}:\n{}".format(interpreter, folder, tail(said))
        )


def find_interpreter(own=None, search=None):
    # type: (str | None, list | None) -> str
    """Return a Python that fits: the one that runs this, else the newest on the path."""
    own = own or sys.executable
    names = ["python3.{}".format(minor) for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    found = search if search is not None else [shutil.which(name) for name in names]
    lacking_venv = None
    versions = []
    for candidate in [own, *filter(None, found)]:
        answer = probe(candidate)
        if not answer:
            continue  # e.g. a shim of pyenv for a version that isn't active
        version, able = answer
        versions.append(version)
        if OLDEST <= version <= NEWEST:
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
            *(OLDEST + NEWEST + ("{}.{}".format(*versions[0]) if versions else "none of them",))
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
    venv = FOLDERS[lock]
    log = os.path.join(root, venv, "install.log")
    remove_stamp(root, venv)
    print(
        "Installing {} packages into {}, once (about {}) ...".format(
            sum(line[:1].isalnum() for line in open_lock(root, lock).decode().splitlines()),
            venv,
            "two minutes, 480 MB" if lock == SPARK else "half a minute",
        ),
        flush=True,
    )
    python = os.path.join(root, venv, "bin", "python")
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
                venv
            )
        )
    raise Problem(
        "pip could not install {} (all it said: {}/install.log):\n{}".format(
            lock, venv, tail(said)
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


def stamp_path(root, venv):
    # type: (str, str) -> str
    return os.path.join(root, venv, "stamp.json")


def circumstances(root, venv):
    # type: (str, str) -> dict
    """What an environment doesn't survive the change of: its own path, and its Python."""
    python = os.path.join(root, venv, "bin", "python")
    return {"folder": os.path.abspath(root), "python": os.path.realpath(python)}


def read_stamp(root, venv):
    # type: (str, str) -> dict | None
    """Return the stamp, or None where there is none or it speaks of other circumstances."""
    try:
        with open(stamp_path(root, venv)) as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return None
    now = circumstances(root, venv)
    fits = os.path.exists(now["python"]) and all(stamp.get(key) == now[key] for key in now)
    return stamp if fits and isinstance(stamp.get("locks"), dict) else None


def write_stamp(root, venv, locks):
    # type: (str, str, list) -> None
    stamp = dict(circumstances(root, venv), locks={lock: digest(root, lock) for lock in locks})
    with open(stamp_path(root, venv), "w") as file:
        json.dump(stamp, file, indent=4)


def remove_stamp(root, venv):
    # type: (str, str) -> None
    if os.path.exists(stamp_path(root, venv)):
        os.remove(stamp_path(root, venv))


if __name__ == "__main__":
    sys.exit(main())
