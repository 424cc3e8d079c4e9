"""Draw the marts and their keys as one SVG.

Marts that hang together by foreign keys are drawn in five columns: what leads to the mart that
most lead to, that mart, what leads to it and to the next, the next, and what leads to that alone.
Lines run in the gaps between the columns; all that lead to one mart have its colour and share a
lane. The marts without foreign keys stand below. The same contracts give the same bytes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from project_docs.contracts import ForeignKey, Mart

# lengths in pixels
WIDTH, HEAD, ROW, FOOT = 296, 28, 19, 20
SPACE = 22
LANE = 12
STUB = 9
MARGIN = 32
TOP = 96
CHARACTER = 6.7

# of the groups that own the marts: the head of a box
GROUPS = {
    "orders": "#2f5d8a",
    "customers": "#0f766e",
    "segments": "#6d4aa3",
    "sales": "#a3541b",
    "campaigns": "#a12f63",
    "operations": "#525f6b",
}
OTHER_GROUP = "#333b43"
# of the marts that others lead to: the lines
LINES = ("#0f766e", "#6d4aa3", "#2563a8", "#b45309", "#a12f63", "#525f6b")

STYLE = (
    "text{font:12px 'Liberation Sans',Arial,Helvetica,sans-serif;fill:#1d262e}"
    ".title{font-size:22px;font-weight:700}.soft{fill:#5b6772}"
    ".name{font-weight:700;font-size:13px;fill:#fff}"
    ".column,.type,.key{font-family:'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace;"
    "font-size:11px}.type{fill:#5b6772;text-anchor:end}.key{fill:#5b6772;font-size:10px}"
    ".line{fill:none;stroke-width:1.6;stroke-linejoin:round}"
    "a:hover rect.frame{stroke:#1d262e;stroke-width:2}"
)

# gives the address that a mart's box leads to
Link = Callable[[Mart], str]


@dataclass
class Box:
    """A mart with its place: the column it stands in, and its upper left corner."""

    mart: Mart
    column: int
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        return HEAD + ROW * len(self.mart.key_columns) + FOOT + 6

    def row(self, column: str) -> float:
        """Return the height at which a key column is written."""
        return self.y + HEAD + 3 + ROW * (self.mart.key_columns.index(column) + 0.5)

    def middle(self, columns: Iterable[str]) -> float:
        rows = [self.row(column) for column in columns]
        return (min(rows) + max(rows)) / 2


@dataclass
class Canvas:
    """The pieces of a drawing, and how far it reaches."""

    lines: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


def draw(marts: Sequence[Mart], link: Link | None = None) -> str:
    """Return the drawing as SVG text; with `link`, every box leads somewhere."""
    marts = sorted(marts, key=lambda mart: mart.name)
    components = connected(marts)
    alone = [mart for [mart, *others] in components if not others and not mart.foreign_keys]
    colours = line_colours(marts)
    canvas, y, width = Canvas(), float(TOP), 0.0
    for component in components:
        if component[0] in alone:
            continue
        boxes, gaps = columns_of(component)
        across, down = place(boxes, gaps, y)
        for box in boxes.values():
            canvas.boxes.append(box_svg(box, link))
        canvas.lines += line_svgs(boxes, gaps, colours)
        width, y = max(width, across), down + SPACE
    per_row = max(1, int((width - MARGIN) // (WIDTH + SPACE)) or 5)
    step = (width - 2 * MARGIN - WIDTH) / (per_row - 1) if width and per_row > 1 else WIDTH + SPACE
    width = width or 2 * MARGIN + WIDTH + step * (per_row - 1)
    if alone:
        y += 24
        canvas.boxes.append(
            f'<text x="{MARGIN}" y="{number(y - 12)}" class="soft">'
            "Without foreign keys: rows of their own grain</text>"
        )
    alone.sort(key=lambda mart: (list(GROUPS).index(mart.group), mart.name))
    for start in range(0, len(alone), per_row):
        row = [Box(mart, 0) for mart in alone[start : start + per_row]]
        for place_in_row, box in enumerate(row):
            box.x, box.y = MARGIN + place_in_row * step, y
            canvas.boxes.append(box_svg(box, link))
        y += max(box.height for box in row) + SPACE
    return frame(canvas, width, y, marts)


def connected(marts: Sequence[Mart]) -> list[list[Mart]]:
    """Return the marts in sets that hang together by foreign keys, the largest first."""
    belongs = {mart.name: {mart.name} for mart in marts}
    for mart in marts:
        for key in mart.foreign_keys:
            together = belongs[mart.name] | belongs[key.to]
            for name in together:
                belongs[name] = together
    sets = {min(names): names for names in belongs.values()}
    found = [[mart for mart in marts if mart.name in names] for names in sets.values()]
    return sorted(found, key=lambda component: (-len(component), component[0].name))


def led_to(marts: Iterable[Mart]) -> list[str]:
    """Return the marts that others lead to, the one most lead to first."""
    counted = Counter(key.to for mart in marts for key in mart.foreign_keys)
    return sorted(counted, key=lambda name: (-counted[name], name))


def line_colours(marts: Sequence[Mart]) -> dict[str, str]:
    return {name: LINES[rank % len(LINES)] for rank, name in enumerate(led_to(marts))}


def columns_of(component: Sequence[Mart]) -> tuple[dict[str, Box], list[list[str]]]:
    """Put each mart in a column, and give each gap beside a column the lanes it needs."""
    hubs = led_to(component)
    first, second = hubs[0], hubs[1] if len(hubs) > 1 else None
    boxes = {}
    for mart in component:
        to = {key.to for key in mart.foreign_keys}
        towards = {mart.name, *to} | {
            key.to for other in component if mart.name in to_of(other) for key in other.foreign_keys
        }
        if mart.name in hubs:
            # what leads to the second, or is shared with it, stands below it
            column = 3 if second in towards and mart.name != first else 1
        elif first in to or second not in reach(mart, component):
            column = 2 if second in reach(mart, component) else 0
        else:
            column = 4
        boxes[mart.name] = Box(mart, column)
    gaps: list[list[str]] = [[] for _ in range(6)]
    for box in boxes.values():
        for key in box.mart.foreign_keys:
            for gap in set(route(box.column, boxes[key.to].column)):
                if key.to not in gaps[gap]:
                    gaps[gap].append(key.to)
    return boxes, [sorted(gap, key=hubs.index) for gap in gaps]


def to_of(mart: Mart) -> set[str]:
    return {key.to for key in mart.foreign_keys}


def reach(mart: Mart, component: Sequence[Mart]) -> set[str]:
    """Return what a mart leads to, over others too."""
    by_name = {other.name: other for other in component}
    found: set[str] = set()
    wanted = [mart.name]
    while wanted:
        for name in sorted(to_of(by_name[wanted.pop()]) - found):
            found.add(name)
            wanted.append(name)
    return found


def route(column: int, to: int) -> tuple[int, int]:
    """Return the gaps in which a line leaves its column and reaches the other.

    Gap n is left of column n. Where the two differ, the line crosses above all boxes.
    """
    if column == to:
        outside = column if column <= 1 else column + 1
        return outside, outside
    return (column + 1, to) if column < to else (column, to + 1)


def place(boxes: dict[str, Box], gaps: list[list[str]], y: float) -> tuple[float, float]:
    """Give each box its corner, below `y`; return the width and the lower end of it all."""
    columns: list[list[Box]] = [[] for _ in range(5)]
    for box in boxes.values():
        columns[box.column].append(box)
    hubs = led_to(box.mart for box in boxes.values())
    x = float(MARGIN)
    tallest = max(sum(box.height + SPACE for box in column) - SPACE for column in columns if column)
    for index, column in enumerate(columns):
        x += gap_width(gaps[index]) if index else LANE * len(gaps[index])
        if not column:
            continue
        column.sort(key=lambda box: (hubs.index(box.mart.name) if box.mart.name in hubs else 99,
                                     min((hubs.index(t) for t in to_of(box.mart)), default=99),
                                     -len(to_of(box.mart)), box.mart.name))
        # what stands in a short column is spread over the height of the tallest
        free = tallest - sum(box.height for box in column)
        between = free / (len(column) + 1 if index % 2 else max(1, len(column)))
        between = max(between, SPACE) if len(column) > 1 or index % 2 else 0
        at = y + (between if index % 2 else max(0, (free - between * (len(column) - 1)) / 2))
        for box in column:
            box.x, box.y = x, round(at)
            at += box.height + between
        x += WIDTH
    return x + LANE * len(gaps[5]) + MARGIN, y + tallest


def gap_width(lanes: Sequence[str]) -> float:
    return 4 * STUB + LANE * max(1, len(lanes))


def line_svgs(
    boxes: dict[str, Box], gaps: list[list[str]], colours: dict[str, str]
) -> list[str]:
    """Return a line from each foreign key to the primary key it leads to."""
    drawn = []
    for box in boxes.values():
        for key in box.mart.foreign_keys:
            drawn.append(line_svg(box, boxes[key.to], key, boxes, gaps, colours[key.to]))
    return drawn


def line_svg(
    box: Box, hub: Box, key: ForeignKey,
    boxes: dict[str, Box], gaps: list[list[str]], colour: str,
) -> str:
    leaves, arrives = route(box.column, hub.column)
    start, towards = side(box, leaves)
    end, back = side(hub, arrives)
    inset = STUB if len(key.columns) > 1 else 0
    path = []
    # a bracket holds the columns of a key together, on both sides
    for each, columns, edge, way in ((box, key.columns, start, towards),
                                     (hub, key.to_columns, end, back)):
        if len(columns) > 1:
            rows = sorted(each.row(column) for column in columns)
            turn = edge + way * inset
            path.append("".join(f"M{number(edge)} {number(row)}H{number(turn)}" for row in rows))
            path.append(f"M{number(turn)} {number(rows[0])}V{number(rows[-1])}")
    from_y, to_y = box.middle(key.columns), hub.middle(key.to_columns)
    lane, lane_there = (lane_x(gap, key.to, boxes, gaps) for gap in (leaves, arrives))
    path.append(f"M{number(start + towards * inset)} {number(from_y)}H{number(lane)}")
    if leaves != arrives:
        hubs = led_to(other.mart for other in boxes.values())
        above = min(other.y for other in boxes.values()) - 8 - 5 * (hubs.index(key.to) % 4)
        path.append(f"V{number(above)}H{number(lane_there)}")
    tip = end + back * inset
    path.append(f"V{number(to_y)}H{number(tip + back * 6)}")
    arrow = f"M{number(tip)} {number(to_y)}l{back * 8} -4v8z"
    return (
        f'<g data-from="{box.mart.name}" data-to="{key.to}" data-columns="{",".join(key.columns)}">'
        f'<path class="line" stroke="{colour}" d="{"".join(path)}"/>'
        f'<path fill="{colour}" d="{arrow}"/></g>'
    )


def side(box: Box, gap: int) -> tuple[float, int]:
    """Return where a line leaves a box towards a gap, and the way it goes: 1 right, -1 left."""
    return (box.x, -1) if gap == box.column else (box.x + WIDTH, 1)


def lane_x(gap: int, to: str, boxes: dict[str, Box], gaps: list[list[str]]) -> float:
    """Return where in a gap the lines to a mart run."""
    right_of = [box.x for box in boxes.values() if box.column == gap]
    if right_of:
        return right_of[0] - 2 * STUB - LANE * (len(gaps[gap]) - gaps[gap].index(to) - 0.5)
    left_of = [box.x for box in boxes.values() if box.column == gap - 1]
    return left_of[0] + WIDTH + 2 * STUB + LANE * (gaps[gap].index(to) + 0.5)


def box_svg(box: Box, link: Link | None) -> str:
    """Return a mart: its name, its key columns with their types, and that there are others."""
    mart, x, y = box.mart, box.x, box.y
    colour = GROUPS.get(mart.group, OTHER_GROUP)
    pieces = [
        f"<title>{escape(mart.description)}</title>",
        f'<rect class="frame" x="{number(x)}" y="{number(y)}" width="{WIDTH}" '
        f'height="{number(box.height)}" rx="4" fill="#fff" stroke="#b9c2ca"/>',
        f'<path fill="{colour}" d="M{number(x)} {number(y + HEAD)}v-{HEAD - 4}a4 4 0 0 1 4 -4'
        f'h{WIDTH - 8}a4 4 0 0 1 4 4v{HEAD - 4}z"/>',
        f'<text class="name" x="{number(x + 10)}" y="{number(y + 19)}">{mart.name}</text>',
    ]
    foreign = {column for key in mart.foreign_keys for column in key.columns}
    for column in mart.key_columns:
        base = number(box.row(column) + 4)
        keys = ("PK" if column in mart.primary_key else "  ") + (" FK" if column in foreign else "")
        pieces.append(f'<text class="key" x="{number(x + 10)}" y="{base}" xml:space="preserve">'
                      f"{keys}</text>")
        pieces.append(f'<text class="column" x="{number(x + 50)}" y="{base}">{column}</text>')
        pieces.append(f'<text class="type" x="{number(x + WIDTH - 10)}" y="{base}">'
                      f"{mart.columns[column]}</text>")
    more = "and other columns" if mart.key_columns else "no key"
    pieces.append(f'<text class="soft" x="{number(x + 50)}" y="{number(y + box.height - 9)}">'
                  f"{more}</text>")
    inside = "\n".join(pieces)
    if link:
        inside = f'<a href="{escape(link(mart))}">{inside}</a>'
    return f'<g data-mart="{mart.name}">{inside}</g>'


def frame(canvas: Canvas, width: float, height: float, marts: Sequence[Mart]) -> str:
    """Return the whole drawing with its title and what its colours mean."""
    keys = sum(len(mart.foreign_keys) for mart in marts)
    legend, x = [], float(MARGIN)
    for group in [group for group in GROUPS if any(mart.group == group for mart in marts)]:
        legend.append(f'<rect x="{number(x)}" y="58" width="12" height="12" rx="2" '
                      f'fill="{GROUPS[group]}"/>'
                      f'<text x="{number(x + 18)}" y="69" class="soft">{group}</text>')
        x += 18 + CHARACTER * len(group) + 22
    legend.append(f'<text x="{number(x + 10)}" y="69" class="soft">PK primary key, FK foreign key; '
                  "lines lead to the primary key and have a colour for each mart led to</text>")
    title = f"{len(marts)} marts and their {keys} foreign keys"
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" '
        f'height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}" '
        'role="img" aria-labelledby="entities-title">',
        f"<style>{STYLE}</style>",
        f'<rect width="{number(width)}" height="{number(height)}" fill="#f4f5f7"/>',
        f'<text id="entities-title" class="title" x="{MARGIN}" y="40">{title}</text>',
        *legend, *canvas.lines, *canvas.boxes, "</svg>\n",
    ])


def number(value: float) -> str:
    """Return a length without needless places."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
