"""Faults of answers: patterns that do not work or fit too much, phrases that others take, no default."""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from planted.ground import Draft, Places, Planter, Spot, Values
from routecfg.model import Decision, DecisionTree, names_in

Fits: TypeAlias = Callable[[Decision], bool]

BROKEN: Final = (
    "/(?=planted)/",
    "/(?<!un)planted/i",
    r"/(p)lanted\1/",
    "/(planted/",
    "/planted)/",
    "/[planted/",
    "/*planted*/",
    "/planted++/",
    "/planted{3,2}/",
    "/[z-a]planted/",
    r"/planted\Z/",
    r"/pl\u00e1nted/",
    r"/planted\/",
    "/(?>planted)/",
)
CONTAINED: Final = (
    ("/[0-9]{9}/", "/^PL[0-9]{10}$/"),
    ("/planted/i", "/^planted (one|two)$/"),
    (r"/\bsown?\b/", "/^sow(n)$/"),
    ("/^[a-z]+-[0-9]+$/", "/^abc-[0-9]{3}$/"),
    ("/seed.*ling/s", "/seed[a-z ]{1,9}ling/"),
)
OVERLAPPING: Final = (
    ("/^[0-9]{10,12}$/", "/^[0-9]{12,14}$/"),
    ("/^plant[a-m]+$/", "/^PLANT[h-z]+$/i"),
    ("/planted|sown/i", "/sown|grown/i"),
    ("/^(ab|abc)d?$/", "/^(abcd|xyz)$/"),
)
EVERYTHING: Final = ("/.*/", "/./s", "/.+/i", "/^/", "/[^#]*/", r"/\S/", "/(a|.)+/", "/^.*$/m", "/$/", "/(planted)?/")
SLOW: Final = ("/^(planted ?)+(p?l?)*$/", "/^([0-9]+,?)*$/", r"/(\w+\s?)+!$/", "/^(([a-z])+-?)+[0-9]$/", "/([a-z]+)*@/")
SHORT: Final = ("no", "not")
"""A word that is an answer in English and means something else in Czech, and one that does in German."""


def pattern_that_does_not_work(draft: Draft) -> Places:
    broken = draft.chance.choice(BROKEN)
    when: Values = {"pattern": broken}
    if draft.chance.random() < 0.3:
        when = {"similar": ["planted"], "languages": {"cs": broken}}
    name = draft.one_of("target_sets", lambda item: ("target_sets", item) in draft.ground.linked)
    if name is not None and draft.chance.random() < 0.2:
        targets = draft.edit("target_sets", name)["targets"]
        targets.append({"when": when, "to": draft.queue()})
        return (f"/target_sets/{name}/targets/{len(targets) - 1}",)
    spot = _waiting(draft)
    return () if spot is None else (_add(spot, when, draft.chance.randint(0, len(spot.values["targets"]))),)


def phrase_of_an_earlier_answer(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    words = [
        (index, language, word)
        for index, target in enumerate(spot.decision.targets)
        if target.when is not None
        for language, each in (("", target.when.similar), *target.when.languages.items())
        if not isinstance(each, str)
        for word in each
    ]
    if not words:
        return ()
    index, language, word = draft.chance.choice(words)
    word = draft.chance.choice([word, word.upper(), f"{word}!", f" {word.title()} "])
    when: Values = {"similar": ["planted", word]}
    if language:
        when = {"similar": ["planted"], "languages": {language: [word]}}
    return (_add(spot, when, draft.chance.randint(index + 1, len(spot.decision.targets))),)


def pattern_that_takes_a_phrase(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    words = [
        (index, word)
        for index, target in enumerate(spot.decision.targets)
        if target.when is not None
        for word in target.when.similar
        if word.isascii()
    ]
    if not words:
        return ()
    index, word = draft.chance.choice(words)
    form = draft.chance.choice([r"/\b{}\b/i", "/{}/", "/^{}$/m", "/{}|planted/i"])
    _add(spot, {"pattern": form.format(re.escape(word))}, 0)
    return (f"{spot.pointer}/targets/{index + 1}",)


def pattern_in_another(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    wide, narrow = draft.chance.choice(CONTAINED)
    _add(spot, {"pattern": wide}, 0)
    when: Values = {"pattern": narrow}
    if draft.chance.random() < 0.3:
        when = {"similar": ["planted-2"], "languages": {draft.chance.choice(["cs", "de"]): narrow}}
    return (_add(spot, when, draft.chance.randint(1, len(spot.values["targets"])), "planted-2"),)


def patterns_that_overlap(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    one, other = draft.chance.choice(OVERLAPPING)
    _add(spot, {"pattern": one}, 0)
    place = draft.chance.randint(1, len(spot.values["targets"]))
    return (_add(spot, {"pattern": other}, place, "planted-2"),)


def pattern_for_everything(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    pattern = draft.chance.choice(EVERYTHING)
    when: Values = {"pattern": pattern}
    if draft.chance.random() < 0.3:
        when = {"similar": ["planted"], "languages": {"cs": pattern}}
    return (_add(spot, when, 0),)


def pattern_that_is_slow_elsewhere(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    when = {"pattern": draft.chance.choice(SLOW)}
    return (_add(spot, when, draft.chance.randint(0, len(spot.values["targets"]))),)


def no_default(draft: Draft) -> Places:
    spot = _waiting(draft, lambda item: any(target.default for target in item.targets) and len(item.targets) > 1)
    if spot is None:
        return ()
    targets = spot.values["targets"]
    place = next(index for index, target in enumerate(targets) if target.get("default"))
    if "when" in targets[place]:
        del targets[place]["default"]
    else:
        spot.beside("planted", targets=[{"to": targets[place]["to"]}])
        targets[place] = {"when": {"similar": ["planted"]}, "to": {"decision": "planted"}}
    return (spot.pointer,)


def several_words_in_one(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    words = draft.chance.choice(["seed, sprout", "seedling; sprout; bud", "seed / sprout", "small seed, sprout"])
    when: Values = {"similar": ["sown", words]}
    where = "similar/1"
    if draft.chance.random() < 0.3:
        when, where = {"similar": ["sown"], "languages": {"cs": [words]}}, "languages/cs/0"
    return (f"{_add(spot, when, 0)}/when/{where}",)


def title_in_other_capitals(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None or sum("button" in target.get("when", {}) for target in spot.values["targets"]) > 7:
        return ()
    first, second = draft.chance.choice([("Seed", "SEED"), ("Seed", "Seed!"), ("Seed", "séed")])
    _add(spot, {"button": {"title": first}}, 0)
    return (f"{_add(spot, {'button': {'title': second}}, 1, 'planted-2')}/when/button/title",)


def pattern_in_place_of_a_default(draft: Draft) -> Places:
    spot = draft.decision(lambda _tree, item: _waits(item) and not item.also)
    if spot is None or draft.estate.decision_trees[spot.tree].also:
        return ()
    targets = spot.values["targets"]
    places = [place for place, target in enumerate(targets) if target.get("default")]
    if len(places) != 1 or "when" in targets[places[0]]:
        return ()
    goal = targets.pop(places[0])["to"]
    targets.append({"when": {"pattern": draft.chance.choice(["/.*/", "/(?s).*/", "/^/"])}, "to": goal})
    return (f"{spot.pointer}/targets/{len(targets) - 1}/when/pattern",)


def short_word_with_another_meaning(draft: Draft) -> Places:
    languages = spoken(draft)
    spot = draft.decision(
        lambda tree, item: _waits(item) and not {"cs", "de"}.isdisjoint(languages[_name(draft, tree)])
    )
    if spot is None:
        return ()
    return (_add(spot, {"similar": ["planted", *SHORT]}, draft.chance.randint(0, len(spot.values["targets"]))),)


def set_that_ends_free_text(draft: Draft) -> Places:
    spot = _waiting(draft)
    end = draft.one_of("terminates")
    if spot is None or end is None:
        return ()
    targets = [{"when": {"similar": ["planted goodbye"]}, "to": {"terminate": end}}]
    draft.add("target_sets", "planted", {"targets": targets})
    kept: Values = draft.chance.choice(
        [
            {"save_data": {"planted": "{{ text }}"}},
            {"create_ticket": {"title": "Planted", "category": "planted", "comment": "It says: {{text | upper}}"}},
        ]
    )
    draft.add("ticket_categories", "planted", {"title": "Planted"})
    spot.values["targets"].insert(0, {"when": {"similar": ["planted"]}, "to": {"decision": "planted"}})
    spot.beside("planted-2", actions=[kept], targets=[{"to": draft.queue()}])
    asking = spot.beside("planted", also=["planted"], targets=[{"to": {"decision": "planted-2"}, "default": True}])
    return (asking,)


def _waits(decision: Decision) -> bool:
    """Whether a chat surely waits here for one of several answers."""
    plain = all(action.target is None and action.condition is None for action in decision.actions)
    return plain and bool(decision.targets) and not any(target.immediate for target in decision.targets)


def _waiting(draft: Draft, fits: Fits = lambda _: True) -> Spot | None:
    return draft.decision(lambda _tree, decision: _waits(decision) and fits(decision))


def _add(spot: Spot, when: Values, place: int, name: str = "planted") -> str:
    """A new answer at this place, which leads where no other does; the pointer to it."""
    goal = dict(spot.values["targets"][-1]["to"])
    spot.beside(name, targets=[{"to": goal}])
    spot.values["targets"].insert(place, {"when": when, "to": {"decision": name}})
    return f"{spot.pointer}/targets/{place}"


def _name(draft: Draft, tree: DecisionTree) -> str:
    return next(name for name, other in draft.estate.decision_trees.items() if other is tree)


def spoken(draft: Draft) -> dict[str, set[str]]:
    """The languages of the lines that lead to each tree by names."""
    found: dict[str, set[str]] = {name: set() for name in draft.estate.decision_trees}
    for line, routing in draft.estate.inbound_routings.items():
        waiting: list[tuple[str, str]] = [("inbound_routings", line)]
        seen = set(waiting)
        while waiting:
            kind, name = waiting.pop()
            if kind == "decision_trees":
                found[name].update(routing.languages or ("cs", "de"))
            new = {item for item in names_in(draft.estate.of(kind)[name]) if item[0] != "decision"} - seen
            seen |= new
            waiting += sorted(new)
    return found


PLANTERS: Final[tuple[tuple[str, Planter], ...]] = (
    ("RC401", pattern_that_does_not_work),
    ("RC402", phrase_of_an_earlier_answer),
    ("RC402", pattern_that_takes_a_phrase),
    ("RC402", pattern_in_another),
    ("RC403", patterns_that_overlap),
    ("RC402", title_in_other_capitals),
    ("RC404", pattern_for_everything),
    ("RC404", pattern_in_place_of_a_default),
    ("RC608", several_words_in_one),
    ("RC405", pattern_that_is_slow_elsewhere),
    ("RC406", no_default),
    ("RC407", short_word_with_another_meaning),
    ("RC408", set_that_ends_free_text),
)
