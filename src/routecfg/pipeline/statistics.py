"""What an estate is made of, in numbers."""

from collections import Counter

import msgspec

from routecfg.graph import build, distances
from routecfg.model import ALL_KINDS, Estate, Settings, Target
from routecfg.rules.support.customer_texts import customer_texts


class Texts(msgspec.Struct, frozen=True):
    """How many texts customers read in a language, and how many characters these are, templates included."""

    texts: int
    characters: int


class Statistics(msgspec.Struct, frozen=True):
    """The numbers of an estate.

    `objects` are counted by kind. `answers` are the ways to choose a target: `words` counts those with words or
    phrases, `patterns`, `buttons`, and `defaults`; one answer may be several of these. `texts` are counted by language:
    what stands without one is the first. `farthest` is the path from the decision from which a person is the most
    messages away, and `messages` is how many; `stranded` decisions, of the `reachable` ones, lead to no person. `ends`
    are the ways that end a chat, by the kind of where they lead, and `to_a_person` is the share of them that lead to a
    queue, None if there is none.
    """

    objects: dict[str, int]
    decisions: int
    answers: dict[str, int]
    texts: dict[str, Texts]
    reachable: int
    stranded: int
    messages: int
    farthest: tuple[str, ...]
    ends: dict[str, int]
    to_a_person: float | None


def statistics(estate: Estate, settings: Settings) -> Statistics:
    """Counts the objects that are complete. Where customers get to is looked at as if any hour and any data may be."""
    trees = estate.decision_trees.values()
    targets = [target for tree in trees for decision in tree.decisions for target in decision.targets]
    targets += [target for answers in estate.target_sets.values() for target in answers.targets]
    way = distances(build(estate))
    ends = sum(way.ends.values())
    return Statistics(
        {kind: len(estate.of(kind)) for kind in ALL_KINDS},
        sum(len(tree.decisions) for tree in trees),
        _answers(targets),
        _texts(estate, settings),
        way.reachable,
        way.stranded,
        way.messages,
        tuple(node.full_name for node in way.farthest),
        way.ends,
        round(way.ends["queues"] / ends, 4) if ends else None,
    )


def _answers(targets: list[Target]) -> dict[str, int]:
    counts = dict.fromkeys(("words", "patterns", "buttons", "defaults"), 0)
    for target in targets:
        counts["defaults"] += target.default
        if target.when is not None:
            counts["words"] += bool(target.when.similar)
            counts["patterns"] += target.when.pattern is not None
            counts["buttons"] += bool(target.when.button)
    return counts


def _texts(estate: Estate, settings: Settings) -> dict[str, Texts]:
    texts: Counter[str] = Counter(dict.fromkeys(settings.languages, 0))
    characters: Counter[str] = Counter()
    for text in customer_texts(estate):
        for language, words in ((settings.languages[0], text.text), *text.languages.items()):
            texts[language] += 1
            characters[language] += len(words)
    return {language: Texts(count, characters[language]) for language, count in texts.items()}
