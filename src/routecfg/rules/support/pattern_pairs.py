"""Which patterns of a decision are worth comparing with each other."""

from collections.abc import Iterator
from typing import Final

from routecfg.model import base_language, variant_for
from routecfg.rules.support.answers import AnswersHere, Pattern

MOST_PAIRS: Final = 2000
"""Pairs of patterns that are compared in one decision. A decision that people write has some dozens."""


def pattern_pairs(answers: AnswersHere, first: str) -> Iterator[tuple[Pattern, Pattern, str]]:
    """Each pair of patterns that lead a customer of some language to different places, the earlier one first.

    Left out are patterns that do not work, and those that fit everything: they are faults of their own. Pairs come by
    the later pattern, at most `MOST_PAIRS` of them.
    """
    from routecfg.answers import fault, fits_everything

    working = [
        pattern for pattern in answers.patterns if fault(pattern.text) is None and not fits_everything(pattern.text)
    ]
    number = 0
    for place, later in enumerate(working):
        for earlier in working[:place]:
            if earlier.target == later.target:
                continue
            for language in _languages(earlier, later, first):
                if answers.leads(earlier.target, language) == answers.leads(later.target, language):
                    continue
                if not _understood(answers, earlier, language, first) or not _understood(
                    answers, later, language, first
                ):
                    continue
                number += 1
                if number > MOST_PAIRS:
                    return
                yield earlier, later, language
                break


def too_many_pairs(answers: AnswersHere) -> bool:
    """Whether a decision has so many patterns that not all of them are compared."""
    number = len(answers.patterns)
    return number * (number - 1) // 2 > MOST_PAIRS


def covers(earlier: Pattern, later: Pattern, first: str) -> bool:
    """Whether all customers who may use the later pattern may use the earlier one."""
    return earlier.language in (None, first, later.language or first)


def compared(earlier: Pattern, later: Pattern) -> bool:
    """A quick look: False if the earlier pattern certainly does not contain the later one."""
    from routecfg.answers import example_of, fits

    example = example_of(later.text)
    return not isinstance(example, str) or fits(earlier.text, example)


def _languages(earlier: Pattern, later: Pattern, first: str) -> list[str]:
    """The languages whose customers may be the ones that use both patterns."""
    return list(dict.fromkeys((later.language or first, earlier.language or first)))


def _understood(answers: AnswersHere, pattern: Pattern, language: str, first: str) -> bool:
    """Whether customers of a language may use a pattern."""
    if pattern.language is None or pattern.language in (first, language):
        return True
    when = answers.targets[pattern.target].when
    if when is None or pattern.language != base_language(language):
        return False
    return variant_for(language, when.languages) == pattern.text
