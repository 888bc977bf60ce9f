"""Which of a line's languages a message is in.

The detector is eldc, in the extra `languages` of the package: it takes 72 MB. On short messages it is right more often
than the others that were measured, and it alone says how well a text fits a language whatever the other languages are;
so a name, a code or a message in a foreign language fits none. A wrong language is worse than none, for the first that
is found stays that of the chat: where two languages fit nearly alike, and where none fits well, nothing is said.
`tests/world/messages.yaml` has the messages that the bounds below were measured on.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from routecfg.disclosure import first_few
from routecfg.engine.conversation import Detect
from routecfg.model import base_language

INSTALL: Final = "pip install 'routecfg[languages]'"
"""What installs the detector."""

_FITS: Final = 0.75
"""How well a text must fit a language, from 0 to 1."""

_AHEAD: Final = 0.02
"""How much better than the next language."""

_MOST: Final = 1_000
"""Characters that are looked at: more would not help."""

_FEW: Final = 4
"""Languages that a sentence names."""

_NO_WORD: Final = re.compile(r"\S*(?:[0-9@]|://)\S*|\bwww\.\S*", re.IGNORECASE)
"""Numbers, codes, addresses."""

_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")

_EVERYWHERE: Final = frozenset({"ok", "okay", "oki", "hm", "start", "stop", "menu", "test", "info", "email", "mail"})
"""Words that are typed in any language."""

_OTHER_CODES: Final = {"nb": "no", "nn": "no", "fil": "tl"}
"""Languages for which the detector has another code."""


def detector(languages: Sequence[str]) -> Detect | None:
    """A function that gives the language of a text, one of these; None if the text does not show it.

    Gives None if no detector is installed. Where two of the languages differ in their region only, the first is meant.
    """
    try:
        import eldc
    except ImportError:
        return None
    eldc.init()
    known: dict[str, str] = {}
    for language in languages:
        base = base_language(language)
        code = _OTHER_CODES.get(base, base)
        if code in eldc.LANGUAGES:
            known.setdefault(code, language)
    if not known:
        return lambda _: None
    found = eldc.instance()
    found.set_languages(list(known))
    found.set_scores(2)
    return lambda text: known.get(_code(found, text) or "")


def unspoken(language: str, spoken: Sequence[str]) -> str:
    """A sentence if customers of a line, who speak these, do not speak a language: its texts may not be there."""
    if {language, base_language(language)} & set(spoken):
        return ""
    few = first_few(spoken, _FEW)
    return f"customers of this number speak {few}, not '{language}': texts in it are not expected here"


def undetected(spoken: Sequence[str], otherwise: str) -> str:
    """A sentence for a line of several languages where no detector is installed. `otherwise` says another way."""
    return (
        f"the language of messages is not detected, so the customer speaks '{spoken[0]}', the first of this number:"
        f" install a detector with {INSTALL}, {otherwise}"
    )


def _code(found: Any, text: str) -> str | None:
    plain = unicodedata.normalize("NFC", text[:_MOST].encode(errors="replace").decode())
    words = [word for word in _LETTERS.findall(_NO_WORD.sub(" ", plain)) if word.lower() not in _EVERYWHERE]
    if not words:
        return None
    scores = sorted(found.detect_details(" ".join(words)).scores.items(), key=lambda each: -each[1])
    if not scores or scores[0][1] < _FITS:
        return None
    if len(scores) > 1 and scores[0][1] - scores[1][1] < _AHEAD:
        return None
    return str(scores[0][0])
