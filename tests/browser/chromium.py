"""The browser that is driven: Debian's Chromium, or another that is installed. None is downloaded."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import sync_playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

MISSING: Final = (
    "There is no Chromium here, and these tests drive one. Install it (Debian, Ubuntu: 'apt-get install chromium'), or "
    "say where it is: CHROMIUM=/path/to/chromium make test-browser"
)

_OPTIONS: Final = (
    "--no-sandbox",  # it runs as root in CI, and opens only pages of ours
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # /dev/shm is small in containers
    "--font-render-hinting=none",  # the same pictures on every machine with the same fonts
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)


def chromium_path() -> str | None:
    """The program; None if there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser, as Playwright drives it. Raises RuntimeError if none is installed."""
    path = chromium_path()
    if path is None:
        raise RuntimeError(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_OPTIONS))
        try:
            yield browser
        finally:
            browser.close()
