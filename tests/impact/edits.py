"""Random estates that are edited at random, as an operator would: one small thing after the other."""

from copy import deepcopy
from random import Random
from typing import Any, Final

from engine.random_chats import EXPRESSIONS, TEXTS, WORDS, RandomEstate

Values = dict[str, Any]

ASKED: Final = (
    *EXPRESSIONS,
    'got.status == "shipped" and got.items',
    "got.items | length > 1",
    "got.items | length > 1 and inbound.name == 'line'",
    "attachments",
    "contact.language == 'cs'",
    "contact.name == 'Petr' or kept",
    "text | length > 6",
)
"""What conditions ask for after an edit."""

OUTSIDE: Final = ({"queue": "support"}, {"queue": "sales"}, {"terminate": "bye"}, {"terminate": "silent"})


def two_estates(seed: int) -> tuple[Values, Values, Random]:
    """An estate, and the same after one to four edits; and the dice that go on."""
    random = Random(seed)
    before = RandomEstate(random).values()
    return before, edited(before, random, random.choice([1, 1, 1, 2, 2, 4])), random


def edited(values: Values, random: Random, count: int) -> Values:
    """The estate after so many edits."""
    values = deepcopy(values)
    for _ in range(count):
        _edit(values, random)
    return values


def _edit(values: Values, random: Random) -> None:
    tree = random.choice(list(values["decision_trees"].values()))
    names = list(tree["decisions"])
    decision = tree["decisions"][random.choice(names)]
    to = random.choice([*OUTSIDE, *({"decision_tree": name} for name in values["decision_trees"])])
    inside = random.choice([to, {"decision": random.choice(names)}])
    kind = random.choice(["text", "text", "action", "if", "if", "target", "target", "words", "order", "other"])
    lists = list(_lists(decision["actions"]))
    actions = random.choice(lists)
    match kind:
        case "text":
            messages = [each["send_message"] for part in lists for each in part if "send_message" in each]
            if messages:
                random.choice(messages)["text"] = random.choice(TEXTS) or "y"
        case "action" if random.random() < 0.5 and actions:
            actions.pop(random.randrange(len(actions)))
        case "action":
            new = random.choice(
                [
                    {"send_message": {"text": random.choice(TEXTS) or "z"}},
                    {"save_data": {random.choice(["kept", "other"]): random.choice(["yes", "{{ text }}", 1, None])}},
                    {"create_ticket": {"title": "New", "category": "orders", "comment": "x"}},
                ]
            )
            actions.insert(random.randint(0, len(actions)), new)
        case "if":
            conditions = [each["condition"] for part in lists for each in part if "condition" in each]
            if conditions:
                condition = random.choice(conditions)
                if random.random() < 0.5:
                    condition["if"] = random.choice(ASKED)
                else:
                    condition["then"], condition["else"] = condition["else"], condition["then"]
        case "target":
            random.choice(decision["targets"])["to"] = inside if "also" in tree else to
        case "words":
            answered = [each for each in decision["targets"] if "when" in each]
            if answered:
                random.choice(answered)["when"]["similar"] = random.sample(WORDS, random.randint(1, 3))
        case "order":
            if all("when" in each for each in decision["targets"]):
                random.shuffle(decision["targets"])
        case "other":
            _edit_object(values, random, to)


def _edit_object(values: Values, random: Random, to: Values) -> None:
    group, line = values["time_groups"]["group"], values["inbound_routings"]["line"]
    match random.choice(["hours", "special", "line", "condition", "template", "bot", "files", "languages", "set"]):
        case "hours":
            group["include"][0]["hours"] = random.choice(["08:00-17:00", "09:00-18:00", "08:00-18:00"])
        case "special":
            group["special"][0]["dates"] = random.choice(["07-02", "07-03", "07-06"])
        case "line":
            line["next_destination"] = to
        case "condition" if values["time_conditions"]:
            random.choice(list(values["time_conditions"].values()))["if_time_matches"] = to
        case "template":
            values["templates"]["bye"]["text"] = random.choice(["Bye", "Bye {{ other }}"])
        case "bot" if values["chatbots"]:
            values["chatbots"]["bot"]["fallback"] = to
        case "files":
            line["allow_attachments"] = random.choice(["none", "customer"])
        case "languages":
            line["languages"] = random.choice([["en"], ["cs", "en"], ["en", "cs"]])
        case "set" if values["target_sets"]:
            values["target_sets"]["set"]["targets"][0]["to"] = random.choice(OUTSIDE)


def _lists(actions: list[Values]) -> Any:
    yield actions
    for action in actions:
        for key, parts in (("condition", ("then", "else")), ("loop", ("do",))):
            if key in action:
                for part in parts:
                    yield from _lists(action[key].get(part, []))
