"""Whatever stands in the files of a project stays text, in the page and in the file that is exported."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from browser.hostile import HOSTILE, hostile_project, nothing_happened
from browser.looking import arrived, go, search
from browser.served import exported, preview
from browser.tab import tab
from commands import Commands

ADDRESSES = (
    "#/overview",
    "#/map",
    "#/tree/n0",
    "#/tree/n0/n3",
    "#/tree/n2/n2",
    "#/object/queues/n1",
    "#/week/n0/2026-12-21",
    "#/changes",
    "#/findings",
    "#/objects",
    "#/map?chat=n1",
    "#/tree/%3Cscript%3Ewindow.ran=1%3C%2Fscript%3E",
    "#/object/javascript:window.ran=1/x",
    "#/week/n0/<script>window.ran=1</script>",
    "#/map?at=javascript:window.ran=1&chat=<img src=x onerror=window.ran=1>",
)


def test_nothing_of_a_hostile_project_runs_in_the_page(browser: Any, tmp_path: Path) -> None:
    with preview(hostile_project(tmp_path / "project")) as running, tab(browser) as opened:
        for address in ADDRESSES[:-4]:
            go(opened, running, address)
            nothing_happened(opened, running.origin, scripts=1)
        search(opened, "script").first.wait_for()
        opened.page.keyboard.press("Escape")
        nothing_happened(opened, running.origin, scripts=1)
        go(opened, running, "#/map?chat=n1")
        for _ in range(3):
            opened.page.get_by_label("Message of the customer").fill(HOSTILE[0])
            opened.page.keyboard.press("Enter")
            opened.page.locator(".message.from-routing").last.wait_for()
        nothing_happened(opened, running.origin, scripts=1)
        for address in ADDRESSES[-4:]:
            opened.page.evaluate("address => { location.hash = address }", address)
            opened.page.wait_for_timeout(300)
        assert opened.page.evaluate("window.ran") is None
        assert opened.dialogs == []
        assert opened.asked_elsewhere(running.origin) == []


def test_nothing_of_a_hostile_project_runs_in_the_export(browser: Any, tmp_path: Path) -> None:
    file = exported(hostile_project(tmp_path / "project"), tmp_path / "page.html")
    with tab(browser) as opened:
        for address in ADDRESSES[:-4]:
            opened.page.goto("about:blank")
            opened.page.goto(file.as_uri() + address)
            arrived(opened)
            nothing_happened(opened, file.as_uri(), "about:blank", scripts=2)


SIGNS = ("<", ">", "&", '"', "'", "`", "--", "]]>", "</", "\\", "\u2028", "\u202e", "{", "script")
scraps = st.sampled_from([*HOSTILE, *SIGNS])
texts = st.lists(st.lists(scraps, min_size=1, max_size=3).map("".join), min_size=5, max_size=5)


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # an example takes seconds, and each says enough
    suppress_health_check=list(HealthCheck),
)
@given(texts=texts)
def test_nothing_runs_whatever_the_texts(browser: Any, tmp_path_factory: Any, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("any")
    project = hostile_project(folder / "project", texts)
    file = exported(project, folder / "page.html")
    picture = folder / "picture.svg"
    ran = Commands(project, folder).started("graph", "--format", "svg", "--unfold")
    picture.write_text(ran.out, encoding="utf-8")
    with tab(browser) as opened:
        for address in ("#/overview", "#/tree/n0/n1", "#/findings"):
            opened.page.goto("about:blank")
            opened.page.goto(file.as_uri() + address)
            arrived(opened)
            nothing_happened(opened, file.as_uri(), "about:blank", scripts=2)
    with tab(browser) as opened:
        opened.page.goto(picture.as_uri())
        nothing_happened(opened, "file:")
