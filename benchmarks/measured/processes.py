"""Run a process to its end and say what it took."""

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024
MEMORY_LIMIT = 16 * 1024 * MEGABYTE
TIME_LIMIT = 600


@dataclass(frozen=True)
class Run:
    """What a process took: seconds by the clock and on the processors, the most memory in bytes."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    # why it was ended, or what it said when it failed; empty if all went well
    problem: str
    said: str


def measure(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    time_limit: float = TIME_LIMIT,
    memory_limit: int = MEMORY_LIMIT,
) -> Run:
    """Run a command in a folder; end it, with all it has started, where it goes beyond a limit."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    said: list[bytes] = []
    reader = threading.Thread(target=lambda: said.extend(process.stdout))
    reader.start()
    problem, peak = "", 0
    while True:
        # what the kernel says at the end (ru_maxrss) is at least what we held when we started it
        peak = most_resident(process.pid) or peak
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        if time.perf_counter() - started > time_limit:
            problem = f"more than {time_limit / 60:.0f} minutes"
        elif peak > memory_limit:
            problem = f"more than {memory_limit // (1024 * MEGABYTE)} GB"
        if problem:
            os.killpg(process.pid, signal.SIGKILL)
            _, status, usage = os.wait4(process.pid, 0)
            break
        time.sleep(0.02)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    reader.join()
    text = b"".join(said).decode("utf-8", "replace")
    if process.returncode and not problem:
        problem = first_error(text) or f"exit {process.returncode}"
    # ru_maxrss is in KB on Linux, in bytes on macOS
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return Run(
        seconds, usage.ru_utime + usage.ru_stime, peak or usage.ru_maxrss * unit, problem[:300],
        text,
    )


def first_error(said: str) -> str:
    """Return the first line that speaks of an error, else the last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    found = next((line for line in lines if "Error" in line), lines[-1] if lines else "")
    # a table in Markdown has no place for it
    return found.replace("|", "/")


def most_resident(pid: int) -> int:
    """Return the most memory that a process has held, in bytes; 0 if it has ended or on macOS."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
