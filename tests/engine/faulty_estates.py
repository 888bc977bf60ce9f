"""Random estates full of faults: loops, dead ends, what nobody reaches, answers that take each other's messages, ..."""

from collections.abc import Callable
from random import Random
from typing import Any, Final

from small_estates import Values

WORDS: Final = ("yes", "no", "ten", "agent", "human agent", "order", "ano", "pomoc", "that is all", "invoice", "menu")
PATTERNS: Final = (
    "/^[0-9]{4,8}$/",
    "/^[0-9]{8,10}$/",
    "/agent|human/",
    "/order|agent/i",
    "/^yes$/i",
    "/p.m/",
    "/[a-z]+ agent/",
    "/.+/",
)
TITLES: Final = ("Orders", "Returns", "Help me", "A title of more than twenty characters", "Yes", "Agent")
TEXTS: Final = (
    "Hello",
    "Your order: {{ kept }}",
    "{{ other }}, {{ kept }}",
    "You wrote {{ text }}",
    "Got {{ got.status }}",
)
EXPRESSIONS: Final = ("got.known", "got", "kept", 'other == "x"', "not kept", 'contact.language == "cs"', "got.items")
WORKDAYS: Final = {"days": "mon-fri", "hours": "08:00-18:00"}
GROUPS: Final[tuple[Values, ...]] = (
    {"include": [WORKDAYS]},
    {"include": [WORKDAYS, {"days": "mon-wed", "hours": "09:00-12:00"}], "exclude": [{"holidays": "CZ"}]},
    {"include": [{"days": "sat-sun"}], "exclude": [{"days": "mon-tue", "hours": "10:00-11:00"}]},
    {"include": [{"days": "mon-sun"}]},
    {"include": [{"days": "mon-sun"}], "exclude": [{"days": "mon-sun"}]},
    {"include": [{"dates": "2025-01-01..2025-12-31"}]},
    {
        "include": [WORKDAYS],
        "special": [{"dates": "2026-12-24", "hours": "closed"}, {"dates": "12-20..12-31", "hours": "closed"}],
    },
    {
        "include": [WORKDAYS],
        "exclude": [{"holidays": "CZ"}],
        "special": [{"dates": "07-01..08-31", "days": "mon-fri", "hours": "08:00-16:00"}],
    },
)


class FaultyEstate:
    """Draws one estate, which is valid but for what rules are there to find."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.trees = [f"tree{number}" for number in range(random.randint(1, 3))]
        self.conditions = [f"condition{number}" for number in range(random.randint(0, 3))]
        self.bots = ["bot"] if random.random() < 0.3 else []
        self.sets = ["set"] if random.random() < 0.4 else []
        self.exits = random.choice([0.05, 0.3, 0.6])

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def values(self) -> Values:
        pick = self.random
        lines = {
            name: {
                "title": name,
                "api_token": {"env": "TOKEN"},
                "channel_id": str(number),
                "next_destination": self.outside(),
                "allow_attachments": "customer",
                "languages": pick.choice([["en"], ["cs", "en"], ["de"]]),
            }
            for number, name in enumerate(["first", "second"])
        }
        lines["first"]["next_destination"] = {"decision_tree": self.trees[0]}
        return {
            "inbound_routings": lines,
            "time_groups": {"group": {"title": "Hours", **pick.choice(GROUPS)}, "late": {"title": "Late", **GROUPS[0]}},
            "time_conditions": {
                name: {
                    "title": name,
                    "time_group": pick.choice(["group", "group", "late"]),
                    "if_time_matches": self.outside(),
                    "if_time_does_not_match": self.outside(),
                }
                for name in self.conditions
            },
            "target_sets": {
                name: {
                    "targets": [
                        self.answered(self.outside),
                        {"when": {"similar": ["that is all"]}, "to": {"terminate": "bye"}},
                    ]
                }
                for name in self.sets
            },
            "decision_trees": {name: self.tree() for name in self.trees},
            "chatbots": {
                name: {
                    "title": "Bot",
                    "chatbot_url": "https://bot.example.com",
                    "fallback": self.outside(),
                    "transfers": pick.choice([[], ["support"]]),
                }
                for name in self.bots
            },
            "terminates": {
                "bye": {"title": "Bye", "disconnection_cause": "user", "auto_response": "bye"},
                "missed": {"title": "Missed", "disconnection_cause": "timeout", "queue": "support"},
            },
            "queues": {"support": {"title": "Support", "id": 1}, "sales": {"title": "Sales", "id": 2}},
            "templates": {"bye": {"title": "Bye", "text": "Bye {{ kept }}", "languages": {"cs": "Bye {{ kept }}"}}},
            "ticket_categories": {"orders": {"title": "Orders"}},
        }

    def outside(self) -> Values:
        pick = self.random
        if self.often(self.exits):
            return pick.choice(
                [{"queue": "support"}, {"queue": "sales"}, {"terminate": "bye"}, {"terminate": "missed"}]
            )
        ways = [{"decision_tree": name} for name in self.trees]
        ways += [{"time_condition": name} for name in self.conditions] * 2
        ways += [{"chatbot": name} for name in self.bots]
        return pick.choice(ways)

    def tree(self) -> Values:
        pick = self.random
        names = [f"decision{number}" for number in range(pick.randint(1, 4))]

        def inside() -> Values:
            return {"decision": pick.choice(names)} if self.often(0.7) else self.outside()

        tree: Values = {"title": "Tree", "decisions": {}}
        if self.sets and self.often(0.5):
            tree["also"] = self.sets
        for name in names:
            decision: Values = {"title": f"Title of {name}"}
            decision["actions"] = [self.action(inside, 2) for _ in range(pick.choice([0, 1, 1, 2, 3]))]
            decision["targets"] = self.targets(inside)
            tree["decisions"][name] = {field: value for field, value in decision.items() if value}
        if self.sets and len(names) > 1 and self.often(0.5):
            self._ask_for_text(tree["decisions"])
        return tree

    def _ask_for_text(self, decisions: Values) -> None:
        """Lets the first decision ask for free text, which the second one keeps, where a set is understood as well."""
        first, second = list(decisions.values())[:2]
        first.pop("actions", None)
        first |= {"also": self.sets, "targets": [{"to": {"decision": list(decisions)[1]}, "default": True}]}
        ticket = {"create_ticket": {"title": "T", "category": "orders", "comment": "{{ text }}"}}
        second["actions"] = [ticket, *second.get("actions", [])]

    def targets(self, inside: Callable[[], Values]) -> list[Values]:
        pick = self.random
        if self.often(0.1):
            return []
        if self.often(0.3):
            to = inside()
            variant = {"languages": {pick.choice(["cs", "de"]): self.outside()}} if "decision" not in to else {}
            return [{"to": to, **(variant if self.often(0.4) else {})}]
        if self.often(0.05):
            return [{"when": {"button": {"title": f"Choice {number}"}}, "to": inside()} for number in range(11)]
        if self.often(0.2):
            return [{"to": inside(), "default": True}]
        found = [self.answered(inside) for _ in range(pick.randint(1, 4))]
        if self.often(0.5):
            found.append({"to": inside(), "default": True})
        return found

    def answered(self, to: Callable[[], Values]) -> Values:
        pick = self.random
        when: Values = {}
        if self.often(0.6):
            when["similar"] = pick.sample(WORDS, pick.randint(1, 2))
            if self.often(0.3):
                when["languages"] = {"cs": pick.sample(WORDS, 1)}
        if self.often(0.4):
            when["pattern"] = pick.choice(PATTERNS)
            when.pop("languages", None)
        if self.often(0.3) or not when:
            when["button"] = {"title": pick.choice(TITLES)}
        return {"when": when, "to": to()}

    def action(self, to: Callable[[], Values], depth: int) -> Values:
        pick = self.random
        kind = pick.choice(["send"] * 4 + ["save"] * 2 + ["request", "ticket", "if", "if", "loop", "target"])
        match kind if depth or kind not in ("if", "loop") else "send":
            case "save":
                value = pick.choice(["x", "{{ text }}", 1, True, None])
                return {"save_data": {pick.choice(["kept", "other", "unread"]): value}}
            case "request":
                return {"request": {"url": "https://api.example.com/{{ text | urlencode }}", "save_as": "got"}}
            case "ticket":
                return {"create_ticket": {"title": "T {{ kept }}", "category": "orders", "comment": "{{ text }}"}}
            case "if":
                then, other = ([self.action(to, depth - 1) for _ in range(pick.randint(1, 2))] for _ in range(2))
                return {
                    "condition": {
                        "if": pick.choice(EXPRESSIONS),
                        "then": then,
                        **({"else": other} if self.often(0.5) else {}),
                    }
                }
            case "loop":
                do: list[Any] = [self.action(to, depth - 1) for _ in range(pick.randint(1, 2))]
                return {"loop": {"each": pick.choice(["got.items", "got"]), "as": "item", "do": do}}
            case "target":
                return {"target": to()}
        if self.often(0.01):
            return {"send_message": {"text": "long " * 900}}
        languages = {"languages": {"cs": pick.choice(TEXTS)}} if self.often(0.3) else {}
        return {"send_message": {"text": pick.choice(TEXTS), **languages}}
