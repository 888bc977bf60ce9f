"""Which language a customer speaks, and which variant of a text such a customer gets.

A language is a code (`cs`), or one with a region (`de-AT`).
"""

from collections.abc import Mapping
from typing import TypeVar

from routecfg.model.kinds import InboundRouting
from routecfg.model.settings import Settings

_Variant = TypeVar("_Variant")


def languages_of(line: InboundRouting, settings: Settings) -> tuple[str, ...]:
    """What customers of an inbound routing may speak."""
    return line.languages or settings.languages


def base_language(language: str) -> str:
    """The language without its region."""
    return language.partition("-")[0]


def variant_for(language: str, variants: Mapping[str, _Variant]) -> _Variant | None:
    """The variant for customers of a language: that of exactly this language, else of its base; None if there is none.

    Without a variant they get what everybody gets, in the first language of the project.
    """
    found = variants.get(language)
    return variants.get(base_language(language)) if found is None else found
