"""How far a copy has come: one moving line on a terminal, a line a quarter elsewhere."""

import sys
from typing import TextIO


class Progress:
    """Tells which of the marts is being copied; rows are told before they are copied."""

    def __init__(self, marts: int, out: TextIO | None = None):
        self.out = out or sys.stdout
        self.is_terminal = self.out.isatty()
        self.marts = marts
        self.copied = 0
        self.quarters_told = 0

    def begin(self, mart: str, rows: int) -> None:
        """Say which mart is next."""
        if self.is_terminal:
            told = f"mart {self.copied + 1} of {self.marts}  {mart}, {rows:,} rows"
            print(f"  {told[:76]:<76}", end="\r", file=self.out, flush=True)

    def end(self) -> None:
        """Count the mart that has been copied."""
        self.copied += 1
        if self.is_terminal:
            if self.copied == self.marts:
                print(" " * 78, end="\r", file=self.out, flush=True)
        elif 4 * self.copied // self.marts > self.quarters_told:
            self.quarters_told = 4 * self.copied // self.marts
            print(f"  {self.copied} of {self.marts} marts copied", file=self.out, flush=True)
