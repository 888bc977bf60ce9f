"""What something new says, asks and leads to, line by line: what a reviewer reads instead of the file."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from routecfg.diagnostics import Path
from routecfg.diff import labels
from routecfg.diff.difference import Line
from routecfg.diff.summaries import leaves_out_entries, summary
from routecfg.diff.time_entries import entry_words, in_week_order
from routecfg.model import (
    GROUP_PARTS,
    Action,
    Chatbot,
    CreateTicket,
    Decision,
    DecisionTree,
    InboundRouting,
    Label,
    Object,
    Request,
    Target,
    Template,
    TimeGroup,
    Value,
    references,
)

MOST: Final = 400
"""Lines for one new thing. Nobody reads more of it in a difference."""

_MOST_BUTTONS: Final = 3
"""More buttons become a list, which a label opens."""


def contents(item: Object | Decision | Target | Action, at: Path) -> tuple[Line, ...]:
    """The lines for what is new; none if its name and the line about it say all. `at` is where it stands.

    Texts are whole, without secrets.
    """
    lines = list(islice(_lines(item, at), MOST + 1))
    return tuple(lines) if len(lines) <= MOST else (*lines[:MOST], Line(0, "… and more"))


def _lines(item: Object | Decision | Target | Action, at: Path) -> Iterator[Line]:
    match item:
        case DecisionTree():
            for decision in _as_reached(item):
                yield Line(0, f"decision '{decision.name}' ({labels.quoted(decision.title, labels.SHORT)[1:-1]})")
                yield from _deeper(_decision(decision, (*at, "decisions", decision.name)))
        case Decision():
            yield from _decision(item, at)
        case Target():
            yield from _words(item, at)
        case Action():
            yield from islice(_action(item, at), 1, None) if _label_says_all(item) else _action(item, at)
        case Template():
            lines = list(_texts("says", item.text, item.languages, at))
            yield from lines if lines != [Line(0, summary(item))] else ()
        case InboundRouting():
            yield from _fields(item, ("number", "channel_id", "api_token", "languages", "allow_attachments"), at)
        case Chatbot():
            fields = ("chatbot_url", "send_start_message", "send_attachments", "send_custom_fields")
            yield from _fields(item, fields, at)
        case TimeGroup() if leaves_out_entries(item):
            for part in GROUP_PARTS:
                for entry in in_week_order(part, item):
                    yield Line(0, f"{part} {entry_words(entry)}")


def _fields(item: InboundRouting | Chatbot, fields: Iterable[str], at: Path) -> Iterator[Line]:
    """Fields with their values, but for those that say nothing or no."""
    for field in fields:
        value: Value = getattr(item, field)
        if value and value != "none":
            yield Line(0, f"{labels.field_words(field)} {labels.value_words(value, (*at, field))}")


def _as_reached(tree: DecisionTree) -> Iterator[Decision]:
    """The decisions in the order in which a customer can reach them, then the others."""
    left = {decision.name: decision for decision in tree.decisions}
    waiting = deque([tree.first])
    while left:
        decision = left.pop(waiting.popleft() if waiting else next(iter(left)), None)
        if decision is not None:
            yield decision
            waiting.extend(to.name for to in references(decision) if to.kind == "decision")


def _label_says_all(action: Action) -> bool:
    """Whether the first line for an action says no more than what the action is called."""
    first = next(_action(action, ()))
    return first.words in (labels.action(action), f"{labels.action(action)}:")


def _deeper(lines: Iterable[Line]) -> Iterator[Line]:
    return (Line(line.depth + 1, line.words) for line in lines)


def _decision(decision: Decision, at: Path) -> Iterator[Line]:
    yield from _actions(decision.actions, (*at, "actions"))
    buttons = sum(target.when is not None and isinstance(target.when.button, Label) for target in decision.targets)
    if isinstance(decision.list_label, Label) and buttons > _MOST_BUTTONS:
        yield Line(0, f"list of buttons, opened by {labels.value_words(decision.list_label)}")
    for index, target in enumerate(decision.targets):
        yield Line(0, f"{labels.answer(target.when, default=target.default)} {labels.target(target)}")
        yield from _deeper(_words(target, (*at, "targets", index)))


def _words(target: Target, at: Path) -> Iterator[Line]:
    """What else is understood as an answer: whatever its name does not say, language by language."""
    when = target.when
    if when is None:
        return
    here = (*at, "when")
    called = labels.answer(when, default=False)
    said: dict[str, list[str]] = {}
    if when.similar:
        said.setdefault("", []).append(f"answer {labels.quoted(', '.join(when.similar), labels.WHOLE, here)}")
    if when.pattern is not None:
        said.setdefault("", []).append(f"pattern {labels.quoted(when.pattern, labels.WHOLE, here)[1:-1]}")
    if isinstance(when.button, Label):
        for language, title in when.button.languages.items():
            said.setdefault(language, []).append(f"button {labels.quoted(title, labels.WHOLE, here)}")
    for language, words in when.languages.items():
        form = (
            f"pattern {labels.quoted(words, labels.WHOLE, here)[1:-1]}"
            if isinstance(words, str)
            else (f"answer {labels.quoted(', '.join(words), labels.WHOLE, here)}")
        )
        said.setdefault(language, []).append(form)
    if target.default:
        said.setdefault("", []).append("any other answer")
    for language in sorted(said):
        forms = [form for form in said[language] if form != called]
        if forms:
            yield Line(0, f"{f'in {language!r}: ' if language else 'also '}{', '.join(forms)}")


def _actions(actions: Iterable[Action], at: Path) -> Iterator[Line]:
    for index, action in enumerate(actions):
        yield from _action(action, (*at, index))


def _action(action: Action, at: Path) -> Iterator[Line]:
    here = (*at, action.field)
    if action.send_message is not None:
        yield from _texts("message", action.send_message.text, action.send_message.languages, here)
    elif action.save_data is not None:
        for key, value in action.save_data.items():
            words = labels.value_words(value, (*here, key)) or "nothing"
            yield Line(0, f"saved data {labels.quoted(key, labels.SHORT)}: {words}")
    elif action.request is not None:
        yield from _request(action.request, here)
    elif action.create_ticket is not None:
        yield from _ticket(action.create_ticket, here)
    elif action.condition is not None:
        yield Line(0, f"condition {labels.quoted(action.condition.if_, labels.LONG, ('if',))}:")
        yield from _deeper(_actions(action.condition.then, (*here, "then")))
        if action.condition.else_:
            yield Line(0, "otherwise:")
            yield from _deeper(_actions(action.condition.else_, (*here, "else")))
    elif action.loop is not None:
        yield Line(0, f"loop over {labels.quoted(action.loop.each, labels.LONG, ('each',))}:")
        yield from _deeper(_actions(action.loop.do, (*here, "do")))
    elif action.target is not None:
        yield Line(0, f"target {labels.destination(action.target)}")


def _request(request: Request, at: Path) -> Iterator[Line]:
    yield Line(0, f"request {labels.quoted(request.save_as, labels.SHORT)}:")
    yield Line(1, f"address {labels.quoted(request.url, labels.WHOLE, (*at, 'url'))}")
    for key, value in sorted(request.headers.items()):
        words = labels.quoted(value, labels.LONG, (*at, "headers", key))
        yield Line(1, f"header {labels.quoted(key, labels.SHORT)}: {words}")


def _ticket(ticket: CreateTicket, at: Path) -> Iterator[Line]:
    yield Line(0, f"ticket {labels.quoted(ticket.title, labels.LONG, (*at, 'title'))}:")
    yield Line(1, f"category '{ticket.category}'")
    yield Line(1, f"comment {labels.quoted(ticket.comment, labels.LONG, (*at, 'comment'))}")


def _texts(called: str, text: str, languages: Mapping[str, str], at: Path) -> Iterator[Line]:
    yield Line(0, f"{called} {labels.quoted(text, labels.WHOLE, (*at, 'text'))}")
    for language, variant in sorted(languages.items()):
        yield Line(1, f"in '{language}': {labels.quoted(variant, labels.WHOLE, (*at, 'languages', language))}")
