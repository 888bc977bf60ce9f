"""Lists of words whose order means nothing: what came and what went is all there is to say."""

from collections.abc import Callable, Iterator, Sequence

from routecfg.diff import labels
from routecfg.diff.at import At
from routecfg.diff.difference import Detail


def list_changes(
    before: Sequence[str],
    after: Sequence[str],
    at: At,
    in_words: Callable[[tuple[str, ...]], str | None] | None = None,
) -> Iterator[Detail]:
    """What is in one list and not in the other. `in_words` describes some items; without it they are texts of users."""
    came, went = tuple(sorted(set(after) - set(before))), tuple(sorted(set(before) - set(after)))
    words = (in_words(went), in_words(came)) if in_words is not None else labels.list_words(went, came)
    if went:
        yield Detail("removed", at.path, at.words, before=at.shown(went, words[0]))
    if came:
        yield Detail("added", at.path, at.words, after=at.shown(came, words[1]))


def language_list_changes(before: Sequence[str], after: Sequence[str], at: At) -> Iterator[Detail]:
    """Languages that are spoken. Where the first one or the order of the others changed, the lists are shown whole."""
    still = [language for language in before if language in after]
    if before[:1] == after[:1] and still == [language for language in after if language in before]:
        yield from list_changes(before, after, at)
    else:
        yield at.detail(tuple(before), tuple(after))
