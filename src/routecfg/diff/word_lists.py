"""Lists of words whose order means nothing: what came and what went is all there is to say."""

from collections.abc import Callable, Iterator, Sequence

from routecfg.diff import labels
from routecfg.diff.at import At
from routecfg.diff.difference import Detail


def list_changes(
    before: Sequence[str],
    after: Sequence[str],
    at: At,
    in_words: Callable[[tuple[str, ...]], str | None] = labels.value_words,
) -> Iterator[Detail]:
    """What is in one list and not in the other."""
    came, went = tuple(sorted(set(after) - set(before))), tuple(sorted(set(before) - set(after)))
    if went:
        yield Detail("removed", at.path, at.words, before=at.shown(went, in_words(went)))
    if came:
        yield Detail("added", at.path, at.words, after=at.shown(came, in_words(came)))


def language_list_changes(before: Sequence[str], after: Sequence[str], at: At) -> Iterator[Detail]:
    """Languages that are spoken. Where the first one or the order of the others changed, the lists are shown whole."""
    still = [language for language in before if language in after]
    if before[:1] == after[:1] and still == [language for language in after if language in before]:
        yield from list_changes(before, after, at)
    else:
        yield at.detail(tuple(before), tuple(after))
