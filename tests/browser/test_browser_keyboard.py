"""The page without a mouse."""

from typing import Any

from browser.looking import go, seen
from browser.served import Preview
from browser.tab import Tab, tab

_MOST = 150


def to(opened: Tab, name: str, key: str = "Tab") -> None:
    """Presses a key until what has the focus has this name, and can be seen to have it."""
    for _ in range(_MOST):
        opened.page.keyboard.press(key)
        at = opened.page.evaluate(
            """() => {
              const at = document.activeElement;
              const style = getComputedStyle(at);
              const label = at.getAttribute("aria-label") ?? at.innerText ?? "";
              const isSeen = style.outlineStyle !== "none" || style.boxShadow !== "none";
              return {label: label.trim(), isSeen, box: at.getBoundingClientRect().toJSON(), tag: at.tagName};
            }"""
        )
        if name in at["label"]:
            assert at["isSeen"], f"nobody sees that {name} has the focus"
            return
    raise AssertionError(f"{name} is not reached by {key}")


def test_from_the_first_screen_to_a_decision_and_back(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop)
        to(opened, "Skip to the contents")
        to(opened, "Map")
        opened.page.keyboard.press("Enter")
        seen(opened, "Where do chats go?")
        to(opened, "Main menu")
        opened.page.keyboard.press("Enter")
        seen(opened, "What customers of the Czech and the German line see")
        to(opened, "Open this tree")
        opened.page.keyboard.press("Enter")
        to(opened, "Ask for the order number")
        opened.page.keyboard.press("Enter")
        seen(opened, "Please send us your order number.")
        opened.page.keyboard.press("Escape")
        opened.page.wait_for_function("document.getElementById('details').hidden")
        focused = opened.page.evaluate("document.activeElement.textContent")
        assert "Ask for the order number" in focused, "the focus is not back where it was"
        opened.must_be_quiet(eshop.origin)


def test_search_with_the_keyboard_alone(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop)
        opened.page.keyboard.press("Control+k")
        opened.page.keyboard.type("8 digits")
        opened.page.get_by_role("listbox", name="Found").get_by_role("option").first.wait_for()
        opened.page.keyboard.press("ArrowDown")
        opened.page.keyboard.press("ArrowUp")
        opened.page.keyboard.press("Enter")
        seen(opened, "What customers see")
        opened.must_be_quiet(eshop.origin)


def test_a_chat_with_the_keyboard_alone(browser: Any, eshop: Preview) -> None:
    with tab(browser) as opened:
        go(opened, eshop)
        to(opened, "Try a chat")
        opened.page.keyboard.press("Enter")
        opened.page.get_by_label("Message of the customer").wait_for()
        opened.page.wait_for_function("document.activeElement.id === 'chat-say'")
        opened.page.keyboard.type("hello")
        opened.page.keyboard.press("Enter")
        seen(opened, "this is Kavka")
        opened.page.keyboard.press("Escape")
        opened.page.wait_for_function("document.getElementById('chat').hidden")
        opened.must_be_quiet(eshop.origin)
