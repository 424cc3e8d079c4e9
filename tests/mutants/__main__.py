"""Change one word of a model or macro at a time, and see whether a test is red.

    make mutants                     five mutants of each room
    make mutants ROOMS="sales value" SIZE=20

Says of each mutant what saw it. One that survives asks for a test, unless no result can tell it
from the original: of those that can, every one that was drawn so far fell.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from drawing import ROOMS, ROOT, Mutant, drawn
from trying import Bench


def described(mutant: Mutant) -> str:
    """Return where it is, and the line before and after."""
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    before, after = (
        lines.splitlines()[mutant.line - 1].strip() for lines in (text, mutant.applied(text))
    )
    return f"{mutant.file}:{mutant.line}  {before}  ->  {after}"


def main() -> None:
    """Draw mutants, try them, say what became of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rooms", default="", help="the rooms, all if none is named")
    parser.add_argument("--size", type=int, default=5, help="mutants of each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=ROOT / "target" / "mutants")
    chosen = parser.parse_args()
    bench = Bench(chosen.folder)
    ends: Counter[str] = Counter()
    for room in chosen.rooms.split() or ROOMS:
        tried = 0
        for mutant in drawn(room, chosen.seed):
            if tried == chosen.size:
                break
            started = time.monotonic()
            verdict = bench.tried(mutant)
            took = time.monotonic() - started
            told = f"{verdict.outcome:9}  {described(mutant)}  {verdict.by}"
            print(f"{took:4.0f} s  {told}  {verdict.marts_changed}".rstrip(), flush=True)
            # what doesn't compile is no mutant: the next one takes its place
            if verdict.outcome in ("killed", "survived"):
                ends[verdict.outcome] += 1
                tried += 1
    print(", ".join(f"{number} {outcome}" for outcome, number in ends.items()))


if __name__ == "__main__":
    main()
