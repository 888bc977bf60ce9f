"""A realistic estate of any size: what a large contact centre would have after some years.

Deterministic: the same arguments give the same bytes. Every tree has its own file and is reached from an inbound
routing; nothing in it is at fault under any rule, unless faults are asked for.

    python -m benchmarks.estate DIR [--trees 500] [--seed 1] [--faults references|fields]
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from benchmarks.vocabulary import ANOTHER, BACK, LANGUAGES, MORE, ORDER, PERSON, SENTENCES, TOPICS, Topic

Faults: TypeAlias = Literal["none", "references", "fields"]
"""What is wrong in the file of every tree: nothing, a queue that does not exist, or a field that does not."""

TREES_A_NUMBER: Final = 10  # a number's first tree offers the other nine in a list, which may hold ten rows
SECTIONS: Final = 5
QUEUES: Final = 40
FIELDS: Final = 8
ORDER_URL: Final = "https://api.acme.example/orders/{{ order_number | urlencode }}?key={{ secrets.order_key }}"

_PLAIN = re.compile(r"(?!(?:true|false|null)\b)[a-z][a-z0-9_-]*")


def write_estate(folder: Path, trees: int = 500, seed: int = 1, faults: Faults = "none") -> int:
    """Write a project into a folder; the number of bytes of its routing files."""
    write_project(folder)
    size = 0
    for name, values in _files(trees, random.Random(seed), faults):
        size += write_file(folder / "routing" / name, values)
    return size


def write_project(folder: Path) -> None:
    """Write the `routecfg.yaml` of every measured project."""
    settings = {
        "routecfg": 1,
        "title": "Measured",
        "timezone": "Europe/Prague",
        "languages": list(LANGUAGES),
        "secrets": {"order_key": {"env": "ORDER_KEY"}},
    }
    write_file(folder / "routecfg.yaml", settings)


def write_file(path: Path, values: dict[str, Any]) -> int:
    """Write one file in block style; its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(_lines(values, "")).encode()
    path.write_bytes(content)
    return len(content)


def _lines(value: Any, indent: str) -> Iterator[str]:
    """A mapping or list in block style, line by line."""
    pairs = (
        ((_scalar(key) + ":", item) for key, item in value.items())
        if isinstance(value, dict)
        else (("-", item) for item in value)
    )
    for lead, pair in pairs:
        if isinstance(pair, dict) and pair and lead == "-":  # the first key stands behind the dash
            inner = _lines(pair, indent + "  ")
            yield f"{indent}- {next(inner)[len(indent) + 2 :]}"
            yield from inner
        elif isinstance(pair, (dict, list)) and pair:
            yield f"{indent}{lead}\n"
            yield from _lines(pair, indent + "  ")
        else:
            yield f"{indent}{lead} {_scalar(pair)}\n"


def _scalar(value: Any) -> str:
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _files(trees: int, chance: random.Random, faults: Faults) -> Iterator[tuple[str, dict[str, Any]]]:
    groups = max(1, trees // 10)
    bots = max(1, trees // 25)
    yield "hours.yaml", {"time_groups": dict(_groups(groups, chance))}
    yield (
        "chatbots.yaml",
        {"chatbots": {f"bot-{bot:04}": _chatbot(bot) for bot in range(bots)}, "custom_fields": _fields()},
    )
    yield "answers.yaml", {"target_sets": {f"person-{number:04}": _set(number) for number in range(bots)}}
    yield (
        "endings.yaml",
        {
            "terminates": {f"closed-{number:04}": _terminate(number) for number in range(groups)},
            "templates": {f"closed-{number:04}": _template(chance) for number in range(groups)},
        },
    )
    yield (
        "directory.yaml",
        {
            "queues": {_queue(number): {"title": f"Queue {number}", "id": 10000 + number} for number in range(QUEUES)},
            "ticket_categories": {"requests": {"title": "Requests"}},
        },
    )
    yield (
        "inbound.yaml",
        {"inbound_routings": {f"line-{line:04}": _inbound(line) for line in range(-(-trees // TREES_A_NUMBER))}},
    )
    for tree in range(trees):
        yield f"trees/{tree // 100:03}/{_tree_name(tree)}.yaml", _tree_file(tree, trees, groups, bots, chance, faults)


def _inbound(line: int) -> dict[str, Any]:
    return {
        "title": f"Line {line}",
        "api_token": {"env": f"AMIO_TOKEN_{line}"},
        "channel_id": str(6487021340000000000 + line),
        "number": f"+420{222000000 + line}",
        "next_destination": {"time_condition": f"open-{line * TREES_A_NUMBER:05}"},
    }


def _groups(count: int, chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "days-off", {"title": "Days off", "include": [{"dates": "06-30"}, {"dates": "08-14", "hours": "12:00-24:00"}]}
    for group in range(count):
        start, end = chance.randint(6, 9), chance.randint(16, 21)
        country: str | dict[str, str] = chance.choice(("CZ", "SK", "AT", "PL"))
        if chance.random() < 0.2:
            country = {"country": "DE", "subdivision": chance.choice(("BY", "BE", "HH"))}
        yield (
            f"hours-{group:04}",
            {
                "title": f"Opening hours {group}",
                "timezone": chance.choice(("Europe/Prague", "Europe/Berlin", "Europe/Warsaw")),
                "include": [
                    {"days": "mon-fri", "hours": f"{start:02}:00-{end:02}:30"},
                    {"days": ["sat"], "hours": ["09:00-12:00", f"13:00-{chance.randint(14, 18)}:00"]},
                ],
                "exclude": [{"holidays": country}, {"group": "days-off"}],
                "special": [
                    {"dates": "12-24", "hours": "09:00-12:00"},
                    {"dates": "12-27..12-30", "days": "mon-fri", "hours": "09:00-15:00"},
                    {"dates": ["12-31"], "hours": "closed"},
                ],
            },
        )


def _chatbot(bot: int) -> dict[str, Any]:
    return {
        "title": f"Bot {bot}",
        "chatbot_url": f"https://bot-{bot}.acme.example/daktela",
        "fallback": {"queue": _queue(bot)},
        "transfers": sorted({_queue(bot), _queue(bot + 1)}),
        "send_start_message": True,
        "send_custom_fields": sorted(_fields()),
    }


def _fields() -> dict[str, Any]:
    return {f"field-{field}": {"title": f"Field {field}"} for field in range(FIELDS)}


def _set(number: int) -> dict[str, Any]:
    to = {"queue": _queue(number)}
    others = {"cs": {"queue": _queue(number + 1)}, "de": {"queue": _queue(number + 2)}}
    return {"title": f"A person {number}", "targets": [{"when": _words(PERSON), "to": to, "languages": others}]}


def _terminate(number: int) -> dict[str, Any]:
    return {
        "title": f"Closed {number}",
        "disconnection_cause": "out_of_time",
        "queue": _queue(number),
        "auto_response": f"closed-{number:04}",
    }


def _template(chance: random.Random) -> dict[str, Any]:
    return {"title": "Closed", **_text(chance, 1, ("We are closed.", "Máme zavřeno.", "Wir haben geschlossen."))}


def _tree_file(tree: int, trees: int, groups: int, bots: int, chance: random.Random, faults: Faults) -> dict[str, Any]:
    name = _tree_name(tree)
    hub = tree % TREES_A_NUMBER == 0
    condition = {
        "title": f"Is {name} open",
        "time_group": f"hours-{tree % groups:04}",
        "if_time_matches": {"decision_tree": name} if hub else {"queue": _queue(tree)},
        "if_time_does_not_match": {"terminate": f"closed-{tree % groups:04}"},
    }
    decisions = dict(_decisions(tree, trees, bots, chance))
    if faults == "references":
        decisions["file-request"]["targets"][0]["to"] = {"queue": f"qeue-{tree}"}
    elif faults == "fields":
        decisions["file-request"]["titel"] = "Request"
    body = {"title": f"Tree {tree}", "description": f"Customers of {name}.", "decisions": decisions}
    return {"time_conditions": {f"open-{tree:05}": condition}, "decision_trees": {name: body}}


def _decisions(tree: int, trees: int, bots: int, chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    topics = chance.sample(TOPICS, SECTIONS)
    hub = tree % TREES_A_NUMBER == 0
    people = f"person-{tree % bots:04}"
    others = range(tree + 1, min(tree + TREES_A_NUMBER, trees)) if hub else range(0)
    menu = [_button(ORDER, {"decision": "ask-number"})]
    menu += [_button(topic, {"decision": topic.name}) for topic in topics[: 3 if hub else 6]]
    yield (
        "welcome",
        {
            "title": "Welcome message",
            "description": "The first thing that a customer reads.",
            "also": [people],
            "actions": [_message(chance, 2, ("Hello!", "Dobrý den!", "Guten Tag!"))],
            "list_label": {"title": "Choose", "languages": {"cs": "Vybrat", "de": "Auswählen"}},
            "targets": [
                {"when": {"pattern": "/^#?[0-9]{8}$/"}, "to": {"decision": "order-status"}},
                *menu,
                {"to": {"decision": "other-matters"}, "default": True},
            ],
        },
    )
    rest = [_button(topic, {"decision": topic.name}) for topic in topics[SECTIONS // 2 :]]
    yield (
        "other-matters",
        {
            "title": "Other matters",
            "also": [people],
            "actions": [_message(chance, 1, ("What is it about?", "O co jde?", "Worum geht es?"))],
            "list_label": {"title": "Choose", "languages": {"cs": "Vybrat", "de": "Auswählen"}},
            "targets": [*rest, _button(BACK, {"decision": "welcome"}, default=True)],
        },
    )
    for place, topic in enumerate(topics):
        yield topic.name, _section(topic, place, people, chance, _onward(tree, place, bots, bool(others)))
    if others:
        yield "departments", _departments(others, chance)
    yield from _order_decisions(people, chance)
    yield (
        "file-request",
        {
            "title": "File the request",
            "actions": [
                {"create_ticket": {"title": "{{ subject }}", "category": "requests", "comment": "{{ text }}"}},
                _message(chance, 1, ("Thank you!", "Děkujeme!", "Vielen Dank!")),
            ],
            "targets": [{"to": {"queue": _queue(tree + 3)}}],
        },
    )


def _onward(tree: int, place: int, bots: int, departments: bool) -> dict[str, Any]:
    """Where a topic leads on: a bot, the tree's time condition, the other trees of the number, or a queue."""
    if place == 0:
        return {"chatbot": f"bot-{tree % bots:04}"}
    if place == 1 and tree % TREES_A_NUMBER:
        return {"time_condition": f"open-{tree:05}"}
    if place == 1 and departments:
        return {"decision": "departments"}
    return {"queue": _queue(tree + place)}


def _section(topic: Topic, place: int, people: str, chance: random.Random, onward: dict[str, Any]) -> dict[str, Any]:
    """What a customer learns about a topic; the third and fourth ask for a text and file a ticket."""
    actions = [_message(chance, chance.randint(1, 3), tuple(f"{label}." for label in topic.labels))]
    if place in (2, 3):
        return {
            "title": topic.labels[0],
            "actions": [{"save_data": {"subject": topic.name}}, *actions],
            "targets": [{"to": {"decision": "file-request"}, "default": True}],
        }
    return {
        "title": topic.labels[0],
        "also": [people],
        "actions": actions,
        "targets": [_button(MORE, onward), _button(BACK, {"decision": "welcome"}, default=True)],
    }


def _departments(others: range, chance: random.Random) -> dict[str, Any]:
    """The list of the other trees of a number."""
    targets = []
    for other in others:
        labels = (f"Department {other}", f"Oddělení {other}", f"Abteilung {other}")
        to = {"decision_tree": _tree_name(other)}
        targets.append(_button(Topic("department", labels, ((), (), ())), to))
    targets[-1]["default"] = True
    return {
        "title": "Departments",
        "actions": [_message(chance, 1, ("Which department?", "Které oddělení?", "Welche Abteilung?"))],
        "list_label": {"title": "Departments", "languages": {"cs": "Oddělení", "de": "Abteilungen"}},
        "targets": targets,
    }


def _order_decisions(people: str, chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    yield (
        "ask-number",
        {
            "title": "Ask for the number",
            "also": [people],
            "actions": [_message(chance, 1, ("Your order number?", "Číslo objednávky?", "Ihre Bestellnummer?"))],
            "targets": [
                {"when": {"pattern": "/^#?[0-9]{8}$/"}, "to": {"decision": "order-status"}},
                _button(BACK, {"decision": "welcome"}, default=True),
            ],
        },
    )
    parcel = {
        "text": "{{ item.count }} x {{ item.name }}",
        "languages": {
            "cs": "{{ item.count }} ks {{ item.name }}",
            "de": "{{ item.count }} Stück {{ item.name }}",
        },
    }
    yield (
        "order-status",
        {
            "title": "Look the order up",
            "actions": [
                {"save_data": {"order_number": "{{ text }}"}},
                {
                    "request": {
                        "url": ORDER_URL,
                        "save_as": "order",
                    }
                },
                {
                    "condition": {
                        "if": 'order.status == "shipped"',
                        "then": [
                            _message(chance, 1, ("On its way.", "Už je na cestě.", "Schon unterwegs.")),
                            {"loop": {"each": "order.items", "as": "item", "do": [{"send_message": parcel}]}},
                        ],
                        "else": [_message(chance, 1, ("Not shipped yet.", "Ještě jsme neposlali.", "Noch nicht da."))],
                    }
                },
            ],
            "targets": [{"to": {"decision": "anything-else"}}],
        },
    )
    yield (
        "anything-else",
        {
            "title": "Anything else",
            "also": [people],
            "actions": [_message(chance, 1, ("Anything else?", "Ještě něco?", "Sonst noch etwas?"))],
            "targets": [
                _button(ANOTHER, {"decision": "ask-number"}),
                _button(BACK, {"decision": "welcome"}, default=True),
            ],
        },
    )


def _message(chance: random.Random, sentences: int, opening: tuple[str, ...]) -> dict[str, Any]:
    return {"send_message": _text(chance, sentences, opening)}


def _text(chance: random.Random, sentences: int, opening: tuple[str, ...]) -> dict[str, Any]:
    """An opening and some sentences, the same ones in each language."""
    chosen = chance.sample(SENTENCES, sentences)
    texts = [" ".join((start, *(words[place] for words in chosen))) for place, start in enumerate(opening)]
    return {"text": texts[0], "languages": dict(zip(LANGUAGES[1:], texts[1:], strict=True))}


def _button(topic: Topic, to: dict[str, Any], default: bool = False) -> dict[str, Any]:
    label = {"title": topic.labels[0], "languages": dict(zip(LANGUAGES[1:], topic.labels[1:], strict=True))}
    target: dict[str, Any] = {"when": {"button": label, **_words(topic)}, "to": to}
    return {**target, "default": True} if default else target


def _words(topic: Topic) -> dict[str, Any]:
    if not topic.words[0]:
        return {}
    variants = {language: list(words) for language, words in zip(LANGUAGES[1:], topic.words[1:], strict=True)}
    return {"similar": list(topic.words[0]), "languages": variants}


def _queue(number: int) -> str:
    return f"support-{number % QUEUES:02}"


def _tree_name(tree: int) -> str:
    return f"tree-{tree:05}"


def main() -> None:
    """Write an estate from the command line."""
    parser = argparse.ArgumentParser(description="Write a realistic estate.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trees", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", choices=("none", "references", "fields"), default="none")
    options = parser.parse_args()
    size = write_estate(options.folder, options.trees, options.seed, options.faults)
    print(f"{size:,} bytes")


if __name__ == "__main__":
    main()
