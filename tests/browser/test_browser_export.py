"""The page as one file: opened from the disk, asking nobody."""

from pathlib import Path
from typing import Any

import pytest

from browser.looking import VIEWS, arrived, faults_for_some, must_fit, search, seen
from browser.served import example, exported
from browser.tab import PHONE, WIDE, tab


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    return exported(example("eshop", folder), folder / "eshop.html")


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_every_view_works_without_network(browser: Any, file: Path, viewport: dict[str, int]) -> None:
    faults = {}
    with tab(browser, viewport=viewport, offline=True) as opened:
        for name, address in VIEWS.items():
            opened.page.goto("about:blank")
            opened.page.goto(file.as_uri() + address)
            arrived(opened)
            must_fit(opened)
            faults[name] = faults_for_some(opened)
        assert {url.partition("#")[0] for url in opened.requests} - {"about:blank"} == {file.as_uri()}
        opened.must_be_quiet(file.as_uri(), "about:blank")
    assert {name: found for name, found in faults.items() if found} == {}


def test_search_and_recorded_chats_work_in_the_file(browser: Any, file: Path) -> None:
    with tab(browser, offline=True) as opened:
        opened.page.goto(file.as_uri() + "#/tree/main-menu")
        arrived(opened)
        search(opened, "8 digits").first.click()
        seen(opened, "What customers see")
        opened.page.keyboard.press("Escape")
        opened.page.get_by_role("link", name="Recorded chats").click()
        seen(opened, "Recorded chats")
        opened.page.get_by_role("log", name="The chat").locator("li").first.wait_for()
        opened.must_be_quiet(file.as_uri())


def test_the_file_says_nothing_about_this_machine(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert str(file.parent) not in text
    assert "127.0.0.1" not in text
    assert "token=" not in text.partition("<script")[0]
