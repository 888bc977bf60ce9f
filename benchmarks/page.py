"""Measures the page of `routecfg preview` in a real browser.

    make bench-page ARGS="[--project FOLDER] [--trees N]"

The clock on the wall counts here, for it is what people feel: figures of a busy machine say little. Each is the median
of some rounds. Without a project it is a generated estate; 500 trees are 8 MB. Files of a project are not changed: it
is copied.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.estate import write_estate

from browser.chromium import chromium
from browser.looking import go
from browser.served import Preview, exported, preview
from browser.tab import Tab, tab

ROUNDS: Final = 5

_CLICKS: Final = """async ([first, rounds, pause]) => {
  const cards = [...document.querySelectorAll(".board .heading[data-at]")].slice(first, first + rounds);
  const times = [];
  for (const card of cards) {
    if (pause > 0) {
      card.dispatchEvent(new PointerEvent("pointerover", {bubbles: true}));
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    const started = performance.now();
    card.click();
    await new Promise((resolve) => {
      const title = card.querySelector(".title").textContent;
      const look = () => {
        const shown = document.getElementById("details-title")?.textContent.replace(/\\s/g, "") ?? "";
        shown.startsWith(title.replace(/[\\s…]/g, "")) ? requestAnimationFrame(resolve) : setTimeout(look, 1);
      };
      look();
    });
    times.push(performance.now() - started);
  }
  return times;
}"""
"""Clicks cards of the picture, one after another, and waits until a frame with their details is drawn.

With a pause the pointer is on each for so long before, as a hand is; the page uses that time.
"""

_PANNING: Final = """async (frames) => {
  const board = document.querySelector("main > section:not([hidden]) .board");
  const times = [];
  let before = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < frames; frame++) {
    board.scrollBy({left: frame % 2 ? 25 : 35, top: 60, behavior: "instant"});
    if (board.scrollTop + board.clientHeight >= board.scrollHeight - 2) board.scrollTop = 0;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - before);
    before = now;
  }
  return times;
}"""


class Figure(NamedTuple):
    """What was measured, in milliseconds unless it says otherwise, and what it should be below."""

    what: str
    value: float
    aim: float | None
    unit: str = "ms"


def timed(action: Callable[[], object]) -> float:
    """How long it takes, in milliseconds."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def figures(browser: Any, project: Path, large: bool) -> Iterator[Figure]:
    """Everything that is measured of one project."""
    opens = 3000 if large else 1000
    with preview(project) as served, tab(browser) as opened:
        yield Figure("the first page, all read anew", timed(lambda: go(opened, served)), opens)
    started = time.perf_counter()
    with preview(project) as served:
        yield Figure("until the address is printed", (time.perf_counter() - started) * 1000, None)
        with tab(browser) as opened:
            yield Figure("the first page, with the cache", timed(lambda: go(opened, served)), opens)
            for view in ("overview", "map", "week", "findings", "objects", "changes"):
                again = partial(go, opened, served, f"#/{view}")
                again()
                rounds = [timed(again) for _ in range(ROUNDS)]
                yield Figure(f"{view} again", statistics.median(rounds), None)
            yield from moving(opened, served)
            yield from following(opened, served, large)
    file = exported(project, project.parent / "page.html")
    yield Figure("the exported file", file.stat().st_size / 1000, None if large else 1000, "kB")
    with tab(browser) as opened:
        opened.page.goto("about:blank")
        yield Figure("the exported file opens", timed(lambda: opened.page.goto(f"{file.as_uri()}#/map")), None)


def moving(opened: Tab, served: Preview) -> Iterator[Figure]:
    """Clicks and frames on the map."""
    go(opened, served, "#/map")
    opened.page.locator(".board .heading").first.wait_for()
    for what, first, pause in (("a click by hand", 0, 150), ("a click without pointing before", 8, 0)):
        clicks = opened.page.evaluate(_CLICKS, [first, 8, pause])
        yield Figure(f"{what}, median", statistics.median(clicks), 50)
        yield Figure(f"{what}, slowest", max(clicks), None)
    frames = sorted(opened.page.evaluate(_PANNING, 120))
    yield Figure("a frame while panning, median", statistics.median(frames), 25)
    yield Figure("a frame while panning, 19 of 20", frames[len(frames) * 19 // 20], None)


def following(opened: Tab, served: Preview, large: bool) -> Iterator[Figure]:
    """From saving the title of a number until the page shows it."""
    file = next(
        path for path in sorted(served.project.rglob("*.yaml")) if "inbound_routings:" in path.read_text("utf-8")
    )
    text = file.read_text(encoding="utf-8")
    before, _, rest = text.partition("title: ")
    go(opened, served, "#/overview")
    times = []
    for number in range(ROUNDS):
        title = f"Number {time.time_ns() % 1_000_000}{number}"

        def saved(title: str = title) -> None:
            file.write_text(f'{before}title: "{title}"\n{rest.partition(chr(10))[2]}', encoding="utf-8")
            opened.page.get_by_text(title).locator("visible=true").first.wait_for()

        times.append(timed(saved))
    yield Figure("from saving to the page", statistics.median(times), 1500 if large else 1000)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the page of the preview.")
    parser.add_argument("--project", type=Path, help="a project; it is copied")
    parser.add_argument("--trees", type=int, default=500, help="so many trees are generated without --project")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="routecfg-page-") as work, chromium() as browser:
        project = Path(work) / "project"
        if options.project is None:
            write_estate(project, options.trees)
        else:
            shutil.copytree(options.project, project)
        for figure in figures(browser, project, large=options.project is None):
            aim = "" if figure.aim is None else f"  aim {figure.aim:g}"
            print(f"{figure.what:40} {figure.value:9.1f} {figure.unit}{aim}", flush=True)


if __name__ == "__main__":
    main()
