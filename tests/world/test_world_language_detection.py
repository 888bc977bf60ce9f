"""Detection of languages: how often it is right on short messages, and when it says nothing."""

import sys
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
import yaml

from routecfg.engine.conversation import Detect
from routecfg.world.language_detection import detector

FOLDER: Final = Path(__file__).parent
LINES: Final = [
    line.split()
    for line in (
        "cs en de",
        "cs en",
        "cs sk",
        "en cs sk de pl hu",
        "de en",
        "en fr nl de",
        "en es pt",
        "es pt",
        "it ro en",
        "hu ro en",
        "pl uk en",
        "en uk ru",
        "uk ru",
    )
]
"""Languages as the lines of contact centres have them, neighbours among them."""


def texts(name: str) -> dict[str, dict[str, list[str]]]:
    """A file of texts, in which `no` and `123` are texts too."""
    found: dict[str, dict[str, list[str]]] = yaml.load((FOLDER / name).read_text("utf-8"), yaml.BaseLoader)
    return found


MESSAGES: Final = texts("messages.yaml")
NO_LANGUAGE: Final = texts("no_language.yaml")


def installed(languages: list[str]) -> Detect:
    found = detector(languages)
    assert found is not None
    return found


# The share of messages that is right and the share that is wrong, in percent: what was measured, less a little
@pytest.mark.parametrize(("kind", "right", "wrong"), [("words", 83, 0.5), ("phrases", 93, 0), ("sentences", 94, 0)])
def test_short_messages_show_their_language(kind: str, right: float, wrong: float) -> None:
    judged: Counter[str] = Counter()
    mistaken: list[tuple[str, str | None]] = []
    for line in LINES:
        detect = installed(line)
        for language in line:
            for text in MESSAGES[language][kind]:
                found = detect(text)
                fits = found is not None and text in MESSAGES[found][kind]
                judged["silent" if found is None else "right" if fits else "wrong"] += 1
                if found is not None and not fits:
                    mistaken.append((text, found))
    assert 100 * judged["right"] / judged.total() >= right
    assert 100 * judged["wrong"] / judged.total() <= wrong, mistaken


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_what_is_in_no_language_shows_none(line: list[str]) -> None:
    detect = installed(line)
    assert [text for text in NO_LANGUAGE["nothing"] if detect(text) is not None] == []
    names = [text for text in NO_LANGUAGE["names"] if detect(text) is not None]
    assert len(names) <= len(NO_LANGUAGE["names"]) / 3


def test_a_language_that_the_line_does_not_speak_counts_rarely_as_one_that_it_does() -> None:
    foreign = mistaken = 0
    for line in LINES:
        detect = installed(line)
        for language in MESSAGES.keys() - line:
            for text in (text for texts in MESSAGES[language].values() for text in texts):
                found = detect(text)
                foreign += 1
                mistaken += found is not None and all(text not in texts for texts in MESSAGES[found].values())
    assert mistaken / foreign < 0.04


@pytest.mark.parametrize(
    ("line", "text", "language"),
    [
        ("cs en", "Dobrý den", "cs"),
        ("cs en", "DOBRÝ DEN", "cs"),
        ("cs en", "Dobry\u0301 den", "cs"),
        ("cs en", "kde je 12345678", "cs"),
        ("cs en", "where is my order #12345678 from www.shop.example", "en"),
        ("en pt-BR pt", "bom dia", "pt-BR"),
        ("en nb", "hvor er pakken min", "nb"),
        ("en mt", "where is my order", "en"),
        ("mt la", "where is my order", None),
        ("cs en", "ok, díky", "cs"),
        ("cs en", "\ud800 dobrý den", "cs"),
        ("cs en", "dobrý\0den " * 100_000, "cs"),
        ("cs en", "x" * 1_000_000, None),
    ],
)
def test_texts_of_all_kinds(line: str, text: str, language: str | None) -> None:
    assert installed(line.split())(text) == language


def test_without_the_extra_there_is_no_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "eldc", None)
    assert detector(["cs", "en"]) is None
