"""What a change does to chats, in words: when, what the customer does, and what comes of it on both sides.

Texts of users are masked and harmless here; a `Marked` function puts them in quotes, or in whatever sets them apart.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import Final, NamedTuple, TypeAlias

from routecfg.diagnostics import listed, plural
from routecfg.disclosure import first_few, harmless, masked, shortened
from routecfg.impact import Account, Change, Decided, LineImpact, Outcome, Place
from routecfg.model import KIND_WORDS
from routecfg.pipeline.written_places import Written
from routecfg.report.impact_samples import brought_otherwise

Marked: TypeAlias = Callable[[str], str]
"""A text of a user, or a name, as the form sets it apart."""

LONGEST: Final = 60
"""Characters of a text that a row shows."""

_LONGEST_LINE: Final = 120
"""The same of an example."""

_BEGINNING: Final = 30
"""Characters that two texts may begin with alike and that are shown: of longer beginnings only the end is."""

_MOST_TEXTS: Final = 3
_MOST_SAID: Final = 10
_SIDES: Final = {"both": "", "before": "today ", "after": "afterwards "}

STAFF: Final = "Only the contact centre notices"
DATA: Final = "Depends on data"


def headline(account: Account) -> str:
    """How many lines change for customers."""
    count = len(account.changed)
    if not account.lines and not account.depends_on_data:
        return "What customers will notice: nothing"
    lines = "line" if account.every == 1 else "lines"
    return f"What customers will notice: {count} of {account.every:,} {lines}"


def line_status(line: LineImpact) -> str:
    """What a line that is new or gone means; empty for others."""
    if line.status == "added":
        return "is new: customers can write to it"
    return "goes: customers who write to it get no answer" if line.status == "removed" else ""


class Row(NamedTuple):
    """Changes that differ only in where the chat waits, in words; `where` in the files they are made, if known."""

    when: str
    does: str
    today: str
    after: str
    where: str
    changes: tuple[Change, ...]


def rows(line: LineImpact, marked: Marked, written: Written | None) -> list[Row]:
    """The changes of a line, those that say the same as one; `written` knows where what makes them stands.

    Where the same is answered in two ways and nothing else tells them apart, it is said what requests bring.
    """
    found = list(_rows(line, marked, written))
    alike: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(found):
        alike.setdefault((row.when, row.does), []).append(number)
    for numbers in alike.values():
        if len(numbers) > 1:
            said = brought_otherwise([found[each].changes[0] for each in numbers], lambda text: marked(_safe(text)))
            for number, words in zip(numbers, said, strict=True):
                if words:
                    found[number] = found[number]._replace(does=f"{found[number].does}, and {words}")
    return found


def _rows(line: LineImpact, marked: Marked, written: Written | None) -> Iterator[Row]:
    alike: dict[tuple[object, ...], list[Change]] = {}
    for change in line.changes:
        key = (_when(change, marked), change.languages, _does(change, marked), *_results(change, marked))
        alike.setdefault(key, []).append(change)
    several = Counter((when, languages, does) for when, languages, does, *_ in alike)
    for (when, languages, does, today, after), changes in alike.items():
        first = changes[0]
        if several[when, languages, does] > 1 and len(first.chat) > 2:
            does = f"{does}, after {_said_before(first, marked)}"
        if today == after:
            after = f"{after}, with other spaces or line breaks"
        said = [str(when)]
        places = [place_words(each.waiting, marked) for each in changes if each.waiting is not None]
        if places and not first.setting:  # it shows at every decision: the one of the example means nothing
            said.append(f"at {listed(list(dict.fromkeys(places)), 'and')}")
        if len(first.languages) < len(line.languages):
            said.append(f"in {listed([_safe(each) or 'no known language' for each in first.languages], 'and')}")
        found = [place for each in changes if written is not None and (place := written(each.place)) is not None]
        files = list(dict.fromkeys(f"{file}:{number}" for file, number in found))
        where = first_few([harmless(each) for each in files], 2)
        yield Row(", ".join(said), str(does), str(today), str(after), where, tuple(changes))


def _said_before(change: Change, marked: Marked) -> str:
    """What the customer did before the last step: where the same is answered in two ways, that decides."""
    step = change.chat[-2].step
    return marked(_safe(step.say or step.press or step.send or ""))


def _when(change: Change, marked: Marked) -> str:
    """At what times, or by which conditions of time; where a setting makes the difference, by which."""
    if change.setting:
        was, now = map(_safe, change.setting)
        return f"wherever a chat waits ({change.place.rpartition('/')[2]} {was} -> {now})"
    conditions = [each for each in change.decided if each.what == "time_condition"]
    if change.place.startswith("/time_groups/") or not conditions:
        return change.times or "any time"
    return f"while {_by_side({side: _come_out(conditions, side, marked) for side in _SIDES})}"


def _come_out(decided: Sequence[Decided], side: str, marked: Marked) -> list[str]:
    """How some conditions come out that are decided so on both sides, or only today, or only afterwards."""
    return [f"{marked(_safe(each.name))} {_comes_out(each)}" for each in decided if each.side == side]


def _comes_out(decided: Decided) -> str:
    if decided.what == "loop":
        return "has no items"
    return "holds" if decided.holds else "does not hold"


def _by_side(said: Mapping[str, Sequence[str]]) -> str:
    parts = [f"{_SIDES[side]}{listed(each, 'and')}" for side, each in said.items() if each]
    return ", and ".join(parts) if any(len(each) > 1 for each in said.values()) else listed(parts, "and")


def _does(change: Change, marked: Marked) -> str:
    """What the customer does, and what else has to be so."""
    data = [each for each in change.decided if each.what != "time_condition"]
    said = {side: _come_out(data, side, marked) for side in _SIDES}
    for name, bot in change.bots.items():
        if bot.get("down"):
            said["both"].append(f"chatbot {marked(_safe(name))} cannot be reached")
        elif "transfers" in bot:
            said["both"].append(f"chatbot {marked(_safe(name))} hands over to {marked(_safe(str(bot['transfers'])))}")
    return _step(change, marked) + (f", and {_by_side(said)}" if any(said.values()) else "")


def _step(change: Change, marked: Marked) -> str:
    step = change.chat[-1].step
    if change.place.endswith("/chat_ends_after"):
        since = datetime.fromisoformat(step.at) - datetime.fromisoformat(change.chat[-2].step.at)
        return f"is silent for {_length(round(since.total_seconds() / 60))}, and writes again"
    if step.send is not None:
        return "sends a file"
    others = [f"in {_safe(language)} {marked(_safe(text))}" for language, text in change.words.items()]
    also = f" ({', '.join(others)})" if others else ""
    if step.press is not None:
        return f"presses {marked(_safe(step.press))}{also}"
    if change.otherwise:
        return "writes anything" if change.waiting is None else "writes anything else"
    return f"types {marked(_safe(step.say or ''))}{also}"


def _length(minutes: int) -> str:
    return plural(minutes, "minute") if minutes % 60 else plural(minutes // 60, "hour")


def _results(change: Change, marked: Marked) -> tuple[str, str]:
    """What comes of it today, and after the release."""
    return _result(change.before, change.after, marked), _result(change.after, change.before, marked)


def _result(mine: Outcome, other: Outcome, marked: Marked) -> str:
    """What is read, if that differs, and where the chat gets, if that does; where it stays, its buttons."""
    parts: list[str] = []
    here, there = mine.ends or mine.waits, other.ends or other.waits
    if here == there and not mine.reads and not mine.buttons:
        return "gets no answer" if mine.waits is not None and mine.waits.decision else "reads nothing"
    if mine.reads != other.reads:
        texts = list(mine.reads)
        if len(mine.reads) == len(other.reads):  # else all: what is only added replaces nothing
            texts = [
                _from_difference(*each) for each in zip(mine.reads, other.reads, strict=True) if each[0] != each[1]
            ]
        shown = [marked(_safe(text)) for text in texts[:_MOST_TEXTS]]
        shown += [f"{len(texts) - _MOST_TEXTS} more"] if len(texts) > _MOST_TEXTS else []
        parts.append(f"reads {listed(shown, 'and')}" if shown else "reads nothing")
    if here != there:
        return ", ".join([*parts, place_words(here, marked)] if here is not None else parts) or "gets no answer"
    if mine.buttons != other.buttons:
        parts.append(_buttons(mine.buttons, other.buttons, marked))
    if mine.label != other.label and mine.label:
        parts.append(f"the list {marked(_safe(mine.label))}")
    return ", ".join(parts) or "gets no answer"


def _buttons(mine: Sequence[str], other: Sequence[str], marked: Marked) -> str:
    """The buttons that the other side has not, or is without; all, if only their order differs."""
    here, there = ([each for each in one if each not in two] for one, two in ((mine, other), (other, mine)))
    titles = [marked(_safe(each)) for each in here or there or mine]
    words = f"{'button' if len(titles) == 1 else 'buttons'} {listed(titles, 'and')}"
    if here and not there:
        return f"also {words}" if other else words
    return f"without {words}" if there and not here else words


def _from_difference(text: str, other: str) -> str:
    """A text without a long beginning that another one has as well."""
    same = next((at for at, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), 0)
    start = text.rfind(" ", 0, max(same - _BEGINNING // 2, 0)) + 1
    return f"…{text[start:]}" if same > _BEGINNING else text


def place_words(place: Place, marked: Marked) -> str:
    """Where a chat waits or ends: `decision 'welcome' of tree 'menu'`."""
    if place.silence:
        return "the chat is over"
    if place.failed:
        return f"the chat breaks off (too many {place.failed})"
    if place.decision:
        return f"decision {marked(_safe(place.decision))} of {marked(_safe(place.decision_tree))}"
    for kind in ("queue", "chatbot", "terminate"):
        name = getattr(place, kind)
        if name:
            return f"ends at {marked(_safe(name))}" if kind == "terminate" else f"{kind} {marked(_safe(name))}"
    return ""


def rest(account: Account, marked: Marked, written: Written | None) -> Iterator[str]:
    """What else there is to say, a sentence each."""
    data = dict.fromkeys((each.place, each.condition) for each in account.depends_on_data)
    if data:
        said = [
            _at(place, marked, written) + (f", behind {marked(_safe(condition))}" if condition else "")
            for place, condition in data
        ]
        yield f"{DATA}, so that no example shows it: {_few(said)}."
    if account.staff:
        said = [
            f"{_at(each.place, marked, written)}: {each.what}, "
            f"{marked(_safe(each.before))} -> {marked(_safe(each.after))}"
            for each in account.staff
        ]
        yield f"{STAFF}: {_few(said)}."
    if account.behind:
        said = [_at(place, marked, written) for place in account.behind_places]
        yield f"Behind these changes, so that chats get there in another way or not at all: {_few(said)}."
    if account.unnoticed:
        yield f"Nobody notices: {_few([_at(place, marked, written) for place in account.unnoticed_places])}."
    if account.compared == "in part":
        yield f"Compared in part: {'; '.join(map(_safe, account.why))}."


def _few(said: Sequence[str]) -> str:
    left = len(said) - _MOST_SAID
    return "; ".join(said[:_MOST_SAID]) + (f"; and {left:,} more" if left > 0 else "")


def _at(pointer: str, marked: Marked, written: Written | None) -> str:
    """The object that a pointer leads into, and where it is written."""
    kind, name, *inner = pointer.strip("/").split("/")
    said = f"{KIND_WORDS[kind]} {marked(_safe(name))}" if kind in KIND_WORDS else f"setting {marked(_safe(name))}"
    if kind == "decision_trees" and len(inner) > 1:
        said = f"decision {marked(_safe(inner[1]))} of {marked(_safe(name))}"
    place = written(pointer) if written is not None else None
    return said if place is None else f"{said} ({harmless(place[0])}:{place[1]})"


def transcript(change: Change, shown: set[object]) -> Iterator[tuple[str, str]]:
    """The example line by line, each with its sign: `>` the customer, a space both sides, `-` today, `+` after.

    `shown` is how examples before it have begun: what they show is not repeated.
    """
    so_far: tuple[object, ...] = tuple(change.contact.items())
    if change.contact:
        name, number = (_safe(change.contact[key], _LONGEST_LINE) for key in ("name", "number"))
        yield ">", f"the customer is {name} ({number})"
    for exchange in change.chat:
        step = exchange.step
        said = step.say if step.say is not None else step.press if step.press is not None else step.send
        verb = "writes" if step.say is not None else "presses" if step.press is not None else "sends"
        yield ">", f"{step.at[:16].replace('T', ' ')} customer {verb}: {_safe(said or '', _LONGEST_LINE)}"
        so_far = (*so_far, verb, said, exchange.before, exchange.after)
        if so_far in shown and exchange is not change.chat[-1]:
            continue
        shown.add(so_far)
        old, new = ([*_lines(each)] for each in (exchange.before, exchange.after))
        for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield from ((" " if kind == "equal" else "-", line) for line in old[start:end])
            yield from (("+", line) for line in new[begin:stop] if kind != "equal")


def _lines(outcome: Outcome) -> Iterator[str]:
    yield from (_safe(text, _LONGEST_LINE) for text in outcome.reads)
    if outcome.buttons:
        yield " ".join(f"[{_safe(title)}]" for title in outcome.buttons)
    place = outcome.ends or outcome.waits
    if place is not None:
        yield f"({place_words(place, lambda name: name)})"


def _safe(text: str, longest: int = LONGEST) -> str:
    return harmless(shortened(" ".join(masked(text).split()), longest))
