"""What customers of a language may answer, out of the variants of an answer."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from routecfg.model import Answer, Label, base_language, variant_for


class Spoken(NamedTuple):
    """What customers of one language may do to choose an answer.

    `words` and `patterns` are those of the language, `foreign_words` and `foreign_patterns` those of the project's
    first language, which everyone may use. `title` is what their button bears, `foreign_title` what it bears in the
    first language.
    """

    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    foreign_words: tuple[str, ...] = ()
    foreign_patterns: tuple[str, ...] = ()
    title: str | None = None
    foreign_title: str | None = None


def spoken(answer: Answer, language: str, first: str) -> Spoken:
    """What customers of `language` may do, in a project whose first language is `first`.

    A button that is generated has no title here: see `Targets`.
    """
    written = tuple(_sorted_out(answer.languages, language))
    in_first = (answer.similar, _patterns(answer.pattern)), *_sorted_out(answer.languages, first)
    speaks_first = language == first or (not written and base_language(language) == first)
    own = (*in_first, *written) if speaks_first else written
    foreign = () if speaks_first else in_first
    label = answer.button if isinstance(answer.button, Label) else None
    return Spoken(
        *_joined(own),
        *_joined(foreign),
        None if label is None else variant_for(language, label.languages) or label.title,
        None if label is None else variant_for(first, label.languages) or label.title,
    )


def _sorted_out(
    languages: Mapping[str, str | tuple[str, ...]], language: str
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words and the patterns of a variant, if there is one."""
    found = variant_for(language, languages) if languages else None
    if found:
        yield ((), (found,)) if isinstance(found, str) else (found, ())


def _patterns(pattern: str | None) -> tuple[str, ...]:
    return () if pattern is None else (pattern,)


def _joined(both: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = tuple(word for each, _ in both for word in each)
    return tuple(dict.fromkeys(words)), tuple(dict.fromkeys(pattern for _, each in both for pattern in each))
