"""What is wrong in a text or an expression: values, not exceptions, with what to write instead."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Mistake(NamedTuple):
    """What cannot be understood, and where.

    `snippet` is the part of the text that it stands in, as it was written: whoever shows it masks it. `problem` is a
    clause about it; `help` says what to write. `likely`: the text may be meant as it stands. `mended` is what the
    snippet should be, where only one thing can be meant.
    """

    snippet: str
    problem: str
    help: str
    likely: bool = False
    mended: str | None = None


class Misread(Exception):  # noqa: N818 - it carries a mistake to the one place that catches it; nothing failed
    """Ends the reading of an expression. `instead`: a stretch of it, and what should stand there."""

    def __init__(
        self,
        problem: str,
        help: str,  # noqa: A002 - the field's name in every output
        instead: tuple[int, int, str] | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.help = help
        self.instead = instead


_COMPARE: Final = 'write `==` to compare, as in `order.status == "shipped"`'
_AND: Final = "write `and`, as in `order and order.paid`"
_OR: Final = "write `or`, as in `urgent or order.late`"
_NOT: Final = "write `not`, as in `not order.late`"
_NOT_EQUAL: Final = 'write `!=`, as in `order.status != "shipped"`'
_QUOTE: Final = "write straight quotes: `\"` or `'`"
_BY_DOT: Final = "write a dot and the name, as in `order.status`; a list's items are counted from 0, as in `items.0`"
_NO_SUMS: Final = "there are no calculations here: save the value that you need, or let the web service send it"

SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "=": _COMPARE,
        "===": _COMPARE,
        "=>": "write `>=`",
        "=<": "write `<=`",
        "&&": _AND,
        "&": _AND,
        "||": _OR,
        "!": _NOT,
        "!==": _NOT_EQUAL,
        "<>": _NOT_EQUAL,
        "[": _BY_DOT,
        "]": _BY_DOT,
        **dict.fromkeys("+-*/%~^", _NO_SUMS),
        **dict.fromkeys("“”„‟«»‘’‚", _QUOTE),
        "`": _QUOTE,
        "?": "there is no `?` here: use a condition with `if`, `then` and `else`",
        ":": 'there is no `:` here: what a filter needs stands in parentheses, as in `default("friend")`',
        ".": "write a dot between two names and without spaces, as in `order.status`",
        "$": "write the name alone, as in `contact.name`",
        "@": "write the name alone, as in `contact.name`",
    }
)
"""Signs that stand for nothing, and what is meant."""

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AND": _AND,
        "And": _AND,
        "OR": _OR,
        "Or": _OR,
        "NOT": _NOT,
        "Not": _NOT,
        "IN": 'write `in`, as in `contact.language in ("cs", "sk")`',
        "is": "write `==` to compare; whether something is there is asked by its name alone, as in `order`",
        "equals": _COMPARE,
        "eq": _COMPARE,
        "ne": _NOT_EQUAL,
        "contains": 'write it the other way round: `"word" in text`',
        "like": 'write `"word" in text`, or let an answer with a `pattern` decide',
        "matches": "patterns are tried on answers only: give a target a `when` with a `pattern`",
        "if": "write the condition alone: `if` stands before it already",
        "then": "actions stand under the `then` of the condition",
        "else": "use a condition with `if`, `then` and `else`",
        "None": "write `null`, or `not` and the name",
        "none": "write `null`, or `not` and the name",
        "True": "write `true`",
        "False": "write `false`",
        "TRUE": "write `true`",
        "FALSE": "write `false`",
    }
)
"""Words of other languages, and what is meant."""

NO_NAMES: Final = frozenset(("if", "AND", "OR", "NOT", "None", "True", "False", "TRUE", "FALSE"))
"""Those that nobody saves anything under: they are wrong where a name would be right, too."""

MENDED: Final[Mapping[str, str]] = MappingProxyType(
    {"=": "==", "===": "==", "=>": ">=", "=<": "<=", "&&": "and", "||": "or", "!==": "!=", "<>": "!=", "AND": "and"}
    | {"And": "and", "OR": "or", "Or": "or"}
)
"""Signs and words that can only mean one thing, and that."""
