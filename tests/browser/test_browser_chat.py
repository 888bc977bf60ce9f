"""A chat in the page: written, pressed, at any time, and kept."""

from typing import Any

from browser.looking import go, seen
from browser.served import Preview
from browser.tab import Tab, tab


def set_clock(opened: Tab, at: str) -> None:
    opened.page.get_by_label("Clock").fill(at)
    opened.page.get_by_label("Clock").blur()


def say(opened: Tab, words: str) -> None:
    opened.page.get_by_label("Message of the customer").fill(words)
    opened.page.keyboard.press("Enter")


def press(opened: Tab, title: str) -> None:
    opened.page.get_by_role("log").get_by_role("button", name=title, disabled=False).last.click()


def test_a_chat_is_walked_to_its_end_and_its_path_lights_up(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, "#/tree/main-menu?chat=eshop-cz")
        set_clock(opened, "2026-12-01T10:00")
        opened.page.get_by_label("Customer's language").select_option("en")
        say(opened, "hello")
        seen(opened, "Hello, this is Kavka. Send your order number")
        press(opened, "Where is my order")
        seen(opened, "Please send us your order number.")
        lit = opened.page.locator(".board .on-path")
        lit.nth(1).wait_for()
        at = lit.evaluate_all("all => all.map(each => each.dataset.at)")
        assert "/decision_trees/main-menu/decisions/welcome" in at
        assert "/decision_trees/main-menu/decisions/ask-number" in at
        say(opened, "12345678")
        press(opened, "No, thank you")
        phone = opened.page.get_by_role("log", name="The chat")
        phone.locator(".ended").wait_for()
        lines = phone.locator(".why").last
        lines.get_by_text("why?").click()
        assert "routing/trees/main-menu.yaml:" in lines.inner_text()
        opened.page.get_by_role("button", name="Back").click()
        phone.locator(".ended").wait_for(state="detached")
        opened.must_be_quiet(eshop.origin)


def test_on_christmas_eve_the_special_day_answers(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, "#/map?chat=eshop-cz")
        opened.page.get_by_label("Customer's language").select_option("en")
        set_clock(opened, "2026-12-24T10:00")
        say(opened, "hello")
        seen(opened, "Send your order number (8 digits), or choose what you need.")
        opened.page.get_by_role("button", name="Start again").click()
        set_clock(opened, "2026-12-24T12:30")
        say(opened, "hello")
        seen(opened, "We are closed now, but we can take your message.")
        opened.must_be_quiet(eshop.origin)


def test_a_photo_and_a_pause_are_steps_of_a_chat(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop, "#/map?chat=eshop-cz")
        set_clock(opened, "2026-12-01T10:00")
        opened.page.get_by_role("button", name="Send a photo").click()
        opened.page.locator(".message.from-customer").first.wait_for()
        opened.page.get_by_role("button", name="1 h later").click()
        opened.page.get_by_role("log").get_by_text("1h later").wait_for()
        opened.must_be_quiet(eshop.origin)


def test_a_chat_is_kept_as_a_scenario_that_passes(browser: Any, own_eshop: Preview) -> None:
    before = set((own_eshop.project / "tests").iterdir())
    with tab(browser) as opened:
        go(opened, own_eshop, "#/map?chat=eshop-cz")
        set_clock(opened, "2026-12-01T10:00")
        say(opened, "hello")
        opened.page.locator(".message.from-routing").first.wait_for()
        opened.page.get_by_text("Keep this chat as a scenario").click()
        opened.page.get_by_label("What it shows").fill("Kept from the page")
        opened.page.get_by_role("button", name="Keep", exact=True).click()
        seen(opened, "Saved in tests/")
        opened.must_be_quiet(own_eshop.origin)
    (kept,) = set((own_eshop.project / "tests").iterdir()) - before
    assert "Kept from the page" in kept.read_text(encoding="utf-8")
    ran = own_eshop.run("test")
    assert ran.status == 0, ran
