"""Apache Superset on the loopback address, from its own environment, and its REST API."""

import json
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv-bi" / "bin"
SECONDS_TO_START = 180
USER = "admin"

# the rest is as Superset ships it
CONFIG = """
import os
SECRET_KEY = os.environ["TEST_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = os.environ["TEST_METADATA"]
# it would lead to https, which there is none of on the loopback address
TALISMAN_ENABLED = False
"""


class RestError(Exception):
    """What the API refused, with its own words."""


@dataclass
class Superset:
    """The REST API of a running server, as its administrator."""

    address: str
    password: str = field(repr=False)
    # SQLite, with what Superset knows and logs
    metadata: Path
    opener: Any = field(
        default_factory=lambda: urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )
    )
    headers: dict[str, str] = field(default_factory=dict, repr=False)

    def ask(self, method: str, path: str, content: Any = None) -> Any:
        """Return what a call answers; RestError where it is refused."""
        data = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(self.address + path, data, method=method)
        for name, value in {"Content-Type": "application/json", **self.headers}.items():
            request.add_header(name, value)
        try:
            with self.opener.open(request, timeout=120) as answer:
                # as they are written: a sum of money is no binary fraction
                return json.loads(answer.read(), parse_float=Decimal)
        except urllib.error.HTTPError as error:
            raise RestError(f"{error.code} {error.read().decode()[:2000]}") from error

    def sign_in(self) -> None:
        who = {"username": USER, "password": self.password, "provider": "db", "refresh": False}
        token = self.ask("POST", "/api/v1/security/login", who)["access_token"]
        self.headers["Authorization"] = f"Bearer {token}"
        csrf = self.ask("GET", "/api/v1/security/csrf_token/")["result"]
        self.headers |= {"X-CSRFToken": csrf, "Referer": self.address}
        # its pages go by a session, not by the token
        form = {"username": USER, "password": self.password, "csrf_token": csrf}
        self.post("/login/", form)

    def post(self, path: str, form: dict[str, str]) -> None:
        """Send a form, as a page does."""
        request = urllib.request.Request(
            self.address + path, urllib.parse.urlencode(form).encode(), headers=self.headers
        )
        with self.opener.open(request, timeout=120):
            pass

    def connect(self, name: str, database: Path) -> int:
        """Add a DuckDB file that is only read; return the number Superset gives it."""
        return self.ask("POST", "/api/v1/database/", {
            "database_name": name, "sqlalchemy_uri": f"duckdb:///{database}",
            "extra": json.dumps({"engine_params": {"connect_args": {"read_only": True}}}),
            "expose_in_sqllab": True, "allow_dml": True,
        })["id"]

    def tables(self, database: int, schema: str) -> list[str]:
        wanted = urllib.parse.quote(f"(force:!t,schema_name:{schema})")
        found = self.ask("GET", f"/api/v1/database/{database}/tables/?q={wanted}")["result"]
        return [table["value"] for table in found]

    def add_dataset(self, database: int, schema: str, table: str) -> int:
        content = {"database": database, "schema": schema, "table_name": table}
        return self.ask("POST", "/api/v1/dataset/", content)["id"]

    def columns(self, dataset: int) -> dict[str, str]:
        """Return the columns of a dataset with the types that Superset sees."""
        found = self.ask("GET", f"/api/v1/dataset/{dataset}")["result"]["columns"]
        return {column["column_name"]: column["type"] for column in found}

    def chart(
        self, dataset: int, by: str, sums: Sequence[str], where: Sequence[tuple[str, str, Any]] = ()
    ) -> list[dict[str, Any]]:
        """Return the rows that a chart of these sums by a column is drawn from."""
        query = {
            "columns": [by], "row_limit": 10_000, "orderby": [[by, True]],
            "metrics": [
                {"expressionType": "SQL", "sqlExpression": f"sum({name})", "label": name}
                for name in sums
            ],
            "filters": [{"col": col, "op": op, "val": value} for col, op, value in where],
        }
        answer = self.ask("POST", "/api/v1/chart/data", {
            "datasource": {"id": dataset, "type": "table"}, "force": True, "queries": [query],
            "result_format": "json", "result_type": "full",
        })
        return answer["result"][0]["data"]

    def sql(self, database: int, statement: str) -> list[dict[str, Any]]:
        """Return the rows of a statement that is typed in the SQL Lab."""
        content = {"database_id": database, "sql": statement, "runAsync": False, "queryLimit": 1000}
        return self.ask("POST", "/api/v1/sqllab/execute/", content)["data"]


@contextmanager
def running(folder: Path) -> Iterator[Superset]:
    """Set Superset up in an empty folder, run it, and stop it again."""
    config = folder / "superset_config.py"
    config.write_text(CONFIG, encoding="utf-8")
    password = secrets.token_urlsafe(24)
    settings = {
        **{name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ},
        "HOME": str(folder), "SUPERSET_HOME": str(folder), "SUPERSET_CONFIG_PATH": str(config),
        "FLASK_APP": "superset.app:create_app()", "TEST_SECRET_KEY": secrets.token_urlsafe(48),
        "TEST_METADATA": f"sqlite:///{folder / 'metadata.db'}",
    }
    log = folder / "superset.log"
    with log.open("wb") as said:
        quiet = {"env": settings, "cwd": folder, "stdout": said, "stderr": subprocess.STDOUT}
        admin = ["--username", USER, "--firstname", "Test", "--lastname", "Admin",
                 "--email", "admin@example.com", "--password", password]
        for command in (["db", "upgrade"], ["fab", "create-admin", *admin], ["init"]):
            done = subprocess.run([ENVIRONMENT / "superset", *command], check=False, **quiet)
            if done.returncode:
                raise RuntimeError(f"superset {command[0]} failed:\n{tail(log)}")
        port = free_port()
        command = [ENVIRONMENT / "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1",
                   "--threads", "4", "--timeout", "120", "superset.app:create_app()"]
        server = subprocess.Popen(command, start_new_session=True, **quiet)
        try:
            superset = Superset(f"http://127.0.0.1:{port}", password, folder / "metadata.db")
            wait_for(superset, server, log)
            superset.sign_in()
            yield superset
        finally:
            stop(server)


def wait_for(superset: Superset, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with superset.opener.open(superset.address + "/health", timeout=30):
                return
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Superset did not start:\n{tail(log)}") from None
            time.sleep(0.5)


def stop(server: subprocess.Popen) -> None:
    """End the server and its worker, and nothing else: they are a session of their own."""
    server.terminate()
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def tail(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
