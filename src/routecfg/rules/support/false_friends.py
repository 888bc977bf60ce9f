"""Short words that are answers in one language and mean something else in another."""

from collections.abc import Mapping
from typing import Final

LONGEST: Final = 3
"""Characters of the words: longer ones are rarely one and the same."""

_MEANINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "ano": {"cs": "yes", "sk": "yes", "es": "year", "pt": "year"},
    "bad": {"en": "bad", "de": "bath", "nl": "bath"},
    "but": {"en": "but", "fr": "goal"},
    "car": {"en": "car", "fr": "because"},
    "da": {"hr": "yes", "ro": "yes", "sl": "yes", "sr": "yes", "de": "there", "it": "from"},
    "die": {"en": "die", "de": "the"},
    "dos": {"es": "two", "fr": "back"},
    "elf": {"de": "eleven", "nl": "eleven", "en": "elf"},
    "gut": {"de": "good", "en": "gut"},
    "ja": {
        **dict.fromkeys(("da", "de", "lv", "nb", "nl", "sv"), "yes"),
        **dict.fromkeys(("cs", "hr", "pl", "sk", "sl", "sr"), "I"),
        "et": "and",
        "fi": "and",
    },
    "my": {"en": "my", "cs": "we", "pl": "we", "sk": "we"},
    "ne": {**dict.fromkeys(("cs", "hr", "lt", "lv", "sl", "sr"), "no"), "hu": "do not"},
    "no": {
        **dict.fromkeys(("ca", "en", "es", "it"), "no"),
        "cs": "well, yes",
        "pl": "well, yes",
        "sk": "well",
    },
    "not": {"en": "not", "de": "emergency"},
    "nu": {"ro": "no", "da": "now", "nl": "now", "sv": "now"},
    "on": {"en": "on", "cs": "he", "pl": "he", "sk": "he", "fr": "one", "tr": "ten"},
    "pan": {"en": "pan", "es": "bread", "cs": "Mr", "pl": "Mr", "sk": "Mr"},
    "pet": {"en": "pet", "cs": "five", "hr": "five", "sl": "five", "sr": "five", "sk": "five"},
    "pie": {"en": "pie", "es": "foot"},
    "red": {"en": "red", "es": "network"},
    "sei": {"it": "six", "pt": "I know", "de": "be"},
    "si": {"es": "yes", "it": "yes", "ro": "and"},
    "sto": {**dict.fromkeys(("cs", "hr", "pl", "sk", "sl", "sr"), "hundred"), "it": "I am"},
    "tag": {"de": "day", "en": "label"},
    "tak": {"pl": "yes", "cs": "so", "sk": "so", "da": "thanks"},
    "ten": {"en": "ten", "cs": "that one", "pl": "that one", "sk": "that one"},
    "ti": {"da": "ten", "nb": "ten", "cs": "to you", "it": "to you"},
    "to": {"en": "to", "da": "two", "nb": "two", "cs": "that", "pl": "that", "sk": "that"},
    "van": {"en": "van", "nl": "of", "es": "they go"},
    "was": {"en": "was", "de": "what", "nl": "wash"},
}
"""By normal form and language. Words that nobody answers with are left out, even if they are in two languages."""


def has_other_meanings(form: str, language: str | None = None) -> bool:
    """Whether a word of `language`, or of any, in its normal form, means something else in another language."""
    return form in _MEANINGS and (language is None or language in _MEANINGS[form])


def other_meaning(form: str, language: str, other: str) -> str | None:
    """What a word of `language` means in `other`, in English; None if that is the same, or not known."""
    meanings = _MEANINGS.get(form)
    if meanings is None:
        return None
    here, there = meanings.get(language), meanings.get(other)
    return None if here is None or here == there else there
