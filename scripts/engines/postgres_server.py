"""A PostgreSQL server for the time of a test: its own cluster in a temporary folder, on a free port
of this machine alone. Servers that are here already are left as they are.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = DATABASE = "segmentation"
# Debian keeps the programs of a server out of the path, a folder for each version
DEBIAN = "usr/lib/postgresql"
# the package starts a server of its own, unless a file that is there already tells it not to
INSTALL = [
    *("apt-get", "install", "--yes", "--no-install-recommends"),
    *("--option", "Dpkg::Options::=--force-confold", "postgresql"),
]
NONE = (
    "No PostgreSQL server here: install one (Debian and Ubuntu: sudo apt install postgresql, "
    "macOS: brew install postgresql@15) and run this again."
)
# nothing outlives the server, so nothing need reach the disk
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "40",
}


class NoServer(Exception):
    """A sentence that says why there is no server."""


def find_programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, of the newest version that is installed, or None."""
    installed = Path("/", DEBIAN).glob("*/bin/initdb")
    found = sorted(installed, key=lambda path: float(path.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve())
    return next((path.parent for path in found if (path.parent / "pg_ctl").exists()), None)


def install_programs() -> None:
    """Install Debian's PostgreSQL where that is easy: for root. Makes and starts no cluster."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if not may_install:
        return
    print("Installing PostgreSQL, once (about a minute) ...", file=sys.stderr, flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    common = Path("/etc/postgresql-common")
    if not (common / "createcluster.conf").exists():
        common.mkdir(parents=True, exist_ok=True)
        (common / "createcluster.conf").write_text("create_main_cluster = false\n")
    for command in (["apt-get", "update"], INSTALL):
        subprocess.run(command, env=settings, check=False, **quiet)


def programs() -> Path:
    """Return the folder of initdb and pg_ctl, installing them if need be. Raises NoServer."""
    if not find_programs():
        install_programs()
    found = find_programs()
    if not found:
        raise NoServer(NONE)
    return found


def somebody() -> pwd.struct_passwd | None:
    """Return who is to run the server: None for whoever runs this, unless that is root, whom
    PostgreSQL refuses."""
    if os.geteuid():
        return None
    names = {user.pw_name: user for user in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def run(command: list[str], folder: Path) -> None:
    """Run a program of PostgreSQL as who may. Raises NoServer with what it said."""
    user = somebody()
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    # the server stays behind, so what it says goes to a file and not to a pipe that never ends
    said = folder / "said.txt"
    with said.open("ab") as out:
        done = subprocess.run(
            command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=folder, **who
        )
    if done.returncode:
        text = said.read_text(encoding="utf-8", errors="replace")
        raise NoServer(f"PostgreSQL did not start:\n{text[-2000:]}")


def free_port() -> int:
    """Return a port of this machine that nobody listens to."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def postgres_server(locale: str = "en-US") -> Iterator[dict[str, str]]:
    """Run a server and give the environment variables that lead to its database, which is empty.

    Text sorts by the rules of a language there, unlike on the other engines, so that a result that
    hangs on the order of text is noticed. Raises NoServer.
    """
    found = programs()
    folder = Path(tempfile.mkdtemp(prefix="segmentation_postgres_"))
    user, port = somebody(), free_port()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    sorting = ["--locale-provider=icu", f"--icu-locale={locale}", "--locale=C"]
    settings = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    options = f"-p {port} {settings} -c unix_socket_directories={folder}"
    cluster = ["--pgdata", str(data)]
    control = [str(found / "pg_ctl"), *cluster, "--wait"]
    try:
        run(
            [
                *(str(found / "initdb"), *cluster, "--username", USER, "--auth", "trust"),
                *("--encoding", "UTF8", *sorting, "--no-sync"),
            ],
            folder,
        )
        run([*control, "--log", str(folder / "log.txt"), "--options", options, "start"], folder)
        try:
            address = ["--host", "127.0.0.1", "--port", str(port), "--username", USER]
            run([str(found / "createdb"), *address, DATABASE], folder)
            yield {
                "SEGMENTATION_POSTGRES_HOST": "127.0.0.1",
                "SEGMENTATION_POSTGRES_PORT": str(port),
                "SEGMENTATION_POSTGRES_USER": USER,
                "SEGMENTATION_POSTGRES_PASSWORD": "",
                "SEGMENTATION_POSTGRES_DBNAME": DATABASE,
            }
        finally:
            run([*control, "--mode", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
