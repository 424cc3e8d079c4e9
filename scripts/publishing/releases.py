"""The folder that readers look into.

    customer_segmentation.duckdb, parquet, dashboard.html, release.json   links through `current`
    current                                                               a link to one release
    releases/<release id>/                                                finished releases

A release is written aside, brought to the disk, and moved into releases/ when it is complete. One
rename of `current` then shows all of it at once. Releases are never changed; what a process that
was killed has left lies in .unfinished, .removed or .spill, and the next one clears it away.
"""

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from publishing.copying import DATABASE, PARQUET
from publishing.problem import Problem, first_line

PAGE = "dashboard.html"
ABOUT = "release.json"
NAMES = (DATABASE, PARQUET, PAGE, ABOUT)


class Releases:
    """The releases in a folder. Whatever changes it needs the lock."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.all = folder / "releases"
        self.link = folder / "current"
        self.unfinished = folder / ".unfinished"
        self.removed = folder / ".removed"
        self.spill = folder / ".spill"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from publishing here; the system ends the lock of a process that dies."""
        make_folder(self.folder)
        lock = self.folder / ".lock"
        try:
            # nothing is written to it, and what a link points to is somebody else's
            file = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
            raise Problem(f"{lock} is in the way: it is a link, move it away.") from None
        try:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Problem(
                    f"Somebody else is publishing to {self.folder} right now; try again after."
                ) from None
            self.clear()
            yield
        finally:
            os.close(file)

    def clear(self) -> None:
        """Remove what was never finished, and what is no longer needed."""
        for litter in (self.unfinished, self.removed, self.spill):
            if litter.exists():
                shutil.rmtree(litter)

    def current(self) -> str | None:
        """Return the id of the release that readers see, if any."""
        if not self.link.is_symlink():
            return None
        release_id = os.path.basename(os.readlink(self.link))
        return release_id if self.about(release_id) else None

    def about(self, release_id: str) -> dict[str, Any] | None:
        """Return what release.json says, or None where there is no such release."""
        path = self.all / release_id / ABOUT
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise Problem(
                f"{path} is broken ({first_line(error)}): remove the folder {path.parent}, and "
                "`make publish` makes the release again."
            ) from error

    def ids(self) -> list[str]:
        """Return the ids of the releases that are there."""
        return sorted(path.parent.name for path in self.all.glob(f"*/{ABOUT}"))

    def before(self, release_id: str | None) -> str | None:
        """Return the release that was current when this one was published, if it is still there."""
        about = self.about(release_id) if release_id else None
        follows = about["follows"] if about else None
        return follows if follows and self.about(follows) else None

    def begin(self) -> Path:
        """Return an empty folder to write a release into."""
        make_folder(self.all)
        self.unfinished.mkdir()
        return self.unfinished

    def finish(self, about: dict[str, Any]) -> None:
        """Bring the release to the disk, for reading only, and give it its place.

        Whoever may enter the folder reads all that is in it: a umask of who builds has no say.
        """
        text = json.dumps(about, indent=4) + "\n"
        (self.unfinished / ABOUT).write_text(text, encoding="utf-8")
        for folder, _, names in os.walk(self.unfinished, topdown=False):
            for name in names:
                path = Path(folder, name)
                path.chmod(0o444)
                to_disk(path)
            Path(folder).chmod(0o755)
            to_disk(Path(folder))
        self.unfinished.rename(self.all / about["release_id"])
        to_disk(self.all)

    def switch(self, release_id: str) -> None:
        """Show a release to readers: all its files with one rename."""
        for name in NAMES:
            self.point(self.folder / name, Path(self.link.name, name))
        # last, so that on the first day, too, everything appears at once
        self.point(self.link, Path(self.all.name, release_id))
        to_disk(self.folder)

    def point(self, link: Path, target: Path) -> None:
        """Make a relative link, or change it in one step."""
        if not link.is_symlink() and link.exists():
            raise Problem(f"{link} is in the way: it isn't of this project's making, move it away.")
        if link.is_symlink() and os.readlink(link) == str(target):
            return
        new = self.folder / ".link"
        new.unlink(missing_ok=True)
        new.symlink_to(target)
        os.replace(new, link)

    def keep(self, previous: int) -> None:
        """Remove all releases but the current one and so many before it."""
        kept = [self.current()]
        while len(kept) <= previous and (before := self.before(kept[-1])):
            kept.append(before)
        for release_id in self.ids():
            if release_id not in kept:
                # moved away first: a release is whole as long as it has its place
                (self.all / release_id).rename(self.removed)
                shutil.rmtree(self.removed)


def make_folder(folder: Path) -> None:
    """Make a folder that others may enter, and those it is in; what is there stays as it is."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


def to_disk(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
