"""The page follows the files: texts, mistakes, and the end of the preview."""

import signal
from typing import Any

from browser.looking import go, seen
from browser.served import Preview
from browser.tab import tab

HOURS = "routing/hours.yaml"
MENU = "routing/trees/main-menu.yaml"


def test_a_saved_text_is_on_the_page(browser: Any, own_eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, own_eshop, "#/tree/main-menu/ask-number")
        seen(opened, "Please send us your order number.")
        own_eshop.edit(MENU, "Please send us your order number.", "Which order is it?")
        seen(opened, "Which order is it?")
        opened.must_be_quiet(own_eshop.origin)


def test_a_chat_follows_an_edit(browser: Any, own_eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, own_eshop, "#/map?chat=wholesale")
        opened.page.get_by_label("Message of the customer").fill("hello")
        opened.page.keyboard.press("Enter")
        first = opened.page.locator(".message.from-routing .message-text").first
        first.wait_for()
        text = first.inner_text().splitlines()[0][:20]
        own_eshop.edit("routing/trees/wholesale.yaml", text, "Quite another greeting")
        seen(opened, "Quite another greeting")


def test_mistakes_are_shown_and_so_is_that_they_are_gone(browser: Any, own_eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, own_eshop, "#/map")
        own_eshop.edit(HOURS, "_matches: {queue: wholesale}", "_matches: {queue: wholesail}")
        seen(opened, "wholesail")
        own_eshop.edit(HOURS, "{queue: wholesail}", "{queue: wholesale}")
        opened.page.locator("#banner").wait_for(state="hidden")
        own_eshop.edit(MENU, "decision_trees:\n", "decision_trees: {{\n")
        seen(opened, "since the last save")
        own_eshop.edit(MENU, "decision_trees: {{\n", "decision_trees:\n")
        opened.page.locator("#banner").wait_for(state="hidden")
        own_eshop.edit("routecfg.yaml", "routecfg: 1", "routecfg: one")
        seen(opened, "This project cannot be shown")
        own_eshop.edit("routecfg.yaml", "routecfg: one", "routecfg: 1")
        opened.page.locator("#banner").wait_for(state="hidden")
        assert opened.asked_elsewhere(own_eshop.origin) == []
        assert [each for each in opened.errors if "409" not in each] == []


def test_a_number_that_cannot_be_read_is_not_said_to_be_missing(browser: Any, own_eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, own_eshop, "#/overview")
        own_eshop.edit("routing/inbound.yaml", "inbound_routings:\n", "inbound_routings: {{\n")
        seen(opened, "No numbers can be shown until the errors are corrected")
        go(opened, own_eshop, "#/week")
        seen(opened, "No numbers can be shown until the errors are corrected")
        own_eshop.edit("routing/inbound.yaml", "inbound_routings: {{\n", "inbound_routings:\n")
        seen(opened, "E-shop, Czech line")


def test_the_page_says_when_the_preview_has_ended(browser: Any, own_eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, own_eshop)
        own_eshop.process.send_signal(signal.SIGINT)
        seen(opened, "The page no longer follows the files")
        assert own_eshop.process.wait(10) == 0
