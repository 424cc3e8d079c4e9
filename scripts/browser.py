#!/usr/bin/env python3
"""Find the browser that the tests of the dashboard drive, and install it where that is easy.

    python3 scripts/browser.py

Chromium or Chrome, whichever is there. Where none is, it is installed from Debian's or Ubuntu's
packages by who may do that (root); anybody else is told in one sentence what is left out. The exit
code is always 0: the tests then say that they were skipped, and fail in continuous integration.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
INSTALL = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
NONE = (
    "No Chromium or Chrome here: the tests of the dashboard will be skipped. Install one (Debian "
    "and Ubuntu: sudo apt install chromium) and run this again."
)


def find_browser() -> str | None:
    """Return the path of a browser, or None."""
    found = filter(None, map(shutil.which, NAMES))
    return next(found, None) or next((path for path in MACOS if Path(path).exists()), None)


def install_browser() -> bool:
    """Install Debian's Chromium; return whether that went well. Needs root."""
    print(
        "Installing Chromium for the tests of the dashboard, once (about a minute) ...", flush=True
    )
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], INSTALL):
        if subprocess.run(command, env=settings, check=False, **quiet).returncode:
            return False
    return True


def main() -> int:
    if find_browser():
        return 0
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if not (may_install and install_browser() and find_browser()):
        print(NONE, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
