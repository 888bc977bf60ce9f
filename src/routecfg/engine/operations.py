"""The actions of a decision as a flat list of operations.

Conditions and loops become jumps. So all that has to be known of actions that wait in their middle for an answer is a
position in this list, and the loops that are running.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from routecfg.engine.events import Asked, Branched, Looped, Ticket
from routecfg.engine.texts import Words, without_secrets
from routecfg.engine.ways import Way
from routecfg.model import Action, CreateTicket, Destination, Request, SendMessage
from routecfg.templates import Expression, Text, is_host_open, is_true, parse_expression, parse_text

if TYPE_CHECKING:
    from routecfg.engine.running import Run


class Operation:
    """One step of actions. `counts`: it is an action, and not only the end of a loop or a branch."""

    counts: ClassVar[bool] = True

    def __init__(self, place: str) -> None:
        """`place` points to the action."""
        self.place = place

    def do(self, run: "Run") -> Way | None:
        """Does it. Gives where the chat goes if that ends the actions; `run.waiting` says if the chat waits now.

        Raises OverBound.
        """
        raise NotImplementedError


def operations(actions: Sequence[Action], place: str, first: str) -> tuple[Operation, ...]:
    """The operations of actions; `place` points to them, `first` is the project's first language."""
    made: list[Operation] = []
    _add(made, actions, place, first)
    return tuple(made)


def _add(made: list[Operation], actions: Sequence[Action], place: str, first: str) -> None:
    for index, action in enumerate(actions):
        here = f"{place}/{index}"
        if action.send_message is not None:
            made.append(Send(action.send_message, f"{here}/send_message", first))
        elif action.save_data is not None:
            made.append(Save(action.save_data, f"{here}/save_data"))
        elif action.request is not None:
            made.append(Ask(action.request, f"{here}/request"))
        elif action.create_ticket is not None:
            made.append(File(action.create_ticket, f"{here}/create_ticket"))
        elif action.target is not None:
            made.append(Leave(action.target, f"{here}/target"))
        elif action.condition is not None:
            branch = Branch(action.condition.if_, f"{here}/condition")
            made.append(branch)
            _add(made, action.condition.then, f"{branch.place}/then", first)
            if action.condition.else_:
                skip = Skip(branch.place)
                made.append(skip)
                branch.otherwise = len(made)
                _add(made, action.condition.else_, f"{branch.place}/else", first)
                skip.to = len(made)
            else:
                branch.otherwise = len(made)
        elif action.loop is not None:
            repeat = Repeat(action.loop.each, action.loop.as_, f"{here}/loop", len(made) + 1)
            made.append(repeat)
            _add(made, action.loop.do, f"{repeat.place}/do", first)
            if len(made) > repeat.body:  # a loop that does nothing only counts
                made.append(Again(repeat.name, repeat.place, repeat.body))
            repeat.end = len(made)


class Send(Operation):
    """Sends a message, unless nothing is left of it when it is filled in: nobody can be sent an empty one."""

    def __init__(self, message: SendMessage, place: str, first: str) -> None:
        super().__init__(place)
        self._words = Words(message.text, message.languages, first)

    def do(self, run: "Run") -> None:
        """Gives the message to the run, which may hold it back."""
        text, language = self._words.of(run.language)
        filled = run.filled(text)
        if filled.strip():
            run.say(filled, language, self.place)


class Save(Operation):
    """Saves values, all at once: each text gets what was there before."""

    def __init__(self, values: dict[str, Any], place: str) -> None:
        super().__init__(place)
        self._values = tuple(
            (name, parse_text(value) if isinstance(value, str) else value) for name, value in sorted(values.items())
        )

    def do(self, run: "Run") -> None:
        """Fills in all values, then saves them in the order of their names."""
        filled: list[tuple[str, Any]] = []
        for name, value in self._values:
            if isinstance(value, Text):
                filled.append((name, run.filled(value)))
            else:
                run.count_read(value)
                filled.append((name, value))
        for name, value in filled:
            run.save(name, value, f"{self.place}/{name}")


class Ask(Operation):
    """Asks a web address. The chat waits for the answer."""

    def __init__(self, request: Request, place: str) -> None:
        super().__init__(place)
        self.save_as = request.save_as
        self._url = parse_text(request.url)
        self._open_host = is_host_open(self._url)
        self._headers = tuple((name, parse_text(text)) for name, text in sorted(request.headers.items()))

    def do(self, run: "Run") -> None:
        """Fills in the address and the headers but for secrets, and waits."""
        url = without_secrets(self._url, run.value)
        headers = {name: without_secrets(text, run.value, name) for name, text in self._headers}
        run.use_text(len(url.text) + sum(len(each.text) for each in headers.values()))
        run.emit(
            Asked(
                at=run.at,
                place=self.place,
                number=run.effect(),
                url=url.text,
                headers={name: each.text for name, each in headers.items()},
                placeholders=(*url.placeholders, *(one for each in headers.values() for one in each.placeholders)),
                open_host=self._open_host,
                save_as=self.save_as,
            )
        )
        run.wait_for_answer()


class File(Operation):
    """Files a ticket, with the files of the message."""

    def __init__(self, ticket: CreateTicket, place: str) -> None:
        super().__init__(place)
        self._category = ticket.category
        self._title = parse_text(ticket.title)
        self._comment = parse_text(ticket.comment)

    def do(self, run: "Run") -> None:
        """Fills in the ticket."""
        title, comment = run.filled(self._title), run.filled(self._comment)
        if run.said.attachments:
            run.count_read(run.scope["attachments"])
        run.emit(
            Ticket(
                at=run.at,
                place=self.place,
                id=run.effect(),
                title=title,
                category=self._category,
                comment=comment,
                attachments=run.said.attachments,
            )
        )


class Leave(Operation):
    """Leaves the decision at once, and so all its loops."""

    def __init__(self, to: Destination, place: str) -> None:
        super().__init__(place)
        self._way = Way(to, "action", place)

    def do(self, _run: "Run") -> Way:
        """Gives where the chat goes."""
        return self._way


class Branch(Operation):
    """Goes on with one of two lists of actions."""

    otherwise = 0

    def __init__(self, if_: str, place: str) -> None:
        super().__init__(place)
        self._if = if_
        self._expression = _expression(if_)

    def do(self, run: "Run") -> None:
        """Decides by the data. What cannot be read does not hold."""
        holds = self._expression is not None and is_true(run.value(self._expression))
        run.emit(Branched(at=run.at, place=self.place, if_=self._if, then=holds))
        if not holds:
            run.operation = self.otherwise


class Skip(Operation):
    """Stands behind the actions of `then`, and goes past those of `else`."""

    counts = False
    to = 0

    def do(self, run: "Run") -> None:
        """Goes on behind the condition."""
        run.operation = self.to


class Repeat(Operation):
    """Runs actions once for each item of a list, taken as it is now."""

    end = 0

    def __init__(self, each: str, name: str, place: str, body: int) -> None:
        super().__init__(place)
        self.name = name
        self.body = body
        self._expression = _expression(each)

    def do(self, run: "Run") -> None:
        """Begins with the first item; over what is not a list nothing runs."""
        value = None if self._expression is None else run.value(self._expression)
        items = tuple(value) if isinstance(value, (list, tuple)) else ()
        run.emit(Looped(at=run.at, place=self.place, count=len(items)))
        if items and self.end > self.body:
            run.begin_loop(self.name, items)
        else:
            run.operation = self.end


class Again(Operation):
    """Stands behind the actions of a loop."""

    counts = False

    def __init__(self, name: str, place: str, body: int) -> None:
        super().__init__(place)
        self.name = name
        self._body = body

    def do(self, run: "Run") -> None:
        """Goes back for the next item, if there is one."""
        if run.next_item(self.name):
            run.operation = self._body


def _expression(text: str) -> Expression | None:
    return parse_expression(text).expression
