"""Opening the dashboard in a browser without network, and reading its pictures back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

# of each mark in a view: its figure, its words, its data, where it is and what colour it has
MARKS = """
view => [...document.querySelectorAll(`[data-view="${view}"] .mark`)].map(node => {
    const box = node.getBoundingClientRect(), style = getComputedStyle(node);
    const svg = node.ownerSVGElement, plot = svg ? svg.getBoundingClientRect() : null;
    return {
        value: "value" in node.dataset ? Number(node.dataset.value) : null, tip: node.dataset.tip,
        kind: (node.getAttribute("class") || "").replace("mark", "").trim(),
        data: {...node.dataset}, row: {...(node.closest("tr") || {dataset: {}}).dataset},
        width: box.width, height: box.height, x: box.left + box.width / 2 - (plot ? plot.left : 0),
        y: box.top + box.height / 2 - (plot ? plot.top : 0),
        fill: style.fill, paper: style.backgroundColor,
        radius: Number(node.getAttribute("r")), words: node.textContent,
    };
})
"""
# how light a colour is, whatever notation the browser answers in
LIGHTNESS = """
colour => {
    const canvas = document.createElement("canvas"); canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d"); context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const part = n => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map(n => part(n / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
"""


class Mark(SimpleNamespace):
    """One mark of a picture, as the browser has drawn it; lengths are pixels."""


@dataclass
class Desk:
    """A page that is open, and whatever went wrong on it."""

    # playwright's
    page: Any
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def marks(self, view: str) -> list[Mark]:
        return [Mark(**found) for found in self.page.evaluate(MARKS, view)]

    def choose_scheme(self, scheme: str) -> None:
        self.page.select_option("#scheme", scheme)

    def lightness(self, colour: str) -> float:
        return self.page.evaluate(LIGHTNESS, colour)

    def texts(self, selector: str) -> list[str]:
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]

    def listed(self) -> list[str]:
        """Return the ids of the customers in the list, all of them."""
        more = self.page.locator("#more")
        while more.is_visible():
            more.click()
        rows = "nodes => nodes.map(node => node.dataset.customer)"
        return self.page.eval_on_selector_all("#list tr[data-customer]", rows)

    def downloaded(self) -> bytes:
        """Press the button for the target list and return the file."""
        with self.page.expect_download() as waiting:
            self.page.click("#download")
        return Path(waiting.value.path()).read_bytes()


@contextmanager
def opened(browser: Any, file: Path, width: int = 1440, **options: Any) -> Iterator[Desk]:
    """Open the file with the network off; afterwards nothing must have gone wrong."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, offline=True, accept_downloads=True, **options
    )
    desk = Desk(context.new_page())
    desk.page.on("request", lambda request: desk.requests.append(request.url))
    desk.page.on("pageerror", lambda error: desk.faults.append(str(error)))
    desk.page.on(
        "console",
        lambda said: desk.faults.append(said.text) if said.type in ("error", "warning") else None,
    )
    desk.page.goto(file.as_uri())
    desk.page.wait_for_selector("body[data-ready]")
    try:
        yield desk
    finally:
        context.close()
    assert desk.faults == []
    others = [url for url in desk.requests if url != file.as_uri() and not url.startswith("blob:")]
    assert others == []
