"""From what stands in an expression, or between double braces, to its tree.

Written by hand and not by jinja2: CONTRIBUTING.md says why.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from routecfg.diagnostics import nearest
from routecfg.disclosure import shown
from routecfg.templates.data import number
from routecfg.templates.expressions import (
    COMPARISONS,
    Both,
    Comparison,
    Either,
    Expression,
    Filtered,
    Items,
    Literal,
    Name,
    Not,
)
from routecfg.templates.filters import FILTERS
from routecfg.templates.mistakes import MENDED, NO_NAMES, SIGNS, WORDS, Misread, Mistake

DEEPEST: Final = 50
"""Parentheses and `not` inside each other. Nobody reads that many."""

TOKEN: Final = re.compile(
    r"""\s*+(?:
      (?P<text>"[^"]*+"|'[^']*+')
    | (?P<number>-?[0-9]++(?:\.[0-9]++)?+(?![\w.]))
    | (?P<path>[^\W\d]\w*+(?:\.[\w-]++)*+)
    | (?P<sign>===|!==|==|!=|<=|>=|=>|=<|<>|&&|\|\||.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_HYPHEN: Final = re.compile(r"\w-(?=\w|$)")
_NAME: Final = re.compile("[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
NO_NAMES_OF_DATA: Final = frozenset(("and", "or", "not", "in", "true", "false", "null"))
_CONSTANTS: Final = {"true": True, "false": False, "null": None}
_JOINS: Final[dict[str, Callable[[tuple[Expression, ...]], Expression]]] = {"and": Both, "or": Either}
_END: Final = ""
_REMEMBERED: Final = 200
"""Longer ones are read anew each time: what is kept must not grow large."""

_Found = TypeVar("_Found")


class _Token(NamedTuple):
    kind: str
    written: str


class Parsed(NamedTuple):
    """An expression, or why there is none."""

    expression: Expression | None
    mistake: Mistake | None = None


def parse_expression(text: str) -> Parsed:
    """What stands under `if` or `each`."""
    return _expression(text) if len(text) <= _REMEMBERED else _expression.__wrapped__(text)


def parse_insertion(inside: str) -> Parsed:
    """What stands between the double braces of a text: a name, or a text in quotes, and filters."""
    return _insertion(inside) if len(inside) <= _REMEMBERED else _insertion.__wrapped__(inside)


@lru_cache(maxsize=4096)
def _expression(text: str) -> Parsed:
    if "{{" in text or "}}" in text:
        bare = " ".join(text.replace("{{", " ").replace("}}", " ").split())
        help_ = f"names stand here without braces: `{shown(bare)}`" if bare else "write a name without braces"
        return Parsed(None, Mistake(text, "double braces mean nothing here", help_, mended=bare or None))
    return _parsed(text, text, _Parser.whole)


@lru_cache(maxsize=4096)
def _insertion(inside: str) -> Parsed:
    snippet = f"{{{{{inside}}}}}"
    if not inside.strip():
        return Parsed(None, Mistake(snippet, "nothing stands between the braces", "write a name, or take them out"))
    return _parsed(inside, snippet, _Parser.insertion)


def _parsed(text: str, snippet: str, rule: "Callable[[_Parser], Expression]") -> Parsed:
    try:
        return Parsed(rule(_Parser(text)))
    except Misread as wrong:
        mended = None
        if wrong.instead is not None:
            start, end, right = wrong.instead
            before = " " if right.isalpha() and text[start - 1 : start].isalnum() else ""
            behind = " " if right.isalpha() and text[end : end + 1].isalnum() else ""
            mended = snippet.replace(text, f"{text[:start]}{before}{right}{behind}{text[end:]}", 1)
        return Parsed(None, Mistake(snippet, wrong.problem, wrong.help, mended=mended))


class _Parser:
    """Goes through the tokens of one expression, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._next = self._token()

    def whole(self) -> Expression:
        """An expression, up to the end of the text."""
        expression = self._either()
        self._nothing_left()
        return expression

    def insertion(self) -> Expression:
        """A name or a literal with filters, up to the end of the text."""
        if self._next.written == "(":
            raise Misread(
                "a parenthesis means nothing here", "write a name and filters only, as in `order.status | upper`"
            )
        expression = self._operand()
        sign = self._next.written
        if sign in COMPARISONS or sign in _JOINS or (sign in ("not", "if")):
            raise Misread(f"'{sign}' is for conditions, and a text decides nothing", "decide in a condition, with `if`")
        if self._next.kind == "path":
            raise Misread(
                "a name has a space in it", "write a name as it was saved, with `_` or `.` and without spaces"
            )
        self._nothing_left()
        return expression

    def _nothing_left(self) -> None:
        kind, written = self._next
        if written == _END:
            return
        if written == ")":
            raise Misread("a parenthesis is closed that nothing opens", "take it out, or open one before")
        if written in COMPARISONS:
            raise Misread("two comparisons follow each other", "join them with `and`: `1 < x and x < 3`")
        if written == "(":
            raise Misread(
                "a function is called, and there are none",
                "only filters take parentheses, behind `|`, as in `text | urlencode`",
            )
        if written == ",":
            raise Misread(
                "a comma means nothing here", "a list stands in parentheses behind `in`; or write `and` or `or`"
            )
        if kind == "text":
            raise Misread("a text in quotes follows without anything between", "join them with `==`, `and` or `or`")
        if written == "-" and _HYPHEN.search(self._text, 0, self._at):
            raise Misread(
                "a name has a '-' in it", "names hold letters, digits and `_`; only behind a dot a `-` may stand"
            )
        raise self._unexpected()

    def _either(self) -> Expression:
        return self._joined("or", lambda: self._joined("and", self._not))

    def _joined(self, word: str, part: "Callable[[], Expression]") -> Expression:
        parts = [part()]
        while self._next.written == word:
            self._take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else _JOINS[word](tuple(parts))

    def _not(self) -> Expression:
        if self._next.written != "not":
            return self._comparison()
        self._take()
        return Not(self._inner(self._not))

    def _comparison(self) -> Expression:
        left = self._operand()
        sign = self._next.written
        if sign == "not":
            self._take()
            if self._next.written != "in":
                raise Misread("'not' stands behind a value", "write `not` before the condition, or `not in`")
            sign = "not in"
        elif sign not in COMPARISONS or self._next.kind == "text":
            return left
        self._take()
        if sign.endswith("in") and self._next.written == "(":
            return Comparison(left, sign, self._items())
        return Comparison(left, sign, self._operand())

    def _items(self) -> Expression:
        self._take()
        if self._next.written == ")":
            raise Misread("the list in parentheses is empty", 'write what it holds, as in `("cs", "sk")`')
        return Items(self._inner(self._arguments))

    def _arguments(self) -> tuple[Expression, ...]:
        """What stands in parentheses, of which the first is open, with commas between."""
        found: list[Expression] = []
        while True:
            if self._next.written == ")":
                break
            found.append(self._operand())
            if self._next.written != ",":
                break
            self._take()
        self._close()
        return tuple(found)

    def _close(self) -> None:
        if self._next.written == _END:
            raise Misread("a parenthesis is not closed", "close it with `)`")
        if self._next.written != ")":
            if self._next.kind != "sign" and self._next.written not in NO_NAMES_OF_DATA:
                raise Misread(f"nothing stands before '{shown(self._next.written)}'", "write a comma between two items")
            raise self._unexpected()
        self._take()

    def _operand(self) -> Expression:
        expression = self._primary()
        filters: list[tuple[str, tuple[Expression, ...]]] = []
        while self._next.written == "|":
            self._take()
            filters.append(self._filter())
        return Filtered(expression, tuple(filters)) if filters else expression

    def _filter(self) -> tuple[str, tuple[Expression, ...]]:
        at = self._at
        kind, name = self._take()
        if kind != "path":
            raise Misread("no filter stands behind '|'", f"write one of {_listed()}, or `or` if you mean that")
        known = FILTERS.get(name)
        if known is None:
            near = nearest(name, FILTERS)
            help_ = f"did you mean `{near}`?" if near else f"filters are {_listed()}"
            raise Misread(f"there is no filter '{shown(name)}'", help_, (at - len(name), at, near) if near else None)
        arguments: tuple[Expression, ...] = ()
        if self._next.written == "(":
            self._take()
            arguments = self._inner(self._arguments)
        if not known.fewest <= len(arguments) <= known.most:
            how = f"write `{known.example}`" if known.example else f"write `{name}` without parentheses"
            raise Misread(_given(name, len(arguments)), how)
        return name, arguments

    def _primary(self) -> Expression:
        kind, written = self._next
        if kind == "text":
            self._take()
            return Literal(written[1:-1])
        if kind == "number":
            self._take()
            return Literal(number(written))
        if kind == "path" and written in _CONSTANTS:
            self._take()
            return Literal(_CONSTANTS[written])
        if kind == "path" and written in NO_NAMES:
            raise Misread(f"'{written}' means nothing here", WORDS[written])
        if kind == "path" and written not in NO_NAMES_OF_DATA:
            self._take()
            return self._name(written)
        if written == "(":
            self._take()
            inner = self._inner(self._either)
            self._close()
            return inner
        if written == _END:
            raise Misread("something is missing at the end", "write a name, a number or a text in quotes there")
        if written in ('"', "'"):
            raise Misread("a quote is not closed", f"write {written} at both ends of the text")
        if written in ("and", "or", "in"):
            raise Misread(f"nothing stands before '{written}'", "write what is to be compared on both sides")
        raise self._unexpected()

    def _name(self, written: str) -> Expression:
        parts = tuple(written.split("."))
        if self._next.written == "(":
            if parts[-1] in FILTERS:
                raise Misread(
                    f"'{parts[-1]}' is used like a function", f"write it behind the name: `text | {parts[-1]}`"
                )
            raise Misread(
                "a function is called, and there are none",
                "only filters take parentheses, behind `|`, as in `text | urlencode`",
            )
        if not _NAME.fullmatch(parts[0]):
            raise Misread(
                f"nothing can be saved under the name '{shown(parts[0])}'",
                "such names hold letters without accents, digits and _",
            )
        return Name(parts)

    def _inner(self, rule: "Callable[[], _Found]") -> "_Found":
        if self._depth == DEEPEST:
            raise Misread(f"parentheses or 'not' are nested more than {DEEPEST} deep", "write it in a simpler way")
        self._depth += 1
        found = rule()
        self._depth -= 1
        return found

    def _unexpected(self) -> Misread:
        kind, written = self._next
        if kind == "sign" and written in "{}":
            return Misread("there is a brace too many", "write exactly two braces on each side, and none between them")
        meant = SIGNS.get(written) if kind == "sign" else WORDS.get(written)
        problem = f"'{shown(written)}' means nothing here"
        if meant is None and kind in ("path", "number"):
            problem = f"nothing joins '{shown(written)}' with what stands before it"
            meant = 'join the two with `and`, `or` or `==`; a text stands in quotes, as in `"shipped"`'
        right = MENDED.get(written)
        instead = (self._at - len(written), self._at, right) if right else None
        return Misread(problem, meant or "take it out", instead)

    def _take(self) -> _Token:
        token, self._next = self._next, self._token()
        return token

    def _token(self) -> _Token:
        found = TOKEN.match(self._text, self._at)
        if found is None:  # nothing but spaces is left
            return _Token("sign", _END)
        self._at = found.end()
        kind = str(found.lastgroup)
        return _Token(kind, found[kind])


def _given(name: str, arguments: int) -> str:
    if arguments:
        return f"the filter '{name}' is given {'a value' if arguments == 1 else f'{arguments} values'}"
    return f"the filter '{name}' is given nothing"


def _listed() -> str:
    return ", ".join(FILTERS)
