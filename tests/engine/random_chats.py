"""Random estates in which much happens, and random chats over them."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

from routecfg.engine import (
    Answer,
    Arrival,
    Attachment,
    BotDown,
    BotMessage,
    Button,
    Closed,
    Contact,
    Input,
    Language,
    Message,
    Silence,
)

Values = dict[str, Any]

WORDS: Final = ("yes", "no", "help", "order", "where is my order", "člověk", "2", "pomoc", "objednávka", "ano", "human")
TEXTS: Final = (
    "{{ contact.language }} {{ interaction.title }} {{ message.time_created }} {{ attachments.0.title }}",
    "{{ got | length }} {{ kept | upper }} {{ got.items | join('-') }} {{ gone | default('nothing') }} {{ got }}",
    "Hello",
    "Hello {{ contact.name }}!",
    "You wrote {{ text }}.",
    "{{ kept }}",
    "Kept: {{ kept }}, got: {{ got.status }}",
    "",
    "{{ item.name }}",
    "Bye",
)
EXPRESSIONS: Final = ('kept == "yes"', "kept", "got", 'got.status == "shipped"', "not other", 'text in ("yes", "no")')
ANSWERS: Final = (
    {"status": "shipped", "items": [{"name": "tea"}, {"name": "cup"}]},
    {"status": "open", "items": []},
    ["a", "b"],
    "text",
    0,
)
CALLBACKS: Final[tuple[Any, ...]] = (
    {"text": "Hi"},
    {
        "text": "Hi",
        "quickreply": [{"name": "one", "text": "First"}],
        "button": [{"text": "Page", "url": "https://a.example"}],
    },
    {"transfer": "1"},
    {"queue": 2},
    {"transfer": "support", "queue": "sales"},
    {"text": "x", "transfer": "9"},
    {"text": "x", "conversation": {"name": "wap_2"}},
    {},
    "text",
)
START: Final = datetime(2026, 7, 1, 6, 0, tzinfo=UTC)


class RandomEstate:
    """Names that may be used, and a way to make each kind of thing of them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.trees = [f"tree{number}" for number in range(random.randint(1, 3))]
        self.conditions = [f"condition{number}" for number in range(random.randint(0, 2))]
        self.bots = ["bot"] if random.random() < 0.6 else []
        self.sets = ["set"] if random.random() < 0.6 else []

    def values(self) -> Values:
        pick = self.random
        return {
            "inbound_routings": {
                "line": {
                    "title": "Line",
                    "api_token": {"env": "TOKEN"},
                    "channel_id": "1",
                    "next_destination": pick.choice([self.outside(), {"decision_tree": "tree0"}]),
                    "languages": pick.choice([[], ["en"], ["cs", "en"], ["de-AT", "cs"]]),
                    "allow_attachments": pick.choice(["none", "customer", "both"]),
                }
            },
            "time_groups": {
                "group": {
                    "title": "Hours",
                    "include": [{"days": "mon-fri", "hours": "08:00-18:00"}, {"hours": "22:00-02:00"}],
                    "exclude": [{"holidays": "CZ"}],
                    "special": [{"dates": "07-02", "hours": "closed"}],
                }
            },
            "time_conditions": {
                name: {
                    "title": name,
                    "time_group": "group",
                    "if_time_matches": self.outside(),
                    "if_time_does_not_match": self.outside(),
                }
                for name in self.conditions
            },
            "target_sets": {
                name: {"targets": [self.answered(self.outside) for _ in range(pick.randint(1, 2))]}
                for name in self.sets
            },
            "decision_trees": {name: self.tree() for name in self.trees},
            "chatbots": {
                name: {
                    "title": "Bot",
                    "chatbot_url": "https://bot.example",
                    "fallback": self.outside(),
                    "transfers": pick.choice([[], ["support"], ["support", "sales"]]),
                    "send_start_message": pick.random() < 0.5,
                }
                for name in self.bots
            },
            "terminates": {
                "bye": {
                    "title": "Bye",
                    "disconnection_cause": "user",
                    "queue": "support",
                    "auto_response": "bye",
                    "answered": True,
                },
                "silent": {"title": "Silent", "disconnection_cause": "timeout"},
            },
            "queues": {"support": {"title": "Support", "id": 1}, "sales": {"title": "Sales", "id": 2}},
            "templates": {"bye": {"title": "Bye", "text": "Bye {{ kept }}", "languages": {"cs": "Nashle"}}},
            "ticket_categories": {"orders": {"title": "Orders"}},
        }

    def outside(self) -> Values:
        ways = [{"queue": "support"}, {"queue": "sales"}, {"terminate": "bye"}, {"terminate": "silent"}]
        ways += [{"decision_tree": name} for name in self.trees] * 2
        ways += [{"time_condition": name} for name in self.conditions]
        ways += [{"chatbot": name} for name in self.bots] * 2
        return self.random.choice(ways)

    def tree(self) -> Values:
        pick = self.random
        names = [f"decision{number}" for number in range(pick.randint(1, 4))]

        def inside() -> Values:
            return {"decision": pick.choice(names)} if pick.random() < 0.6 else self.outside()

        tree: Values = {"title": "Tree", "also": self.sets, "decisions": {}}
        for name in names:
            decision: Values = {"title": f"Title of {name}", "also": self.sets if pick.random() < 0.3 else []}
            decision["actions"] = [self.action(inside, 2) for _ in range(pick.randint(0, 3))]
            if pick.random() < 0.1:
                to = self.outside()
                variants = {"cs": self.outside()} if pick.random() < 0.4 else {}
                decision["targets"] = [{"to": to, "languages": variants}]
            else:
                decision["targets"] = [self.answered(inside) for _ in range(pick.randint(1, 5))]
                if pick.random() < 0.6:
                    pick.choice(decision["targets"])["default"] = True
            if pick.random() < 0.3:
                decision["list_label"] = {"title": "Choose", "languages": {"cs": "Vyberte"}}
            tree["decisions"][name] = decision
        return tree

    def answered(self, to: Any) -> Values:
        pick = self.random
        when: Values = {}
        if pick.random() < 0.6:
            when["similar"] = pick.sample(WORDS, pick.randint(1, 3))
        if pick.random() < 0.3:
            when["pattern"] = pick.choice(["/[0-9]{6}/", "/^ord/i", "/help|pomoc/"])
        if pick.random() < 0.5 or not when:
            when["button"] = {"title": pick.choice(["Yes", "No", "Order", "Help me"]), "languages": {"cs": "Ano"}}
        if pick.random() < 0.3 and "similar" in when:
            when["languages"] = {"cs": pick.sample(WORDS, 2)}
        return {"to": to(), "when": when}

    def action(self, to: Any, depth: int) -> Values:
        pick = self.random
        kind = pick.choice(["send"] * 4 + ["save"] * 2 + ["request"] * 2 + ["ticket", "if", "if", "loop"])
        if pick.random() < 0.04:
            kind = "target"
        if kind in ("if", "loop") and depth == 0:
            kind = "send"
        match kind:
            case "send":
                languages = {"cs": pick.choice(TEXTS)} if pick.random() < 0.4 else {}
                return {"send_message": {"text": pick.choice(TEXTS) or "x", "languages": languages}}
            case "save":
                value = pick.choice(["yes", "{{ text }}", 1, True, None, 2.5])
                return {"save_data": {pick.choice(["kept", "other"]): value}}
            case "request":
                return {"request": {"url": "https://api.example/{{ text | urlencode }}", "save_as": "got"}}
            case "ticket":
                return {"create_ticket": {"title": "T {{ kept }}", "category": "orders", "comment": "{{ text }}"}}
            case "if":
                return {
                    "condition": {
                        "if": pick.choice(EXPRESSIONS),
                        "then": [self.action(to, depth - 1) for _ in range(pick.randint(0, 2))],
                        "else": [self.action(to, depth - 1) for _ in range(pick.randint(0, 2))],
                    }
                }
            case "loop":
                do = [self.action(to, depth - 1) for _ in range(pick.randint(1, 2))]
                return {"loop": {"each": pick.choice(["got.items", "got", "kept"]), "as": "item", "do": do}}
        return {"target": to()}


def random_inputs(random: Random, estate: Values, count: int) -> list[Input]:
    """Inputs of one chat, in order of time for the most part."""
    at, found = START + timedelta(hours=random.randint(0, 200)), list[Input]()
    buttons = [
        f"{tree}/{decision}/{place}"
        for tree, item in estate["decision_trees"].items()
        for decision, inner in item["decisions"].items()
        for place in range(len(inner["targets"]) + 2)
    ]
    for number in range(count):
        at += timedelta(minutes=random.choice([0, 0, 0, 30, 30, 60, -30, 1500 if random.random() < 0.2 else 0]))
        stamp: Values = {"id": str(number if random.random() < 0.95 else random.randint(0, number)), "at": at}
        kind = random.choice(["say"] * 6 + ["press"] * 4 + ["answer"] * 5 + ["bot"] * 2 + ["down", "closed", "silence"])
        language = Language(random.choice(["cs", "en", "de-AT", "DE", "nonsense"])) if random.random() < 0.1 else None
        arrival = Arrival("line", Contact(name="Jana"), "wap_1", "A chat", "abc", "https://cc.example")
        match "say" if number == 0 else kind:
            case "say":
                text = random.choice([*WORDS, "123456", "helf", "please help me", "", "  ", "Yes"])
                files = tuple(Attachment(title=f"{one}.png") for one in range(random.choice([0, 0, 0, 1, 2])))
                if not text.strip() and not files:
                    text = "?"
                found.append(Message(**stamp, text=text, attachments=files, language=language, arrival=arrival))
            case "press":
                button = random.choice(buttons) if random.random() < 0.7 else ""
                title = random.choice(["Yes", "Order", "Ano", "Nothing", "" if button else "Yes", "First"])
                found.append(Button(**stamp, button=button, title=title, language=language, arrival=arrival))
            case "answer":
                asked = random.randint(1, 6)
                if random.random() < 0.7:
                    found.append(Answer(**stamp, number=asked, status=200, json=random.choice(ANSWERS)))
                else:
                    found.append(Answer(**stamp, number=asked, status=random.choice([404, None]), why="no"))
            case "bot":
                body = random.choice(CALLBACKS)
                found.append(BotMessage(**stamp, body=body, hash=random.choice(["", "", "", "abc", "other"])))
            case "down":
                found.append(BotDown(**stamp, why="down", number=random.choice([None, None, 1, 9])))
            case "closed":
                found.append(Closed(**stamp))
            case "silence":
                found.append(Silence(**stamp))
    return found
