"""Takes the pictures of the README and of docs/preview.md: each view of the e-shop, as the page shows it.

    make pictures

The day is fixed, and nothing moves: the same page gives the same
pictures, where the fonts are the same. Colours are put into a palette, which makes the files a third as large.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from PIL import Image

from browser.chromium import chromium
from browser.looking import go
from browser.served import TODAY, Preview, changed_eshop, preview
from browser.tab import PHONE, Tab, tab

FOLDER: Final = Path(__file__).parents[2] / "docs/pictures"
SIZE: Final = {"width": 1280, "height": 800}
VIEWS: Final = {
    "overview": "#/overview",
    "map": "#/map",
    "tree": "#/tree/main-menu/ask-number",
    "week": "#/week/eshop-cz/2026-12-21",
    "changes": "#/changes",
}


def chat(opened: Tab) -> None:
    """Walks a chat as far as the order's number, on a Tuesday morning."""
    page = opened.page
    page.get_by_label("Customer's language").select_option("en")
    page.get_by_label("Clock").fill("2026-12-01T10:00")
    page.get_by_label("Clock").blur()
    page.get_by_label("Message of the customer").fill("Hello")
    page.keyboard.press("Enter")
    page.get_by_role("log").get_by_role("button", name="Where is my order").click()
    page.get_by_text("Please send us your order number.").locator("visible=true").first.wait_for()


def take(opened: Tab, name: str) -> None:
    """Writes what the window shows."""
    opened.page.evaluate("document.activeElement?.blur()")
    opened.page.mouse.move(0, 0)
    path = FOLDER / f"preview-{name}.png"
    opened.page.screenshot(path=path, animations="disabled", caret="hide")
    with Image.open(path) as taken:
        # covers rare colours too: of the most frequent ones alone, small signs would turn grey
        palette = taken.convert("RGB").quantize(
            256, method=Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE
        )
        palette.save(path, optimize=True)


@contextmanager
def window(browser: Any, **options: Any) -> Iterator[Tab]:
    """A tab in which it is ten o'clock in the morning, and stays so."""
    with tab(browser, **options) as opened:
        opened.page.clock.set_fixed_time(f"{TODAY}T09:00:00Z")
        yield opened


def pictures(browser: Any, served: Preview) -> None:
    """All of them."""
    with window(browser, viewport=SIZE) as opened:
        for name, address in VIEWS.items():
            go(opened, served, address)
            if name == "overview":
                opened.page.locator(".small-week").nth(1).wait_for()  # weeks come after the rest
            take(opened, name)
        go(opened, served, "#/tree/main-menu?chat=eshop-cz")
        chat(opened)
        take(opened, "chat")
    with window(browser, viewport=SIZE, dark=True) as opened:
        go(opened, served, VIEWS["tree"])
        take(opened, "dark")
    with window(browser, viewport=PHONE) as opened:
        go(opened, served, VIEWS["overview"])
        opened.page.locator(".small-week").nth(1).wait_for()
        take(opened, "phone")


def main() -> None:
    """Serves a copy and takes the pictures."""
    with tempfile.TemporaryDirectory() as folder, preview(changed_eshop(Path(folder))) as served, chromium() as browser:
        pictures(browser, served)


if __name__ == "__main__":
    main()
