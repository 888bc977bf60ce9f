"""What tests do with the page of a preview: go somewhere, and look at what is there."""

from pathlib import Path
from typing import Any, Final

from browser.served import Preview
from browser.tab import Tab

VIEWS: Final = {
    "overview": "#/overview",
    "map": "#/map",
    "tree": "#/tree/main-menu",
    "decision": "#/tree/main-menu/welcome",
    "object": "#/object/queues/support",
    "week": "#/week/eshop-cz/2026-12-21",
    "changes": "#/changes",
    "change": "#/changes/queues/support",
    "findings": "#/findings",
    "objects": "#/objects",
    "chat": "#/map?chat=eshop-cz",
}
"""Everything that there is to see of the e-shop, by its address."""

_AXE: Final = Path(__file__).parent / "node_modules/axe-core/axe.min.js"

_HAS_ARRIVED: Final = """() => {
  const heading = document.querySelector("main > section:not([hidden]) h1");
  return heading !== null && heading.textContent !== "" && !document.body.classList.contains("is-waiting");
}"""

_CUT_OFF: Final = """() => {
  const found = [];
  const scrolls = (element) => {
    for (let each = element; each !== null; each = each.parentElement) {
      const isFrame = ["auto", "scroll"].includes(getComputedStyle(each).overflowX);
      if (isFrame || each.classList.contains("unseen")) return true;
    }
    return false;
  };
  for (const each of document.querySelectorAll("body *")) {
    const hasText = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    const box = each.getBoundingClientRect();
    if (!hasText || box.width === 0 || !each.checkVisibility() || scrolls(each)) continue;
    if (box.right > innerWidth + 1 || box.left < -1) {
      found.push(`${each.tagName}.${each.className}: ${each.textContent.slice(0, 60)}`);
    }
  }
  const isWide = document.documentElement.scrollWidth > innerWidth;
  return [...(isWide ? [`the page is ${document.documentElement.scrollWidth} wide`] : []), ...found];
}"""
"""Texts that stick out of the window where nobody can scroll to them."""


def go(tab: Tab, preview: Preview, address: str = VIEWS["overview"]) -> None:
    """Opens an address as a link that the terminal printed does, and waits until all is there."""
    token = preview.address.partition("#")[2]
    tab.page.goto("about:blank")
    tab.page.goto(f"{preview.origin}/{address}{'&' if '?' in address else '?'}{token}")
    arrived(tab)


def arrived(tab: Tab) -> None:
    """Waits until the view is shown."""
    tab.page.wait_for_function(_HAS_ARRIVED)
    tab.page.wait_for_function("document.fonts.status === 'loaded'")


def follow(tab: Tab, address: str) -> None:
    """Goes on to another address, as a link does that the page is already open for."""
    tab.page.evaluate(
        """address => new Promise((resolve) => {
          addEventListener("popstate", () => resolve(), {once: true});
          location.hash = "";
          location.hash = address;
        })""",
        address,
    )
    arrived(tab)


def search(tab: Tab, words: str) -> Any:
    """Opens the search, or goes on in it, and writes these words; gives what is found, by and by."""
    field = tab.page.get_by_role("combobox", name="Search titles, texts and answers")
    if not field.is_visible():
        tab.page.keyboard.press("Control+k")
    field.fill(words)
    return tab.page.get_by_role("listbox", name="Found").get_by_role("option")


def seen(tab: Tab, text: str) -> Any:
    """Waits until a text can be seen in the contents or a panel; gives its element."""
    found = tab.page.get_by_text(text).locator("visible=true").first
    found.wait_for()
    return found


def must_fit(tab: Tab) -> None:
    """Nothing sticks out of the window, and the page does not scroll to the side."""
    cut_off = tab.page.evaluate(_CUT_OFF)
    assert cut_off == [], f"{tab.page.url}: {cut_off}"


def faults_for_some(tab: Tab) -> list[str]:
    """What axe finds that keeps people out, grave faults only: what, where, and why."""
    if not tab.page.evaluate("'axe' in window"):
        tab.page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = tab.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['id']} ({fault['impact']}) at {node['target']}: {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"][:3]
    ]
