"""A turn run on both sides: is it alike, and if not, since when."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from routecfg.diff.matching import exact
from routecfg.engine import Asked, AtDecision, Branched, Chosen, Entered, Looped, NotUnderstood, Ticket, WithBot
from routecfg.impact.account import Outcome, Place, StaffChange
from routecfg.impact.causes import cause
from routecfg.impact.chats import Turn, outcome, place_of, seen
from routecfg.impact.reaches import Speech
from routecfg.impact.scripts import Script, Talk
from routecfg.impact.sides import Node, Side
from routecfg.opening_hours import Instants


class Finding(NamedTuple):
    """A chat that differs in its last turn, and at which instants of that turn it does.

    `waiting` is where the chat waited before that turn. `ways`: how the condition or the loop at the place has come out
    on both sides, if one stands there.
    """

    speech: Speech
    script: Script
    instants: Instants
    place: str
    waiting: Place | None
    before: Outcome
    after: Outcome
    ways: tuple[bool | None, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for two chats that show the same: what differs, where the chat gets, and for hours where it waited.

        Words are the same wherever a chat comes from.
        """
        old, new = self.before, self.after
        if self.place.startswith("/project/"):
            return (self.place,)
        asked = self.waiting if self.place.startswith(("/time_", "/inbound_")) else None
        return (self.place, asked, self.ways, old.waits, old.ends, new.waits, new.ends)


class Pair(NamedTuple):
    """Who writes where, on both sides."""

    before: Talk
    after: Talk
    speech: Speech

    def run(self, script: Script) -> "Both":
        """The turns of a script."""
        return Both(self.before.run(script), self.after.run(script))

    def finding(self, script: Script, both: "Both", instants: Instants) -> Finding:
        """What a chat shows that differs in its last turn."""
        old, new = both.before[-1], both.after[-1]
        pairs = zip(both.before, both.after, strict=True)
        place = cause(self.before.side, self.after.side, pairs)
        if place == "/inbound_routings/allow_attachments":
            place = f"/inbound_routings/{self.after.line}/allow_attachments"
        if self.speech.before != self.speech.after and place.startswith(("/decision_trees/", "/templates/")):
            place = f"/inbound_routings/{self.after.line}/languages"  # what is said is the same, in another language
        elif place.startswith("/decision_trees/") and both.chosen_otherwise:
            place = _setting(self.before.side, self.after.side, both) or place
        if self._by_language(script, both):
            place = self._languages
        waiting = place_of(both.before[-2].state) if len(both.before) > 1 else None
        first, second = outcome(old), outcome(new)
        ways = tuple(_way(turn, place) for turn in (old, new))
        return Finding(self.speech, script, instants, place, waiting, first, second, ways)

    def _by_language(self, script: Script, both: "Both") -> bool:
        """Whether the last turn would be as before for a customer whose language were taken for the same as before."""
        if self.speech.before == self.speech.after:
            return False
        as_before = self.after.in_language(self.speech.before)
        return seen(as_before.run(script)[-1]) == seen(both.before[-1])

    @property
    def _languages(self) -> str:
        """A pointer to the languages of the line, or of the project if it has those."""
        old, new = self.before.side.estate, self.after.side.estate
        languages = new.inbound_routings[self.after.line].languages
        if old.project.languages != new.project.languages and languages == new.project.languages:
            return "/project/languages"
        return f"/inbound_routings/{self.after.line}/languages"


class Both(NamedTuple):
    """The turns of one chat on both sides."""

    before: tuple[Turn, ...]
    after: tuple[Turn, ...]

    @property
    def differs(self) -> bool:
        """Whether the customer sees the last turn otherwise."""
        return seen(self.before[-1]) != seen(self.after[-1])

    @property
    def together(self) -> bool:
        """Whether before its last turn the chat waited for the same answers on both sides wherever it differed.

        Then what the last turn shows is no consequence of an earlier difference.
        """
        return all(
            seen(old) == seen(new) or place_of(old.state) == place_of(new.state) is not None
            for old, new in zip(self.before[:-1], self.after[:-1], strict=True)
        )

    @property
    def stays_together(self) -> bool:
        """Whether the chat waits at the same place on both sides now."""
        return self.waits is not None and self.waits[0] == self.waits[1]

    @property
    def seen_by_staff(self) -> Iterator[StaffChange]:
        """What the contact centre and web services get otherwise in the last turn, as far as both sides send it."""
        old, new = ([*_sent_to_staff(turns[-1])] for turns in self)
        for (was, _, _), (now, place, words) in zip(old, new, strict=False):
            for field in was.keys() & now.keys():
                if was[field] != now[field]:
                    yield StaffChange(f"{place}/{field}", f"{field} of {words}", was[field], now[field])

    @property
    def chosen_otherwise(self) -> bool:
        """Whether the last message is understood otherwise."""
        old, new = (
            next((event.place for event in turns[-1].events if isinstance(event, (Chosen, NotUnderstood))), "")
            for turns in self
        )
        return old != new

    @property
    def places(self) -> Iterator[str]:
        """What the events of the last turn point to, without decisions that the chat gets to on one side only."""
        entered = [{event.place for event in turns[-1].events if isinstance(event, Entered)} for turns in self]
        for turns in self:
            for event in turns[-1].events:
                decision = "/".join(event.place.split("/")[:5])
                if not decision.startswith("/decision_trees/") or all(decision in places for places in entered):
                    yield event.place

    @property
    def waits(self) -> tuple[Node, Node] | None:
        """Where the chat waits for the customer now, on both sides; None if it is over, or with the contact centre."""
        nodes = [_node(turns[-1]) for turns in self]
        return (nodes[0], nodes[1]) if nodes[0] is not None and nodes[1] is not None else None

    @property
    def data(self) -> frozenset[str]:
        """The names under which something else is saved now."""
        chats = [turns[-1].state.chat for turns in self]
        if chats[0] is None or chats[1] is None:
            return frozenset()
        old, new = chats[0].data, chats[1].data
        return frozenset(name for name in old.keys() | new.keys() if exact(old.get(name)) != exact(new.get(name)))


def _way(turn: Turn, place: str) -> bool | None:
    """How the condition or the loop at a place has come out first; None if none was asked there."""
    for event in turn.events:
        if event.place == place and isinstance(event, (Branched, Looped)):
            return event.then if isinstance(event, Branched) else event.count > 0
    return None


def _setting(before: Side, after: Side, both: Both) -> str | None:
    """The setting of the project by which the last message is understood otherwise; None if the answers differ, too."""
    nodes = [_node(turns[-2]) if len(turns) > 1 else None for turns in both]
    old = before.decision(nodes[0]) if nodes[0] is not None else None
    new = after.decision(nodes[1]) if nodes[1] is not None else None
    if old is None or new is None or exact(old.targets) != exact(new.targets):
        return None
    was, now = before.estate.project, after.estate.project
    if was.similarity != now.similarity:
        return "/project/similarity"
    return "/project/languages" if was.languages != now.languages else None


def _sent_to_staff(turn: Turn) -> Iterator[tuple[dict[str, str], str, str]]:
    """What a turn sends to the contact centre and to web services, with its place, and what it is called."""
    for event in turn.events:
        if isinstance(event, Ticket):
            sent = {"title": event.title, "category": event.category, "comment": event.comment}
            yield sent, event.place, "the ticket"
        elif isinstance(event, Asked):
            yield {"url": event.url}, event.place, "the request"


def words_changed(script: Script, other: Script) -> tuple[tuple[int, str], ...]:
    """The steps of which the second script has other words, with these."""
    pairs: Sequence[tuple[int, str]] = [
        (number, now.text)
        for number, (was, now) in enumerate(zip(script.steps, other.steps, strict=True))
        if was.text != now.text
    ]
    return tuple(pairs)


def _node(turn: Turn) -> Node | None:
    waiting = turn.state.chat.waiting if turn.state.chat is not None else None
    if isinstance(waiting, AtDecision):
        return ("decisions", waiting.decision, waiting.decision_tree)
    if isinstance(waiting, WithBot):
        return ("chatbots", waiting.chatbot, "")
    return None
