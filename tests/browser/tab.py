"""A tab of the browser, and everything in it that must never happen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

WIDE: Final = {"width": 1600, "height": 1000}
PHONE: Final = {"width": 375, "height": 740}


class Tab:
    """A page that is looked at. What it asks for, reports and opens is noted from the beginning."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("popup", lambda popup: self.dialogs.append(f"opened {popup.url}"))

    def _console(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(f"{message.type}: {message.text}")

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def asked_elsewhere(self, *allowed: str) -> list[str]:
        """The requests that went anywhere but to these places."""
        return [url for url in self.requests if not url.startswith((*allowed, "data:", "blob:"))]

    def must_be_quiet(self, *allowed: str) -> None:
        """No error, no dialog, and no request but to the places that are allowed."""
        assert self.errors == [], self.errors
        assert self.dialogs == [], self.dialogs
        elsewhere = self.asked_elsewhere(*allowed)
        assert elsewhere == [], elsewhere


@contextmanager
def tab(browser: Any, *, viewport: dict[str, int] = WIDE, dark: bool = False, **options: Any) -> Iterator[Tab]:
    """A tab that shares nothing with others. Nothing moves in it by itself."""
    scheme = "dark" if dark else "light"
    context = browser.new_context(
        viewport=viewport, color_scheme=scheme, reduced_motion="reduce", locale="en-GB", **options
    )
    context.set_default_timeout(10_000)
    try:
        yield Tab(context.new_page())
    finally:
        context.close()
