"""Draw seconds and memory of all contestants as SVG: a dot for each size, on logarithmic scales.

The same figures give the same bytes.
"""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from typing import Any

# lengths in pixels
NAMES, PANEL, GAP, ROW, TOP, MARGIN, FOOT = 370, 430, 70, 42, 116, 32, 64
COLOURS = ("#0f766e", "#6d4aa3", "#b45309", "#2563a8")

STYLE = (
    "text{font:13px 'Liberation Sans',Arial,Helvetica,sans-serif;fill:#1d262e}"
    ".title{font-size:22px;font-weight:700}.soft{fill:#5b6772}.own{font-weight:700}"
    ".tick{fill:#5b6772;font-size:11px;text-anchor:middle}.figure{font-size:11px}"
    ".grid{stroke:#dfe4e8}.row{stroke:#eef1f3}"
)


def draw(
    titles: Sequence[str],
    sizes: Sequence[tuple[int, str]],
    figures: Mapping[tuple[str, int], Any],
) -> str:
    """Return the picture; `figures` have `best` in seconds and `peak` in GB."""
    width = MARGIN + NAMES + 2 * PANEL + GAP + MARGIN + 40
    bottom = TOP + ROW * len(titles)
    pieces = [
        f'<text x="{MARGIN}" y="44" class="title">Segments of all customers, from Parquet</text>',
    ]
    x = MARGIN
    pieces.append(f'<text x="{x}" y="74" class="soft">Order lines:</text>')
    x += 90
    for rank, (_, name) in enumerate(sizes):
        pieces.append(f'<circle cx="{x}" cy="70" r="6" fill="{COLOURS[rank % 4]}"/>')
        pieces.append(f'<text x="{x + 12}" y="74">{escape(name)}</text>')
        x += 30 + 8 * len(name)
    for row, title in enumerate(titles):
        y = TOP + ROW * (row + 0.5)
        own = ' class="own"' if title.startswith("(b)") else ""
        pieces.append(f'<text x="{MARGIN}" y="{y + 4:g}"{own}>{escape(title)}</text>')
    panels = (("best", "seconds by the clock, best round", "s"), ("peak", "peak memory, GB", ""))
    for number, (attribute, title, unit) in enumerate(panels):
        left = MARGIN + NAMES + number * (PANEL + GAP)
        values = {key: getattr(found, attribute) for key, found in figures.items()}
        pieces += panel(left, bottom, title, unit, titles, sizes, values)
    pieces.append(
        f'<text x="{MARGIN + NAMES}" y="{bottom + 44}" class="soft">'
        "Each step to the right is ten times as much."
        " No dot: not measured, or more than 16 GB.</text>"
    )
    height = bottom + FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img"'
        ' aria-label="Seconds and memory by contestant and number of order lines">\n'
        f"<style>{STYLE}</style>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
        + "\n".join(pieces)
        + "\n</svg>\n"
    )


def named(power: int) -> str:
    """Return a power of ten as it is written on the scale."""
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"


def panel(
    left: float,
    bottom: float,
    title: str,
    unit: str,
    titles: Sequence[str],
    sizes: Sequence[tuple[int, str]],
    values: Mapping[tuple[str, int], float],
) -> list[str]:
    """Return one scale with its dots; each step to the right is ten times as much."""
    found = [value for value in values.values() if value > 0] or [1.0]
    low, high = floor(log10(min(found))), ceil(log10(max(found)))
    high = max(high, low + 1)

    def across(value: float) -> float:
        return round(left + PANEL * (log10(value) - low) / (high - low), 1)

    pieces = [f'<text x="{left}" y="{TOP - 10}" class="soft">{escape(title)}</text>']
    for power in range(low, high + 1):
        x = across(10**power)
        pieces.append(f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{bottom}" class="grid"/>')
        pieces.append(f'<text x="{x}" y="{bottom + 18}" class="tick">{named(power)} {unit}</text>')
    for row, name in enumerate(titles):
        y = TOP + ROW * (row + 0.5)
        pieces.append(f'<line x1="{left}" x2="{left + PANEL}" y1="{y:g}" y2="{y:g}" class="row"/>')
        before = None
        for rank, (lines, _) in enumerate(sizes):
            value = values.get((name, lines))
            if not value:
                continue
            x = across(value)
            # two figures side by side would be one
            is_close = before is not None and abs(x - before) < 34
            before = None if is_close else x
            pieces.append(f'<circle cx="{x}" cy="{y:g}" r="6" fill="{COLOURS[rank % 4]}"/>')
            text = f"{value:.2f}" if value < 10 else f"{value:,.0f}"
            pieces.append(
                f'<text x="{x}" y="{y + 18 if is_close else y - 9:g}" class="figure"'
                f' text-anchor="middle">{text}</text>'
            )
    return pieces
