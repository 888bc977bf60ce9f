"""Quotes that are part of a text, texts that show nothing, and several words of an answer in one.

The rule is declared by `source`, which finds the texts that a ` #` cut short: one code for what looks wrong in a text.
"""

from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import Finding, Path, plural
from routecfg.disclosure import quoted, shown
from routecfg.model import DecisionTree, Object, Settings
from routecfg.rules.support.answers import answers_in
from routecfg.rules.support.joined_words import joined_words
from routecfg.rules.support.text_scan import scanned
from routecfg.source import SUSPICIOUS_TEXT
from routecfg.templates import Place, Use, texts_of_decision

RULE = SUSPICIOUS_TEXT

_DOUBLE: Final = '"“”„‟«»'
_CURLY_DOUBLE: Final = _DOUBLE[1:]
_SINGLE_AROUND: Final = (("‘", "’"), ("‚", "‘"), ("‚", "’"))
_READ_BY_PEOPLE: Final = frozenset((Use.MESSAGE, Use.TICKET, Use.LABEL))
_COUNTED: Final = frozenset((Use.SAVED, Use.HEADER))


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """Each text that begins or ends with a quote that hardly belongs to it, each that consists of spaces, and each
    answer with several words in one item of its list."""
    yield from _several_words(kind, name, item)
    scan = scanned(item)
    for place in (*scan.filled, *scan.as_written):
        path = (kind, name, *place.path)
        if place.use in _READ_BY_PEOPLE:
            if not _quotes_go_on(item, place):
                yield from _quotes(path, place.text)
        elif place.use in _COUNTED and place.text and not place.text.strip():
            what = "this header" if place.use is Use.HEADER else "what is saved here"
            help_ = 'write what you mean; an empty text is `""`, and nothing is `null`'
            yield RULE.at(path, f"{what} consists of spaces only, and still counts as something", help=help_)


def _several_words(kind: str, name: str, item: Object) -> Iterator[Finding]:
    for answers in answers_in(kind, name, item):
        for index, target in enumerate(answers.targets):
            found = joined_words(target.when) if target.when is not None else []
            if not found:
                continue
            where, words, lost = found[0]
            path = (*answers.place(index), "when", *where)
            items = shown(", ".join(f'"{word}"' if " " in word else word for word in words), path)
            as_items = "as items of their own" if items.endswith("…") else f"as items: {items}"
            more = f", and {plural(len(found) - 1, 'more item')} of this answer" if len(found) > 1 else ""
            yield RULE.at(
                path,
                f"this is one phrase{more}: it fits whoever writes all of it, and not whoever writes only "
                f"{quoted(lost, path)}",
                help=f"if each word is meant, write them {as_items}; if not, leave out what stands "
                "between them, since punctuation does not count in answers",
            )


def _quotes_go_on(item: Object, place: Place) -> bool:
    """Whether what is quoted may go on in another message of the decision, which has a quote too many as well."""
    if not isinstance(item, DecisionTree) or place.use is not Use.MESSAGE or _marks(place.text) % 2 == 0:
        return False
    decision = next(decision for decision in item.decisions if decision.name == place.path[1])
    texts = (text for text in texts_of_decision(decision) if text.use is Use.MESSAGE)
    return sum(_marks(text.text) % 2 for text in texts if text.path[-1] == place.path[-1]) > 1


def _marks(text: str) -> int:
    return sum(text.count(mark) for mark in _DOUBLE)


def _quotes(path: Path, text: str) -> Iterator[Finding]:
    first, last = text[:1], text[-1:]
    if not text or (first not in _DOUBLE and last not in _DOUBLE and (first, last) not in _SINGLE_AROUND):
        return
    inside = _marks(text)
    if (first in _CURLY_DOUBLE and last in _CURLY_DOUBLE and inside == 2) or (first, last) in _SINGLE_AROUND:
        yield RULE.at(
            path,
            f"the curly quotes around {quoted(text, path)} are part of the text, and people read them",
            help='put straight quotes, `"`, in their place, or around them if people are to read them',
        )
    elif inside == 1 and not (last == '"' and text[-2:-1].isdigit()):
        mark = first if first in _DOUBLE else last
        where = "beginning" if first in _DOUBLE else "end"
        yield RULE.at(
            path,
            f"there is a single {mark} at the {where} of {quoted(text, path)}: people read it as a part of the text",
            help="take it out, or write the one that is missing",
        )
