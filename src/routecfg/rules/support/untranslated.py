"""Which texts have no variant for customers of a language: a digest that stays the same while texts are edited."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from routecfg.diagnostics import Path
from routecfg.model import Estate, base_language, variant_for
from routecfg.rules.support.customer_texts import CustomerText, literal_part

MOST_PLACES: Final = 5
"""Texts of which is said where they stand."""


class Untranslated(NamedTuple):
    """How many texts of an object, or of a decision, lack a variant, and where the first few of them stand."""

    number: int
    places: tuple[Path, ...]


Node: TypeAlias = tuple[str, str, str]
"""Where customers read texts: a kind, a name, and in a decision tree the name of the decision."""


def untranslated(
    estate: Estate, texts: Iterable[CustomerText], languages: Iterable[str], known: Sequence[str]
) -> dict[str, dict[Node, Untranslated]]:
    """For each of these languages, the texts that lack it, by where customers read them.

    `known` are the project's languages; the first is that of texts without a variant. A text with a variant for another
    language is left out: RC802 reports it, since that variant is most likely the one that is missing. The text of a
    template counts where a terminate sends it. A text without words, such as `{{ item.count }} x {{ item.name }}`,
    needs no variant.
    """
    bases = {base_language(language) for language in known}
    first = base_language(known[0])
    others = sorted({language for language in languages if base_language(language) != first})
    found: dict[str, dict[Node, Untranslated]] = {language: {} for language in others}
    if not others:
        return found
    senders: dict[str, list[str]] = {}
    for name, terminate in estate.terminates.items():
        if terminate.auto_response is not None:
            senders.setdefault(terminate.auto_response, []).append(name)
    for text in texts:
        missing = [language for language in others if variant_for(language, text.languages) is None]
        if not missing or any(base_language(language) not in bases for language in text.languages):
            continue
        if any(map(str.isalpha, literal_part(text.text))):
            for node in _nodes(text, senders):
                for language in missing:
                    number, places = found[language].get(node, (0, ()))
                    more = (text.text_path,) if number < MOST_PLACES else ()
                    found[language][node] = Untranslated(number + 1, (*places, *more))
    return found


def without_texts(texts: Iterable[CustomerText], languages: Iterable[str]) -> tuple[str, ...]:
    """Those of these languages for which no text has a variant."""
    written = {language: True for text in texts for language in text.languages}
    return tuple(sorted(language for language in languages if variant_for(language, written) is None))


def _nodes(text: CustomerText, senders: Mapping[str, list[str]]) -> list[Node]:
    """Where customers read a text."""
    kind, name = str(text.path[0]), str(text.path[1])
    if kind == "templates":
        return [("terminates", sender, "") for sender in senders.get(name, ())]
    return [(kind, name, str(text.path[3]) if kind == "decision_trees" else "")]
