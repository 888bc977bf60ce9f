"""Which answer a message chooses, slow and plain: written from the description of the language alone."""

from typing import TypeAlias

import re2
from rapidfuzz import fuzz

from routecfg.answers import Choice, normal_form
from routecfg.model import Answer, Label, Target

Kinds: TypeAlias = tuple[list[str], list[str]]
"""Words, and patterns."""


def written_for(languages: dict, language: str) -> list:  # type: ignore[type-arg]  # variants of any kind
    """The variant of exactly the language, else of its base: in a list, which is empty if there is none."""
    for wanted in (language, language.split("-")[0]):
        if wanted in languages:
            return [languages[wanted]]
    return []


def kinds(variants: list) -> Kinds:  # type: ignore[type-arg]  # words or patterns
    words = [word for one in variants if not isinstance(one, str) for word in one]
    return words, [one for one in variants if isinstance(one, str)]


def own_and_first(when: Answer, language: str, first: str) -> tuple[Kinds, Kinds]:
    """Words and patterns of the customer's language, and those of the project's first language."""
    plain = [when.similar] + ([when.pattern] if when.pattern else [])
    of_first = kinds([*plain, *written_for(when.languages, first)])
    own = written_for(when.languages, language)
    if language == first:
        return of_first, of_first
    if not own and language.split("-")[0] == first:
        return of_first, of_first
    return kinds(own), of_first


def titles(when: Answer, language: str) -> list[str]:
    if not isinstance(when.button, Label):
        return []
    return [*written_for(when.button.languages, language), when.button.title][:1]


def finds(pattern: str, text: str) -> bool:
    body, _, flags = pattern[1:].rpartition("/")
    quiet = re2.Options()
    quiet.log_errors = False
    return re2.search("".join(f"(?{flag})" for flag in flags) + body, text, quiet) is not None


def slow_choice(targets: list[Target], text: str, language: str, first: str, similarity: int) -> Choice | None:
    text = text.strip()
    message = normal_form(text)
    answers = [(place, one.when) for place, one in enumerate(targets) if one.when is not None]
    if text:
        for place, when in answers:
            own, of_first = own_and_first(when, language, first)
            if any(normal_form(title) == message for title in [*titles(when, language), *titles(when, first)]):
                return Choice(place, "button")
            if any(normal_form(word) == message for word in own[0] + of_first[0]):
                return Choice(place, "phrase")
            if any(finds(pattern, text) for pattern in own[1] + of_first[1]):
                return Choice(place, "pattern")
        best = None
        for place, when in answers:
            own, of_first = own_and_first(when, language, first)
            for word in own[0] + of_first[0]:
                phrase = normal_form(word)
                if len(phrase) >= 3 and f" {phrase} " in f" {message} " and (best is None or len(phrase) > best[0]):
                    best = (len(phrase), place)
        if best is not None:
            return Choice(best[1], "within")
        alike = None
        for place, when in answers:
            own, _ = own_and_first(when, language, first)
            for word in own[0] + titles(when, language):
                phrase = normal_form(word)
                ratio = fuzz.ratio(message, phrase)
                if len(phrase) >= 4 and ratio >= similarity and (alike is None or ratio > alike[0]):
                    alike = (ratio, place)
        if alike is not None:
            return Choice(alike[1], "alike", alike[0])
    for place, one in enumerate(targets):
        if one.default:
            return Choice(place, "default")
    return None
