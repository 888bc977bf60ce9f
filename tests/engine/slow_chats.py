"""Chats once more, slow and plain: written from what the documents say of a chat, without a look at the engine.

A chat is a generator: it is sent what happens, and says by `waits_for` what it waits for. Nothing is kept but the
generator itself, so a state cannot be written, and none of the engine's ideas of one is shared.
"""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from answers.slow_answers import slow_choice
from engine.slow_parts import LANGUAGE, SECRETS, Expected, GroupsAt, buttons_of, holds, length
from routecfg.bundle import Bundle
from routecfg.engine import Answer, BotDown, BotMessage, Button, Closed, Input, Message, Silence
from routecfg.model import Action, Decision, DecisionTree, Destination, Label, Request, Target
from routecfg.templates import is_true, parse_expression, parse_text, shown

Talk: TypeAlias = Generator[None, Input, Any]

EFFECTS: Final = {"sent": "number", "asked": "number", "bot-sent": "number", "ticket": "id"}
"""What has an effect outside, and what its number is called."""

MOST_STEPS: Final = 100
MOST_ACTIONS: Final = 1_000
MEBIBYTE: Final = 1 << 20
MOST_READ: Final = 8 * MEBIBYTE
"""What texts, conditions and loops of one message may work through."""


class ChatOverError(Exception):
    """The chat has ended."""


class SlowEngine:
    """One customer on one line."""

    def __init__(self, bundle: Bundle, silence: timedelta) -> None:
        self.estate = bundle.estate
        self.project = bundle.estate.project
        self.first_language = self.project.languages[0]
        self.silence = silence
        self.seen: dict[str, list[Expected]] = {}
        self.now: datetime | None = None
        self.heard = datetime.min.replace(tzinfo=UTC)
        self.talk: Talk | None = None
        self.waits_for = ""
        self.events: list[Expected] = []
        self.numbers = 0
        self.arrival: Any = None

    def step(self, given: Input) -> list[Expected]:
        if given.id in self.seen:
            return self.seen[given.id]
        if self.waits_for == "request" and not isinstance(given, Answer):
            return [{"event": "ignored"}]
        before = self.now
        awaited = isinstance(given, Answer) and self.waits_for == "request" and given.number == self.asked
        if not awaited:  # requests take time, but do not move the clock
            self.now = given.at if self.now is None else max(self.now, given.at)
        self.events = []
        if isinstance(given, Message | Button):  # what others lead to belongs to the customer's last message
            self.steps = self.actions = self.texts = self.read = 0
        self.take(given)
        if self.events[0]["event"] == "ignored":
            self.now = before  # it changes nothing
        self.seen[given.id] = self.events
        for old in list(self.seen)[:-100]:
            del self.seen[old]
        return self.events

    def take(self, given: Input) -> None:
        assert self.now is not None
        too_long = self.talk is not None and self.waits_for != "queue" and self.now - self.heard >= self.silence
        match given:
            case Message() | Button():
                arrival = given.arrival or self.arrival
                opens = too_long or self.talk is None
                if opens and (arrival is None or arrival.inbound not in self.estate.inbound_routings):
                    self.say("ignored")
                    return
                if too_long:
                    self.say("ended", idle=True)
                    self.talk, self.waits_for = None, ""
                self.heard = self.now
                if self.talk is None:
                    self.arrival = arrival
                    self.begin(given)
                else:
                    self.go_on(given)
            case Silence() if too_long:
                self.say("ended", idle=True)
                self.talk, self.waits_for = None, ""
            case Answer() if self.waits_for == "request" and given.number == self.asked:
                self.go_on(given)
            case BotMessage() if self.waits_for == "chatbot" and self.is_of_this_chat(given):
                self.go_on(given)
            case BotDown() if self.waits_for == "chatbot" and (given.number is None or given.number >= self.since):
                self.go_on(given)
            case Closed() if self.talk is not None and self.waits_for == "queue":
                self.go_on(given)
            case _:
                self.say("ignored")

    def begin(self, given: Message | Button) -> None:
        self.data: dict[str, Any] = {}
        self.loops: list[dict[str, Any]] = []
        self.fixed = False
        assert self.now is not None
        self.began = self.now
        self.held: tuple[str, str] | None = None
        self.line = self.estate.inbound_routings[self.arrival.inbound]
        self.language = self.line.languages[0]
        self.talk = self.chat(given)
        self.run(lambda talk: next(talk))

    def go_on(self, given: Input) -> None:
        self.run(lambda talk: talk.send(given))

    def run(self, how: Any) -> None:
        try:
            how(self.talk)
        except (ChatOverError, StopIteration):
            self.talk = None
            self.waits_for = ""

    def say(self, event: str, **fields: Any) -> None:
        if event in EFFECTS:
            self.numbers += 1
            fields[EFFECTS[event]] = self.numbers
        self.events.append({"event": event, **fields})

    # what happens in a chat

    def chat(self, opening: Message | Button) -> Talk:
        self.say("arrived", inbound=self.arrival.inbound)
        self.receive(opening)
        if not self.fixed:
            self.say("language", language=self.language, by="line")
        where, by, variant = self.line.next_destination, "arrival", ""
        tree: DecisionTree | None = None
        while True:
            self.steps += 1
            if self.steps > MOST_STEPS:
                self.fail("steps")
            self.say("went", to=(where.field, where.name), by=by, variant=variant)
            match where.field:
                case "terminate":
                    self.terminate(where.name)
                case "queue":
                    yield from self.in_queue(where.name)
                case "time_condition":
                    where, by, variant = self.condition(where.name), "condition", ""
                case "decision_tree":
                    tree = self.estate.decision_trees[where.name]
                    where, by, variant = yield from self.decision(where.name, tree, tree.first)
                case "decision":
                    assert tree is not None
                    name = next(name for name, other in self.estate.decision_trees.items() if other is tree)
                    where, by, variant = yield from self.decision(name, tree, where.name)
                case "chatbot":
                    where, by, variant = yield from self.with_bot(where.name)

    def fail(self, bound: str) -> None:
        self.release(())
        self.say("failed", bound=bound)
        raise ChatOverError

    def receive(self, given: Message | Button) -> tuple[str, str]:
        """What counts of a message: its text, and the button that was pressed."""
        files = list(given.attachments) if isinstance(given, Message) else []
        allowed = files if self.line.allow_attachments != "none" else []
        button = given.button if isinstance(given, Button) else ""
        text = given.text if isinstance(given, Message) else given.title or self.title_of(button)
        self.say("received", text=text, button=button, attachments=len(allowed))
        for _ in files[len(allowed) :]:
            self.say("refused")
        self.lost = bool(files) and not allowed and not text.strip() and not button
        spoken = None if given.language is None else LANGUAGE.fullmatch(given.language.code)
        if given.language is not None and spoken is not None and not self.fixed:
            self.fixed = True
            self.language = "-".join(filter(None, (spoken[1].lower(), (spoken[2] or "").upper())))
            self.say("language", language=self.language, by=given.language.by)
        self.text, self.files, self.name = text, allowed, given.name
        return text, button

    def terminate(self, name: str) -> None:
        end = self.estate.terminates[name]
        text, language = "", ""
        if end.auto_response is not None:
            template = self.estate.templates[end.auto_response]
            text, language = self.in_language(template.text, template.languages)
            text = self.filled(text)
        self.say(
            "ended",
            terminate=name,
            disconnection_cause=end.disconnection_cause,
            queue=end.queue or "",
            auto_response=text,
            language=language,
            answered=end.answered,
        )
        raise ChatOverError

    def in_queue(self, name: str) -> Talk:
        while True:
            self.waits_for = "queue"
            given = yield
            if isinstance(given, Closed):
                self.say("ended", queue=name)
                raise ChatOverError
            assert isinstance(given, Message | Button)
            self.receive(given)
            if not self.lost:
                self.say("passed-on", queue=name)

    def condition(self, name: str) -> Destination:
        condition = self.estate.time_conditions[name]
        holds = self.holds(condition.time_group)
        self.say("condition", time_condition=name, holds=holds)
        return condition.if_time_matches if holds else condition.if_time_does_not_match

    def holds(self, group: str) -> bool:
        assert self.now is not None
        return holds(GroupsAt(self.estate.time_groups, int(self.now.timestamp()) // 60), group)

    def decision(self, tree_name: str, tree: DecisionTree, name: str) -> Generator[None, Input, tuple[Any, str, str]]:
        decision = next(one for one in tree.decisions if one.name == name)
        self.say("entered", decision_tree=tree_name, decision=name)
        self.held = None
        self.has_buttons = any(target.when is not None and target.when.button for target in decision.targets)
        left = yield from self.perform(decision.actions)
        if left is not None:
            self.release(())
            return left, "action", ""
        at_once = next((target for target in decision.targets if target.immediate), None)
        if at_once is not None:
            self.release(())
            return self.to(at_once), "immediate", self.variant_of(at_once)
        self.ask(tree_name, decision)
        while True:
            self.waits_for = "decision"
            given = yield
            assert isinstance(given, Message | Button)
            text, button = self.receive(given)
            if self.lost:
                continue
            target = self.choose(f"{tree_name}/{name}/", decision, text, button, pressed=isinstance(given, Button))
            if target is None:
                self.say("not-understood")
                continue
            return self.to(target), "answer", self.variant_of(target)

    def to(self, target: Target) -> Destination:
        key = self.variant_of(target)
        return target.languages[key] if key else target.to

    def variant_of(self, target: Target) -> str:
        return next((key for key in (self.language, self.language.split("-")[0]) if key in target.languages), "")

    def perform(self, actions: tuple[Action, ...]) -> Generator[None, Input, Destination | None]:
        for action in actions:
            self.actions += 1
            if self.actions > MOST_ACTIONS:
                self.fail("actions")
            if action.target is not None:
                return action.target
            if action.send_message is not None:
                text, language = self.in_language(action.send_message.text, action.send_message.languages)
                text = self.filled(text)
                if text.strip():
                    self.release(())
                    self.held = (text, language)
                    if not self.has_buttons:  # a message waits for the buttons that may ride on it
                        self.release(())
            elif action.save_data is not None:
                values = {
                    name: self.filled(value) if isinstance(value, str) else self.worked_with(value)
                    for name, value in sorted(action.save_data.items())
                }
                for name, value in sorted(values.items()):
                    self.save(name, value)
            elif action.create_ticket is not None:
                ticket = action.create_ticket
                title, comment = self.filled(ticket.title), self.filled(ticket.comment)
                if self.files:
                    self.worked_with(self.scope()["attachments"])
                self.say(
                    "ticket",
                    title=title,
                    category=ticket.category,
                    comment=comment,
                    attachments=len(self.files),
                )
            elif action.request is not None:
                yield from self.request(action.request)
            elif action.condition is not None:
                yes = is_true(self.value(action.condition.if_))
                self.say("branched", then=yes)
                left = yield from self.perform(action.condition.then if yes else action.condition.else_)
                if left is not None:
                    return left
            elif action.loop is not None:
                items = self.value(action.loop.each)
                items = list(items) if isinstance(items, list | tuple) else []
                self.say("looped", count=len(items))
                for item in items:
                    self.loops.append({action.loop.as_: item})
                    left = yield from self.perform(action.loop.do)
                    self.loops.pop()
                    if left is not None:
                        return left
        return None

    def request(self, request: Request) -> Generator[None, Input, None]:
        url = self.filled(request.url, {"secrets": SECRETS})
        headers = {name: self.filled(text, {"secrets": SECRETS}) for name, text in sorted(request.headers.items())}
        save_as = request.save_as
        self.say("asked", save_as=save_as, url=url, headers=headers)
        asked = self.asked = self.numbers
        self.waits_for = "request"
        given = yield
        assert isinstance(given, Answer)
        good = given.status is not None and 200 <= given.status < 300 and not given.why
        if good and given.json is not msgspec.UNSET and length(given.json) <= MEBIBYTE:
            self.say("answered", number=asked, status=given.status)
            self.save(save_as, given.json)
        else:
            self.say("failed-request", number=asked)
            self.data.pop(save_as, None)

    def with_bot(self, name: str) -> Generator[None, Input, tuple[Destination, str, str]]:
        bot = self.estate.chatbots[name]
        self.say("bot-sent", chatbot=name)
        self.since = self.numbers
        while True:
            self.waits_for = "chatbot"
            given = yield
            if isinstance(given, BotDown):
                self.say("bot-failed", chatbot=name)
                return bot.fallback, "fallback", ""
            if isinstance(given, BotMessage):
                text, buttons = given.body.get("text"), buttons_of(given.body)
                if text or buttons:
                    self.say("bot-said", chatbot=name, text=text, buttons=buttons)
                queues = [given.body[key] for key in ("transfer", "queue") if given.body.get(key)]
                if not queues and not text and not buttons:
                    self.say("ignored")
                if not queues:
                    continue
                allowed = {
                    key: other
                    for other in bot.transfers
                    for key in (other, str(self.estate.queues[other].id))
                    if key != "None"
                }
                named = {allowed.get(str(queue)) for queue in queues}
                if len(named) == 1 and None not in named:
                    return Destination(queue=named.pop()), "transfer", ""
                self.say("bot-failed", chatbot=name)
                return bot.fallback, "fallback", ""
            assert isinstance(given, Message | Button)
            self.receive(given)
            if not self.lost:
                self.say("bot-sent", chatbot=name)

    # what customers read

    def in_language(self, text: str, languages: dict[str, str]) -> tuple[str, str]:
        for key in (self.language, self.language.split("-")[0]):
            if key in languages:
                return languages[key], key
        return text, self.first_language

    def scope(self) -> dict[str, Any]:
        assert self.now is not None
        found = dict(self.data)
        for names in self.loops:
            found |= names
        contact, arrival = self.arrival.contact, self.arrival
        zone = ZoneInfo(self.project.timezone)
        written = [each.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S") for each in (self.heard, self.began)]
        return found | {
            "text": self.text,
            "attachments": [msgspec.to_builtins(file) for file in self.files],
            "message": {"name": self.name, "time_created": written[0], "direction": "IN"},
            "interaction": {"name": arrival.interaction, "title": arrival.title, "time": written[1]},
            "interactionHash": arrival.hash,
            "contact": {"name": contact.name, "number": contact.number, "language": self.language},
            "inbound": {"name": arrival.inbound, "title": self.line.title, "number": self.line.number},
            "config": {"callback": arrival.callback},
        }

    def filled(self, text: str, more: dict[str, Any] | None = None) -> str:
        scope = self.scope() | (more or {})
        parts = [
            part if isinstance(part, str) else shown(part.value(scope, self.worked_with))
            for part in parse_text(text).segments
        ]
        self.texts += len("".join(parts))
        if self.texts > MEBIBYTE:
            self.fail("texts")
        return "".join(parts)

    def value(self, expression: str) -> Any:
        read = parse_expression(expression).expression
        return None if read is None else read.value(self.scope(), self.worked_with)

    def worked_with(self, value: Any) -> Any:
        self.read += 0 if value is SECRETS["crm_key"] else length(value)
        if self.read > MOST_READ:
            self.fail("read")
        return value

    def save(self, name: str, value: Any) -> None:
        self.data[name] = value
        self.say("saved", name=name, value=value)
        if length(self.data) > MEBIBYTE + 1:
            self.fail("data")

    def release(self, buttons: tuple[tuple[str, str], ...], label: str = "") -> None:
        """The message that was held back is sent."""
        if self.held is not None:
            self.say("sent", text=self.held[0], language=self.held[1], buttons=buttons, list=label)
        self.held = None

    def ask(self, tree: str, decision: Decision) -> None:
        buttons = tuple(
            (f"{tree}/{decision.name}/{place}", self.title(target.when.button))
            for place, target in enumerate(decision.targets)
            if target.when is not None and isinstance(target.when.button, Label)
        )
        if buttons and self.held is None:
            self.held = (self.filled(decision.title), self.first_language)
        assert isinstance(decision.list_label, Label)
        self.release(buttons, self.title(decision.list_label) if len(buttons) > 3 else "")

    def title_of(self, button: str) -> str:
        """What stands on a button with an id."""
        for tree, item in self.estate.decision_trees.items():
            for decision in item.decisions:
                for place, target in enumerate(decision.targets):
                    if target.when is not None and button == f"{tree}/{decision.name}/{place}":
                        label = target.when.button
                        return self.title(label) if isinstance(label, Label) else ""
        return ""

    def is_of_this_chat(self, given: BotMessage) -> bool:
        if not isinstance(given.body, dict):
            return False
        named = given.body.get("conversation", {}).get("name", self.arrival.interaction)
        return given.hash in ("", self.arrival.hash) and named == self.arrival.interaction

    def title(self, label: Label) -> str:
        return self.in_language(label.title, label.languages)[0]

    # which answer is chosen

    def choose(self, prefix: str, decision: Decision, text: str, button: str, *, pressed: bool) -> Target | None:
        targets = list(decision.targets)
        if button.startswith(prefix) and button.removeprefix(prefix).isdigit():
            place = int(button.removeprefix(prefix))
            when = targets[place].when if place < len(targets) else None
            if when is not None and when.button:
                self.say("chosen", by="button")
                return targets[place]
        found = slow_choice(targets, text, self.language, self.first_language, self.project.similarity)
        if found is None or (found.by == "default" and pressed):
            return None
        self.say("chosen", by=found.by)
        return targets[found.answer]
