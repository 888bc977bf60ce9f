"""Valid YAML that routecfg refuses: the reasons, and the exception that carries one."""

from typing import Any, Final, NamedTuple

from routecfg.diagnostics import START, Finding, Rule
from routecfg.source.lines import Lines
from routecfg.source.rules import UNREADABLE_FILE, YAML_SYNTAX
from routecfg.source.scalars import TAG_PREFIX


class Refusal(NamedTuple):
    """A reason to give a file up."""

    rule: Rule
    message: str
    help: str


TOO_MANY_NODES: Final = Refusal(
    UNREADABLE_FILE,
    "the file holds more than a million values",
    "divide it into several files; each may hold any part of the routing",
)
TOO_DEEP: Final = Refusal(
    UNREADABLE_FILE,
    "more than 100 levels stand inside each other here",
    "routing needs about ten levels: look for brackets that are opened and never closed",
)
SEVERAL_DOCUMENTS: Final = Refusal(
    UNREADABLE_FILE,
    "a second document begins here ('---'): a file may hold only one, and what follows would never be used",
    "remove this line, or move what follows into a file of its own",
)
MERGE_KEY: Final = Refusal(
    YAML_SYNTAX,
    "'<<' is not understood: it would mix other settings into this place, and nobody could see which of them count",
    "write the settings out; for answers that are understood in many places use 'target_sets'",
)
MISSING_KEY: Final = Refusal(
    YAML_SYNTAX,
    "a name is missing before this colon",
    "write the name, as in `title: Support`, or remove it",
)
KEY_IS_NOT_TEXT: Final = Refusal(
    YAML_SYNTAX,
    "a name stands before a colon, and here it is a whole group of settings or a list",
    'put a text that begins with a bracket in quotes, as in `text: "{{ contact.name }}"`; otherwise write one word '
    "before the colon",
)
UNKNOWN_ALIAS: Final = Refusal(
    YAML_SYNTAX,
    "a value that begins with '*' stands for another part of the file, and no part has this name",
    'put the text in quotes, as in `"*agent"`; if a part is meant, mark it with `&` before it is used',
)
ALIAS_OF_ITSELF: Final = Refusal(
    YAML_SYNTAX,
    "this '*' repeats a part of the file inside itself, without end",
    "write out what should stand here",
)
TOO_MUCH_REPEATED: Final = Refusal(
    UNREADABLE_FILE,
    "with all that '*' repeats, the file grows to more than ten times its size, or to more than a million values",
    "write out what is meant, or use 'target_sets' for answers that are understood in many places",
)
UNKNOWN_TYPE: Final = Refusal(
    YAML_SYNTAX,
    "what follows '!!' here is a type that is not known, or does not fit the value after it",
    "remove it: types are found out without it",
)
EXCLAMATION_MARK: Final = Refusal(
    YAML_SYNTAX,
    "a value that begins with '!' needs quotes: without them YAML takes the '!' for a type of its own",
    'put the whole value in quotes, as in `text: "!important"`',
)


class Refused(Exception):  # noqa: N818 - it carries a finding to the one place that catches it; nothing failed
    """A file is given up. `event` is where (None: the file as a whole)."""

    def __init__(self, refusal: Refusal, event: Any = None) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal
        self.event = event

    def finding(self, lines: Lines) -> Finding:
        """The finding, with its lines and columns."""
        rule, message, advice = self.refusal
        if self.event is None:
            return rule.in_text(START, message, help=advice)
        start, end = self.event.start_mark.index, self.event.end_mark.index
        opening = lines.text[max(0, start - 1) : start + 2]
        cause = None
        if self.refusal is KEY_IS_NOT_TEXT and "{{" in opening:
            # here, since most runs need none of the tables of mistakes
            from routecfg.source.syntax_errors.complaint import Surroundings
            from routecfg.source.syntax_errors.templates import bare_template, template_after_comma
            from routecfg.source.syntax_errors.unquoted import quoting

            around = Surroundings(lines)
            if opening.startswith("{{"):
                cause = bare_template(around, start - 1)
            else:
                cause = template_after_comma(around, start)
        if cause is not None:
            edits = quoting(around, cause.unquoted)
            return rule.in_text(lines.span(cause.start, cause.end), cause.message, help=cause.help, edits=edits)
        return rule.in_text(lines.span(start, end), message, help=advice)


def refused_tag(event: Any) -> Refused:
    """A tag that is not a core tag, or does not fit the value after it."""
    return Refused(UNKNOWN_TYPE if event.tag.startswith(TAG_PREFIX) else EXCLAMATION_MARK, event)
