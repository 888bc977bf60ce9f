"""Small estates at random: every kind of destination, conditions, loops, languages, sets, unknown names.

Drawn from a seed, since thousands of them are wanted and they are small enough to be read as they come.
"""

from random import Random

from hypothesis import strategies as st

from graph.flow_definition import INSTANTS, Groups
from routecfg.model import (
    Action,
    Answer,
    Chatbot,
    Condition,
    Decision,
    DecisionTree,
    Destination,
    Estate,
    InboundRouting,
    Loop,
    Queue,
    SecretReference,
    SendMessage,
    Target,
    TargetSet,
    Terminate,
    TimeCondition,
    TimeGroup,
)


class Drawing:
    """One estate being drawn. `timed` ones are mostly time conditions, the others mostly decisions."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.timed = self.random.random() < 0.4
        self.conditions = "pqrstu"[: self.random.randint(2, 6) if self.timed else self.random.randint(0, 2)]
        self.trees = "abc"[: self.random.randint(1, 3)]
        self.bots = ["bot"] * (self.random.random() < 0.3)
        self.sets = ["set"] * (self.random.random() < 0.3)
        self.groups = {
            name: frozenset(number for number in range(INSTANTS) if self.random.random() < 0.5) for name in "gh"
        }
        self.exits = self.random.choice([0, 0.15, 0.3, 0.5])

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def away(self) -> Destination:
        draw = self.random
        if self.often(0.02):
            return Destination(queue="nobody-knows")
        if self.often(self.exits):
            return draw.choice([Destination(queue="support"), Destination(terminate="end")])
        if self.bots and self.often(0.15):
            return Destination(chatbot="bot")
        if self.conditions and self.often(0.7 if self.timed else 0.3):
            return Destination(time_condition=draw.choice(self.conditions))
        return Destination(decision_tree=draw.choice(self.trees))

    def goal(self, decisions: str) -> Destination:
        if self.often(0.02):
            return Destination(decision="nobody-knows")
        return Destination(decision=self.random.choice(decisions)) if self.often(0.6) else self.away()

    def target(self, decisions: str, kind: str) -> Target:
        to = self.goal(decisions) if decisions else self.away()
        languages = {}
        if to.decision is None and self.often(0.5):
            languages = {self.random.choice(["cs", "de", "de-AT"]): self.away() for _ in range(2)}
        when = Answer(similar=("yes",)) if kind == "answer" else None
        return Target(to, when, kind == "default", languages)

    def targets(self, decisions: str) -> tuple[Target, ...]:
        if self.often(0.08):
            return ()
        if self.often(0.05):
            kinds = self.random.choices(["immediate", "answer", "default"], k=2)
        elif self.often(0.5):
            kinds = ["immediate"]
        else:
            kinds = [*self.random.choice([[], ["answer"], ["answer", "answer"]]), "default"]
        return tuple(self.target(decisions, kind) for kind in kinds)

    def actions(self, decisions: str, deep: int = 2) -> tuple[Action, ...]:
        return tuple(self.action(decisions, deep) for _ in range(self.random.choice([0, 0, 1, 2])))

    def action(self, decisions: str, deep: int) -> Action:
        kind = self.random.choice(["message", "message", "target", *["condition", "condition", "loop"] * (deep > 0)])
        if kind == "target":
            return Action(target=self.goal(decisions))
        if kind == "condition":
            inside = [self.actions(decisions, deep - 1) for _ in range(2)]
            return Action(condition=Condition("x", inside[0], inside[1]))
        if kind == "loop":
            return Action(loop=Loop("x", "y", self.actions(decisions, deep - 1)))
        return Action(send_message=SendMessage("Hello"))

    def languages(self) -> tuple[str, ...]:
        return self.random.choice([(), ("cs",), ("de-AT", "en"), ("de", "cs")])

    def also(self) -> tuple[str, ...]:
        return (self.random.choice([*self.sets, *self.sets, "nobody-knows"]),) if self.often(0.1) else ()

    def tree(self) -> DecisionTree:
        names = "defi"[: self.random.randint(1, 4)]
        decisions = tuple(
            Decision(
                name,
                name,
                actions=self.actions(names) if self.often(0.4) else (),
                targets=self.targets(names),
                also=self.also(),
            )
            for name in names
        )
        start = self.random.choice([*names, "nobody-knows"]) if self.often(0.1) else None
        return DecisionTree("Tree", decisions, also=self.also() if self.often(0.3) else (), start=start)

    def estate(self) -> Estate:
        group = [*self.groups, *self.groups, *self.groups, *self.groups, "nobody-knows"]
        return Estate(
            inbound_routings={
                name: InboundRouting("In", SecretReference(env="T"), "1", self.away(), languages=self.languages())
                for name in ("one", "two")[: self.random.choice([0, 1, 1, 1, 1, 2])]
            },
            time_groups={name: TimeGroup(name) for name in self.groups},
            time_conditions={
                name: TimeCondition("Open", self.random.choice(group), self.away(), self.away())
                for name in self.conditions
            },
            target_sets={name: TargetSet((self.target("", "answer"), self.target("", "answer"))) for name in self.sets},
            decision_trees={name: self.tree() for name in self.trees},
            chatbots={name: Chatbot("Bot", "https://b", self.away(), transfers=("support",)) for name in self.bots},
            terminates={"end": Terminate("End", "client")},
            queues={"support": Queue("Support")},
        )


def drawn(seed: int) -> tuple[Estate, Groups]:
    """An estate, and what its time groups mean."""
    drawing = Drawing(seed)
    return drawing.estate(), drawing.groups


def estates() -> st.SearchStrategy[tuple[Estate, Groups]]:
    return st.integers(0, 2**48).map(drawn)
