"""Apache Spark: its environment, the variables that profiles.yml reads, and a small cluster.

The cluster is a master and two workers, each a process of its own, on this machine alone. A session
keeps its tables and its catalog in one folder, which no second session may use at the same time.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from engines.postgres_server import NoServer, free_port

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = ROOT / ".venv-spark"
JAR = "snowpark_connect_deps_iceberg/jars/iceberg-spark-runtime-3.5_2.12-*.jar"
WORKERS = 2
# tables of marts after which a build is in its middle
MIDDLE = 12
# seconds until a process of Spark must have said that it is there
PATIENCE = 60

# what Spark says besides errors is of no use to who builds
LOGGING = """
rootLogger.level = error
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1}: %m%n
"""


def packages(environment: Path = ENVIRONMENT) -> Path:
    """Return where an environment with Spark has its packages. Raises NoServer."""
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise NoServer(
            "No Java here: install version 17 (Debian and Ubuntu: sudo apt install "
            "openjdk-17-jre-headless, macOS: brew install openjdk@17) and run this again."
        )
    found = sorted(environment.glob("lib/python3*/site-packages/pyspark"))
    if not found:
        raise NoServer(
            f"No Spark in {environment.name}: make engines installs it (480 MB), or "
            "python3 scripts/environment.py --spark."
        )
    return found[-1].parent


def variables(folder: Path, environment: Path = ENVIRONMENT) -> dict[str, str]:
    """Return the variables of a session that keeps everything in a folder. Raises NoServer."""
    jars = sorted(packages(environment).glob(JAR))
    if not jars:
        raise NoServer(f"No jar of Iceberg in {environment.name}.")
    return {
        "SEGMENTATION_SPARK_FOLDER": str(folder),
        "SEGMENTATION_SPARK_JARS": str(jars[-1]),
        "SPARK_LOCAL_IP": "127.0.0.1",
        # a Python, a Spark or settings from elsewhere are not meant
        "SPARK_HOME": str(packages(environment) / "pyspark"),
        "SPARK_CONF_DIR": str(folder),
        "PYSPARK_PYTHON": str(environment / "bin" / "python"),
    }


@contextmanager
def spark_session() -> Iterator[dict[str, str]]:
    """Give the variables of a session by itself, in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="segmentation_spark_") as name:
        (Path(name) / "log4j2.properties").write_text(LOGGING)
        yield variables(Path(name))


class Cluster:
    """A master and its workers; `workers` are their processes."""

    def __init__(self, folder: Path, environment: Path = ENVIRONMENT) -> None:
        self.folder = folder
        self.settings = {**os.environ, **variables(folder, environment)}
        self.settings["SPARK_DAEMON_MEMORY"] = "256m"
        self.program = str(packages(environment) / "pyspark" / "bin" / "spark-class")
        self.port, self.page = free_port(), free_port()
        self.master: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return f"spark://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start everything and wait for it. Raises NoServer."""
        here = ["--host", "127.0.0.1"]
        self.master = self.run(
            *("Master", *here, "--port", str(self.port), "--webui-port", str(self.page))
        )
        self.wait_for("the master", lambda: self.alive() == 0)
        for number in range(1, WORKERS + 1):
            work = self.folder / f"worker_{number}"
            self.workers.append(
                self.run(
                    *("Worker", *here, "--webui-port", "0", "--cores", "1", "--memory", "1g"),
                    *("--work-dir", str(work), self.address),
                )
            )
        self.wait_for("both workers", lambda: self.alive() == WORKERS)

    def run(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a process of Spark; what it says goes to a file in the folder."""
        said = self.folder / f"{name.lower()}_{len(self.workers) + 1}.txt"
        with said.open("wb") as out:
            return subprocess.Popen(
                [self.program, f"org.apache.spark.deploy.{name.lower()}.{name}", *arguments],
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
                env=self.settings,
            )

    def alive(self) -> int | None:
        """Return how many workers the master has; None while it doesn't answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.page}/json/", timeout=5) as page:
                return int(json.load(page)["aliveworkers"])
        except (OSError, ValueError):
            return None

    def wait_for(self, what: str, is_there: Callable[[], bool]) -> None:
        """Wait until something is there, in small steps. Raises NoServer with what Spark said."""
        end = time.monotonic() + PATIENCE
        while not is_there():
            if time.monotonic() > end:
                said = "\n".join(
                    file.read_text(encoding="utf-8", errors="replace")[-1000:]
                    for file in sorted(self.folder.glob("*_?.txt"))
                )
                raise NoServer(f"Spark: {what} did not start.\n{said}")
            time.sleep(0.5)

    def lose_one(self, done: threading.Event) -> None:
        """Kill a worker without a word once the build is in its middle; its executors end too."""
        marts = self.folder / "tables" / "segmentation.db"
        while not done.wait(0.5):
            if marts.is_dir() and len(list(marts.iterdir())) >= MIDDLE:
                self.workers[0].kill()
                print("    a worker was killed", flush=True)
                return

    def stop(self) -> None:
        """End the processes that were started here, workers first."""
        for process in [*self.workers, *filter(None, [self.master])]:
            process.terminate()
        for process in [*self.workers, *filter(None, [self.master])]:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def spark_cluster(loses_one: bool = False) -> Iterator[dict[str, str]]:
    """Start a master and two workers, and give the variables of a session that works with them.

    Where the cluster loses one, a worker and what runs on it are killed when the first dozen marts
    are there. Raises NoServer, also if the build never came that far.
    """
    with tempfile.TemporaryDirectory(prefix="segmentation_spark_") as name:
        (Path(name) / "log4j2.properties").write_text(LOGGING)
        cluster, done = Cluster(Path(name)), threading.Event()
        killer = threading.Thread(target=cluster.lose_one, args=(done,))
        try:
            cluster.start()
            if loses_one:
                killer.start()
            yield {
                **variables(Path(name)),
                "SEGMENTATION_SPARK_MASTER": cluster.address,
                "SEGMENTATION_SPARK_EXECUTOR_MEMORY": "700m",
            }
            if loses_one and cluster.alive() != WORKERS - 1:
                raise NoServer("Spark: no worker was lost.")
        finally:
            done.set()
            if killer.is_alive():
                killer.join()
            cluster.stop()


def broken_cluster() -> AbstractContextManager[dict[str, str]]:
    """Start a cluster that loses a worker in the middle of what is built on it."""
    return spark_cluster(loses_one=True)


def export(folder: Path, logs: Path) -> None:
    """Write the marts of the session that the environment names as Parquet. Raises NoServer."""
    command = [str(ENVIRONMENT / "bin" / "dbt"), "--quiet", "run-operation", "export_marts"]
    command += ["--target", "spark", "--args", json.dumps({"folder": str(folder)})]
    command += ["--target-path", str(logs), "--log-path", str(logs)]
    if subprocess.run(command, cwd=ROOT, check=False, stdout=sys.stderr).returncode:
        raise NoServer("The marts could not be exported from Spark.")
