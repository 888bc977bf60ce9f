"""The sandbox beside production, and how much the scenarios try, in the page."""

from typing import Any

from browser.looking import VIEWS, go, seen
from browser.served import Preview
from browser.tab import tab


def test_a_change_is_told_drawn_and_laid_side_by_side(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, VIEWS["changes"])
        main = opened.page.get_by_role("main")
        text = main.inner_text()
        assert "Production is release 1." in text
        assert "Saturdays 13:00-15:00" in text
        assert "everything in one message, with a number." in text
        figures = main.get_by_role("figure")
        assert figures.count() == 2
        for figure in figures.all():
            figure.get_by_role("link", name="Is the Czech line open").first.wait_for()
        main.get_by_role("link", name="Opening hours, Czech line").click()
        seen(opened, "Sandbox beside production")
        row = opened.page.get_by_role("row").filter(has_text="13:00-15:00")
        assert row.get_by_role("cell").nth(1).inner_text().split() == ["+", "hours:", "['09:00-13:00']"]
        opened.must_be_quiet(eshop.origin)


def test_the_map_shows_what_no_scenario_comes_to(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, VIEWS["tree"])
        opened.page.get_by_role("button", name="Tested").click()
        opened.page.locator(".board .covered").first.wait_for()
        visited = opened.page.locator("[data-at='/decision_trees/main-menu/decisions/welcome']").first.inner_text()
        assert "scenarios" in visited
        opened.must_be_quiet(eshop.origin)
