"""Every view of the page: what it shows, that everybody can use it, and that links to it last."""

import re
from typing import Any

import pytest

from browser.looking import VIEWS, arrived, faults_for_some, follow, go, must_fit, search, seen
from browser.served import Preview
from browser.tab import PHONE, WIDE, Tab, tab


def quiet(opened: Tab, eshop: Preview) -> None:
    opened.must_be_quiet(eshop.origin)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_every_view_fits_and_keeps_nobody_out(
    browser: Any, eshop: Preview, viewport: dict[str, int], dark: bool
) -> None:
    faults = {}
    with tab(browser, viewport=viewport, dark=dark) as opened:
        for name, address in VIEWS.items():
            go(opened, eshop, address)
            must_fit(opened)
            faults[name] = faults_for_some(opened)
        quiet(opened, eshop)
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_first_screen_says_what_the_project_is(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        opened.page.goto(eshop.address)
        arrived(opened)
        main = opened.page.get_by_role("main").inner_text()
        for text in ("E-shop, Czech line", "E-shop, German line", "Wholesale", "+420222333444", "Europe/Prague"):
            assert text.replace(" ", "") in main.replace(" ", ""), text
        assert "token" not in opened.page.url, "whoever copies the address would give the key away"
        quiet(opened, eshop)


def test_the_map_leads_from_the_numbers_to_the_ends(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, VIEWS["map"])
        picture = opened.page.get_by_role("group", name="Picture")
        picture.get_by_role("link", name="E-shop, Czech line").click()
        seen(opened, "The number on our Czech invoices")
        opened.page.keyboard.press("Escape")
        opened.page.get_by_role("button", name="All of it").click()
        assert picture.get_by_role("link", name="Is the Czech line open").is_visible()
        quiet(opened, eshop)


def test_a_decision_shows_its_texts_and_its_lines(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, VIEWS["tree"])
        opened.page.locator("[data-at='/decision_trees/main-menu/decisions/ask-number']").first.click()
        details = opened.page.get_by_role("complementary", name="Details")
        details.get_by_role("heading", name="Ask for the order number").wait_for()
        text = details.inner_text()
        assert "Please send us your order number." in text
        assert "Pošlete nám prosím číslo objednávky." in text
        assert "routing/trees/main-menu.yaml" in text
        assert re.search(r"^\s*ask-number:$", details.locator("code").all_inner_texts()[1] + "\n" + text, re.MULTILINE)
        assert opened.page.url.endswith("#/tree/main-menu/ask-number")
        quiet(opened, eshop)


def test_who_leads_to_a_queue_is_said(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, "#/object/queues/couriers")
        details = opened.page.get_by_role("complementary", name="Details")
        details.get_by_text("What leads here").wait_for()
        assert "Are couriers on the road" in details.inner_text()
        assert "Look the order up\nof main-menu" in details.inner_text(), "titles of decisions are not unique"


def test_christmas_week_names_the_special_days(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, VIEWS["week"])
        eve = opened.page.get_by_role("row").filter(has=opened.page.locator("time[datetime='2026-12-24']")).inner_text()
        assert "Christmas Eve" in eve
        assert "09:00–12:00" in eve
        assert "Main menu" in eve
        quiet(opened, eshop)


def test_search_finds_titles_texts_and_answers_in_each_language(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop)
        for words, found in (
            ("order number", "Ask for the order number"),
            ("objednavky", "Ask for the order number"),
            ("kaffeemuhle", "Welcome message"),
            ("couriers", "Couriers"),
        ):
            search(opened, words).filter(has_text=found).first.wait_for()
            opened.page.keyboard.press("Escape")
        search(opened, "osm cislic nic takoveho")
        seen(opened, "0 places found")
        opened.page.get_by_role("combobox").fill("8 digits")
        opened.page.get_by_role("listbox", name="Found").get_by_role("option").first.click()
        opened.page.get_by_role("complementary", name="Details").get_by_role("heading").first.wait_for()
        quiet(opened, eshop)


def test_a_link_to_everything_works_after_a_reload(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, "#/objects")
        links = opened.page.get_by_role("main").get_by_role("link")
        addresses = links.evaluate_all("all => [...new Set(all.map(each => each.getAttribute('href')))]")
        assert len(addresses) > 30
        for address in [*addresses, "#/tree/returns/describe", *VIEWS.values()]:
            follow(opened, address)
        assert opened.errors == []
        for address in [addresses[0], addresses[-1], VIEWS["decision"], VIEWS["week"], VIEWS["object"]]:
            go(opened, eshop, address)
            before = opened.page.get_by_role("main").inner_text()
            opened.page.reload()
            arrived(opened)
            assert opened.page.get_by_role("main").inner_text() == before
        quiet(opened, eshop)


def test_what_is_not_there_is_said_in_words(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, "#/overview")
        opened.page.evaluate("location.hash = '#/tree/no-such-tree'")
        seen(opened, "This cannot be shown")


def test_a_tab_without_the_key_says_what_to_do(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        opened.page.goto(eshop.origin)
        seen(opened, "Open the whole address that 'routecfg preview' printed")


def test_paper_shows_the_contents_and_no_buttons(browser: Any, eshop: Preview) -> None:
    with tab(browser, dark=True) as opened:
        for view in ("map", "tree", "week", "findings"):
            go(opened, eshop, VIEWS[view])
            opened.page.emulate_media(media="print")
            assert not opened.page.get_by_role("navigation", name="Views").is_visible()
            assert not opened.page.get_by_role("button", name="Search titles, texts and answers").is_visible()
            assert opened.page.get_by_role("main").inner_text().strip()
            assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") in (
                "rgb(255, 255, 255)",
                "rgba(0, 0, 0, 0)",
            )
            assert len(opened.page.pdf()) > 1000
            opened.page.emulate_media(media="screen")
        quiet(opened, eshop)
