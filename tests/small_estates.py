"""Estates as values for tests of the production form: one small shop, and random ones that are valid."""

from copy import deepcopy
from datetime import date
from typing import Any, Final

from hypothesis import strategies as some

from routecfg.bundle import Bundle, canonical, compile_bundle, to_json
from routecfg.model import Estate, Settings, build_file, build_project

Values = dict[str, Any]

TODAY: Final = date(2026, 7, 1)

PROJECT: Final[Values] = {
    "routecfg": 1,
    "timezone": "Europe/Prague",
    "languages": ["en", "cs"],
    "secrets": {"crm_key": {"env": "CRM_KEY"}},
    "allow_hosts": ["crm.shop.example"],
}

SHOP: Final[Values] = {
    "inbound_routings": {
        "line": {
            "title": "The line",
            "api_token": {"env": "AMIO_TOKEN"},
            "channel_id": "6487021345678901234",
            "number": "+420222333444",
            "next_destination": {"time_condition": "hours"},
        }
    },
    "time_groups": {
        "hours": {
            "title": "Opening hours",
            "include": [
                {"days": "mon-fri", "hours": "08:00-18:00"},
                {"days": ["sat"], "hours": ["13:00-15:00", "09:00-12:00"]},
            ],
            "exclude": [{"holidays": "CZ"}, {"group": "inventory"}],
            "special": [{"dates": "12-24", "hours": "09:00-12:00"}, {"dates": "2026-11-30", "hours": "closed"}],
        },
        "inventory": {"title": "Inventory", "timezone": "Europe/London", "include": [{"dates": ["01-02", "07-01"]}]},
    },
    "time_conditions": {
        "hours": {
            "title": "Open or closed",
            "time_group": "hours",
            "if_time_matches": {"decision_tree": "menu"},
            "if_time_does_not_match": {"terminate": "closed"},
        }
    },
    "target_sets": {
        "people": {
            "targets": [
                {"when": {"similar": ["human", "agent"], "languages": {"cs": ["člověk"]}}, "to": {"queue": "support"}}
            ]
        }
    },
    "decision_trees": {
        "menu": {
            "title": "Main menu",
            "also": ["people"],
            "decisions": {
                "welcome": {
                    "title": "Welcome",
                    "actions": [
                        {"send_message": {"text": "Hello {{ contact.name }}!", "languages": {"cs": "Dobrý den!"}}}
                    ],
                    "targets": [
                        {"when": {"pattern": "/[0-9]{6}/"}, "to": {"decision": "order"}},
                        {"when": {"button": {"title": "Questions"}, "similar": ["faq"]}, "to": {"decision": "faq"}},
                        {"when": {"button": True}, "to": {"decision": "complaint"}, "default": True},
                    ],
                },
                "order": {
                    "title": "Look the order up",
                    "actions": [
                        {"save_data": {"number": "{{ text }}", "tries": 1}},
                        {
                            "request": {
                                "url": "https://api.shop.example/{{ number | urlencode }}?key={{ secrets.crm_key }}",
                                "save_as": "order",
                            }
                        },
                        {
                            "condition": {
                                "if": "order.open",
                                "then": [
                                    {
                                        "loop": {
                                            "each": "order.items",
                                            "as": "item",
                                            "do": [{"send_message": {"text": "{{ item.name }}"}}],
                                        }
                                    }
                                ],
                                "else": [{"target": {"queue": "support"}}],
                            }
                        },
                    ],
                    "targets": [{"to": {"decision": "welcome"}}],
                },
                "complaint": {
                    "title": "Complaint",
                    "actions": [
                        {"create_ticket": {"title": "Complaint", "category": "orders", "comment": "{{ text }}"}}
                    ],
                    "targets": [{"to": {"queue": "support"}, "languages": {"cs": {"queue": "support-cs"}}}],
                },
                "faq": {"title": "Frequent questions", "targets": [{"to": {"chatbot": "bot"}}]},
            },
        }
    },
    "chatbots": {
        "bot": {
            "title": "Bot",
            "chatbot_url": "https://bot.shop.example/in",
            "fallback": {"queue": "support"},
            "transfers": ["support-cs", "support"],
            "send_custom_fields": ["customer"],
        }
    },
    "terminates": {
        "closed": {
            "title": "Closed",
            "disconnection_cause": "out_of_time",
            "queue": "support",
            "auto_response": "closed",
        }
    },
    "queues": {
        "support": {"title": "Support", "id": 10001},
        "support-cs": {"title": "Support in Czech", "id": 10002},
    },
    "templates": {"closed": {"title": "Closed", "text": "We are closed."}},
    "ticket_categories": {"orders": {"title": "Orders"}},
    "custom_fields": {"customer": {"title": "Customer"}},
}


def shop() -> Values:
    """The shop, to be changed by a test."""
    return deepcopy(SHOP)


def estate_and_settings(values: Values, project: Values = PROJECT) -> tuple[Estate, Settings]:
    """Values as the model."""
    return build_file(values).estate, build_project(project)


def bundle(values: Values, project: Values = PROJECT, today: date = TODAY) -> Bundle:
    """Values as they would be released."""
    return compile_bundle(*estate_and_settings(values, project), today)


def content(item: Bundle) -> bytes:
    """What a bundle does to chats, whatever it was made with."""
    return canonical([to_json(item.estate), to_json(item.derived)])


_NAMING: Final = {
    "queues": ("queue", "transfers"),
    "decision_trees": ("decision_tree",),
    "time_groups": ("time_group",),
    "time_conditions": ("time_condition",),
    "inbound_routings": (),
    "decisions": ("decision",),
}
"""The fields that name what is renamed in a test."""


def rename(holder: Values, kind: str, was: str, name: str) -> None:
    """Renames an object of an estate, or a decision of a tree, and everything that names it; the order stays."""
    holder[kind] = {name if key == was else key: item for key, item in holder[kind].items()}
    waiting: list[Any] = [holder]
    while waiting:
        part = waiting.pop()
        for key, one in list(part.items() if isinstance(part, dict) else enumerate(part)):
            if key in _NAMING[kind] and isinstance(one, str):
                part[key] = name if one == was else one
            elif key in _NAMING[kind] and all(isinstance(other, str) for other in one):
                part[key] = [name if other == was else other for other in one]
            elif isinstance(one, dict | list):
                waiting.append(one)


_names = some.sampled_from(["a", "b", "c", "d"])
_words = some.lists(some.sampled_from(["yes", "no", "help", "2"]), min_size=1, max_size=3)
_texts = some.sampled_from(
    ["Hello", "Bye", "A text that is rather long, so that its words count one by one", "1", "x y"]
)
_data = some.one_of(_texts, some.none(), some.booleans(), some.integers(-3, 3), some.floats(-2, 2))


@some.composite
def small_estates(draw: some.DrawFn) -> Values:
    """A valid estate of a few objects that name each other."""
    queues = draw(some.lists(_names, min_size=1, unique=True))
    trees = draw(some.lists(_names, min_size=1, max_size=2, unique=True))
    groups = draw(some.lists(_names, max_size=2, unique=True))
    sets = draw(some.lists(_names, max_size=2, unique=True))
    outside = some.one_of(
        some.builds(lambda name: {"queue": name}, some.sampled_from(queues)),
        some.builds(lambda name: {"decision_tree": name}, some.sampled_from(trees)),
    )
    return {
        "inbound_routings": {
            "line": {
                "title": draw(_texts),
                "api_token": {"env": "TOKEN"},
                "channel_id": "1",
                "next_destination": draw(outside),
                "languages": draw(some.lists(some.sampled_from(["en", "cs"]), unique=True)),
            }
        },
        "time_groups": {name: draw(_groups()) for name in groups},
        "time_conditions": {
            name: {
                "title": draw(_texts),
                "time_group": name,
                "if_time_matches": draw(outside),
                "if_time_does_not_match": draw(outside),
            }
            for name in groups
        },
        "target_sets": {
            name: {"targets": draw(some.lists(_targets(outside, answered=True), min_size=1, max_size=2))}
            for name in sets
        },
        "decision_trees": {name: draw(_trees(outside, sets)) for name in trees},
        "queues": {name: {"title": draw(_texts), "id": draw(some.integers(0, 3))} for name in queues},
        "chatbots": {
            name: {
                "title": "Bot",
                "chatbot_url": "https://bot.example",
                "fallback": draw(outside),
                "transfers": draw(some.lists(some.sampled_from(queues))),
            }
            for name in draw(some.lists(_names, max_size=1))
        },
    }


@some.composite
def _groups(draw: some.DrawFn) -> Values:
    entries = some.lists(
        some.fixed_dictionaries(
            {"days": some.sampled_from(["mon-fri", ["sat", "sun"], ["mon"]])},
            optional={
                "hours": some.sampled_from(["08:00-18:00", ["09:00-12:00", "13:00-15:00"], "22:00-06:00"]),
                "dates": some.sampled_from(["12-24", ["2026-01-01..2026-02-01", "05-01"]]),
                "holidays": some.sampled_from(["CZ", {"country": "DE", "subdivision": "BY"}, {"country": "CZ"}]),
            },
        ),
        max_size=3,
    )
    return {"title": draw(_texts), "include": draw(entries), "exclude": draw(entries)}


@some.composite
def _trees(draw: some.DrawFn, outside: some.SearchStrategy[Values], sets: list[str]) -> Values:
    names = draw(some.lists(_names, min_size=1, max_size=3, unique=True))
    inside = some.one_of(outside, some.builds(lambda name: {"decision": name}, some.sampled_from(names)))
    also = some.lists(some.sampled_from(sets), max_size=2) if sets else some.just([])
    tree: Values = {
        "title": draw(_texts),
        "also": draw(also),
        "decisions": {
            name: {
                "title": draw(_texts),
                "actions": draw(some.lists(_actions(inside), max_size=3)),
                "targets": draw(some.lists(_targets(inside, answered=True), max_size=3)),
                "also": draw(also),
            }
            for name in names
        },
    }
    if draw(some.booleans()):
        tree["start"] = draw(some.sampled_from(names))
    return tree


@some.composite
def _targets(draw: some.DrawFn, to: some.SearchStrategy[Values], *, answered: bool) -> Values:
    kinds: Values = {
        "similar": _words,
        "pattern": some.sampled_from(["/a/", "/[0-9]+/i"]),
        "button": some.one_of(some.just(True), some.just({"title": "Press", "languages": {"cs": "Stisk"}})),
        "languages": some.fixed_dictionaries({}, optional={"cs": _words}),
    }
    target: Values = {"to": draw(to)}
    if answered:
        target["when"] = draw(some.fixed_dictionaries({}, optional=kinds))
    return target


def _actions(to: some.SearchStrategy[Values]) -> some.SearchStrategy[Values]:
    simple = some.one_of(
        some.builds(lambda text: {"send_message": {"text": text}}, _texts),
        some.builds(lambda value: {"save_data": {"kept": value}}, _data),
        some.builds(lambda way: {"target": way}, to),
    )
    return some.one_of(
        simple,
        some.builds(
            lambda then, other: {"condition": {"if": "x", "then": then, "else": other}},
            some.lists(simple, max_size=2),
            some.lists(simple, max_size=2),
        ),
    )
