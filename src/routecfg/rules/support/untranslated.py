"""Which texts have no variant for customers of a language: a digest that stays the same while texts are edited."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

import msgspec

from routecfg.diagnostics import Path
from routecfg.model import Object, base_language, variant_for
from routecfg.rules.support.customer_texts import CustomerText, languages_in, literal_part, texts_in

MOST_PLACES: Final = 5
"""Texts of which is said where they stand."""


class Untranslated(NamedTuple):
    """How many texts of an object, or of a decision, lack a variant, and where the first few of them stand."""

    number: int
    places: tuple[Path, ...]


Node: TypeAlias = tuple[str, str, str]
"""Where customers read texts: a kind, a name, and in a decision tree the name of the decision."""


class Alike(NamedTuple):
    """Texts in a row that have variants for the same languages, of a decision or of an object without decisions.

    `places` are those of the first few.
    """

    decision: str
    languages: tuple[str, ...]
    number: int
    places: tuple[Path, ...]


class Words(msgspec.Struct, frozen=True, array_like=True):
    """The languages that texts of an object have variants for, and the texts that may lack one."""

    languages: tuple[str, ...]
    lacking: tuple[Alike, ...]


WordsOf: TypeAlias = Mapping[str, Mapping[str, Words]]
"""The words of objects, by kind and name."""


def variants_needed(known: Sequence[str], spoken: Iterable[str] = ()) -> frozenset[str] | None:
    """The variants of a text that lacks none. `known` are the project's languages, the first that of the text itself.

    None if a customer speaks a language for which these variants are not enough, so that any text may lack one.
    """
    first = base_language(known[0])
    needed = frozenset(language for language in known if base_language(language) != first)
    variants = dict.fromkeys(needed, True)
    others = (language for language in spoken if base_language(language) != first)
    return needed if all(variant_for(language, variants) for language in others) else None


def words_of(kind: str, name: str, item: Object, known: Sequence[str], needed: frozenset[str] | None) -> Words | None:
    """The words of an object; None if customers read no text of it. `known` are the project's languages.

    Texts with all the variants that are `needed` lack none. A text with a variant for another language is left out:
    RC802 reports it, since that variant is most likely the one that is missing. A text without words, such as
    `{{ item.count }} x {{ item.name }}`, needs no variant, and is left out, too.
    """
    texts = texts_in(kind, name, item)
    if not texts:
        return None
    written = languages_in(texts)
    if needed is not None:
        texts = [text for text in texts if not needed <= text.languages.keys()]
    bases = {base_language(language) for language in known}
    rows = groupby(
        (text for text in texts if bases.issuperset(map(base_language, text.languages)) and _has_words(text)),
        lambda text: (str(text.path[3]) if kind == "decision_trees" else "", tuple(text.languages)),
    )
    return Words(tuple(sorted(written)), tuple(_alike(*key, list(same)) for key, same in rows))


def _has_words(text: CustomerText) -> bool:
    return any(map(str.isalpha, literal_part(text.text)))


def _alike(decision: str, languages: tuple[str, ...], texts: Sequence[CustomerText]) -> Alike:
    return Alike(decision, languages, len(texts), tuple(text.text_path for text in texts[:MOST_PLACES]))


def untranslated(
    words: WordsOf, auto_responses: Mapping[str, str], languages: Iterable[str], known: Sequence[str]
) -> dict[str, dict[Node, Untranslated]]:
    """For each of these languages, the texts that lack it, by where customers read them.

    `known` are the project's languages; the first is that of texts without a variant. The text of a template counts
    where a terminate sends it: `auto_responses` are the templates of terminates.
    """
    first = base_language(known[0])
    others = sorted({language for language in languages if base_language(language) != first})
    found: dict[str, dict[Node, Untranslated]] = {language: {} for language in others}
    if not others:
        return found
    senders: dict[str, list[str]] = {}
    for name, template in auto_responses.items():
        senders.setdefault(template, []).append(name)
    lacking: dict[tuple[str, ...], list[str]] = {}
    for kind, objects in words.items():
        for name, each in objects.items():
            for alike in each.lacking:
                if alike.languages not in lacking:
                    variants = dict.fromkeys(alike.languages, True)
                    lacking[alike.languages] = [code for code in others if variant_for(code, variants) is None]
                missing = lacking[alike.languages]
                for node in _nodes(kind, name, alike, senders) if missing else ():
                    for language in missing:
                        number, places = found[language].get(node, (0, ()))
                        places = (*places, *alike.places)[:MOST_PLACES]
                        found[language][node] = Untranslated(number + alike.number, places)
    return found


def without_texts(words: WordsOf, languages: Iterable[str]) -> tuple[str, ...]:
    """Those of these languages for which no text has a variant."""
    written = {code: True for objects in words.values() for each in objects.values() for code in each.languages}
    return tuple(sorted(language for language in languages if variant_for(language, written) is None))


def _nodes(kind: str, name: str, alike: Alike, senders: Mapping[str, list[str]]) -> list[Node]:
    """Where customers read texts."""
    if kind == "templates":
        return [("terminates", sender, "") for sender in senders.get(name, ())]
    return [(kind, name, alike.decision)]
