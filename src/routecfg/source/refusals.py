"""What is valid YAML, and refused all the same: each in plain words, at its place."""

from typing import Any

from routecfg.diagnostics import START, Finding, Rule
from routecfg.source.lines import Lines
from routecfg.source.rules import UNREADABLE_FILE, YAML_SYNTAX
from routecfg.source.scalars import TAG_PREFIX


class Refused(Exception):  # noqa: N818 - it carries a finding to the one place that catches it; nothing failed
    """The file is given up for one reason. `event` is where (None: the file as a whole)."""

    def __init__(self, rule: Rule, event: Any, message: str, advice: str, *, as_key: bool = False) -> None:
        super().__init__(message)
        self.rule = rule
        self.event = event
        self.message = message
        self.advice = advice
        self.as_key = as_key

    def finding(self, lines: Lines) -> Finding:
        """The finding, with its lines and columns."""
        span = START
        if self.event is not None:
            start = self.event.start_mark.index
            if self.as_key and lines.text[max(0, start - 1) : start + 1] == "{{":
                # here, since most runs need none of the tables
                from routecfg.source.complaint import Surroundings
                from routecfg.source.template_errors import bare_template

                found = bare_template(Surroundings(lines), start - 1)
                span = lines.span(found.start, found.end)
                return self.rule.in_text(span, found.message, help=found.help)
            span = lines.span(self.event.start_mark.index, self.event.end_mark.index)
        return self.rule.in_text(span, self.message, help=self.advice)


def too_many_nodes() -> Refused:
    return Refused(
        UNREADABLE_FILE,
        None,
        "the file holds more than a million values",
        "divide it into several files; each may hold any part of the routing",
    )


def too_deep(event: Any) -> Refused:
    return Refused(
        UNREADABLE_FILE,
        event,
        "more than 100 levels stand inside each other here",
        "routing needs about ten levels: look for brackets that are opened and never closed",
    )


def several_documents(event: Any) -> Refused:
    return Refused(
        UNREADABLE_FILE,
        event,
        "a second document begins here ('---'): a file may hold only one, and what follows would never be used",
        "remove this line, or move what follows into a file of its own",
    )


def merge_key(event: Any) -> Refused:
    return Refused(
        YAML_SYNTAX,
        event,
        "'<<' is not understood: it would mix other settings into this place, and nobody could see which of them count",
        "write the settings out; for answers that are understood in many places use 'target_sets'",
    )


def missing_key(event: Any) -> Refused:
    return Refused(
        YAML_SYNTAX,
        event,
        "a name is missing before this colon",
        "write the name, as in `title: Support`, or remove it",
    )


def key_that_is_no_text(event: Any) -> Refused:
    return Refused(
        YAML_SYNTAX,
        event,
        "a name stands before a colon, and here it is a whole group of settings or a list",
        'put a text that begins with a bracket in quotes, as in `text: "{{ contact.name }}"`; otherwise write one word '
        "before the colon",
        as_key=True,
    )


def unknown_alias(event: Any) -> Refused:
    return Refused(
        YAML_SYNTAX,
        event,
        "a value that begins with '*' stands for another part of the file, and no part has this name",
        'put the text in quotes, as in `"*agent"`; if a part is meant, mark it with `&` before it is used',
    )


def alias_of_itself(event: Any) -> Refused:
    return Refused(
        YAML_SYNTAX,
        event,
        "this '*' repeats a part of the file inside itself, without end",
        "write out what should stand here",
    )


def too_much_repeated(event: Any) -> Refused:
    return Refused(
        UNREADABLE_FILE,
        event,
        "with all that '*' repeats, the file grows to more than ten times its size, or to more than a million values",
        "write out what is meant, or use 'target_sets' for answers that are understood in many places",
    )


def strange_tag(event: Any) -> Refused:
    """A tag that is no core tag, or does not fit what it stands before."""
    if event.tag.startswith(TAG_PREFIX):
        message = "what follows '!!' here is a type that is not known, or does not fit the value after it"
        return Refused(YAML_SYNTAX, event, message, "remove it: types are found out without it")
    return Refused(
        YAML_SYNTAX,
        event,
        "a value that begins with '!' needs quotes: without them YAML takes the '!' for a type of its own",
        'put the whole value in quotes, as in `text: "!important"`',
    )
