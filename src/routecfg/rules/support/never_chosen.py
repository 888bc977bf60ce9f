"""Answers that no customer can choose, whatever is typed or pressed: others are tried first and fit."""

from collections.abc import Collection

from routecfg.rules.support.answers import AnswersHere, Pattern
from routecfg.rules.support.pattern_pairs import MOST_PAIRS, compared


def never_chosen(answers: AnswersHere, asked: Collection[int]) -> set[int]:
    """Of the targets asked about, those whose answers are never chosen; as a default they may still be taken.

    A button can always be pressed. Behind a pattern that everybody understands and that fits everything nothing that
    is typed gets through; else each pattern of the target must be contained in an earlier one, and words must be none,
    since a word may also stand inside a message. Only what a few comparisons show is found.
    """
    from routecfg.answers import example_of, fault, unfitted

    found: set[int] = set()
    working = [pattern for pattern in answers.patterns if fault(pattern.text) is None]
    for_all = [pattern for pattern in working if pattern.language is None]
    pairs = 0
    for target in sorted(asked):
        when = answers.targets[target].when
        if when is None or when.button:
            continue
        earlier = [pattern for pattern in for_all if pattern.target < target]
        if any(unfitted(pattern.text) is None for pattern in earlier):
            found.add(target)
            continue
        own = [pattern for pattern in working if pattern.target == target]
        words = when.similar or any(not isinstance(variant, str) for variant in when.languages.values())
        pairs += len(earlier) * len(own)
        if words or pairs > MOST_PAIRS:
            continue
        if all(example_of(each.text) is None or any(_contains(other, each) for other in earlier) for each in own):
            found.add(target)
    return found


def _contains(earlier: Pattern, later: Pattern) -> bool:
    from routecfg.answers import beyond

    return compared(earlier, later) and beyond(earlier.text, later.text) is None
