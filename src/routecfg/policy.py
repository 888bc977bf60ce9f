"""What becomes of findings before they are reported: how severe each is, which are wanted, which are ignored.

Two things decide, one after the other:

- `severity`: the severities of `rules:` in routecfg.yaml and the user's selection;
- `without_ignored`: the comments `# routecfg: ignore[RC302] a reason`, for diagnostics, which have file and span.

A baseline of accepted findings would be a third step behind these. Rules that are `fixed` pass every step untouched.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from routecfg.catalogue import BROKEN_RULE, CATALOGUE
from routecfg.diagnostics import (
    CannotRun,
    Diagnostic,
    Finding,
    KnownNames,
    Place,
    Rule,
    Severity,
    Span,
    did_you_mean,
    in_order,
)
from routecfg.disclosure import quoted
from routecfg.model import Settings
from routecfg.rules import unused_ignore
from routecfg.shape import BAD_PROJECT
from routecfg.source import Comment

_BANDS_OF_READING: Final = ("RC0", "RC1")
"""What these find keeps other rules from looking at an object."""

_BAND = re.compile(r"RC\d{0,3}")
_IGNORE = re.compile(r"#+\s*routecfg: ignore(?![\w-])(?:\s*\[([^\]]*)\])?")
_NAME = re.compile(r"[^\s,](?:[^,]*[^\s,])?")


_Covered: TypeAlias = int | Span
"""What a comment speaks of: its line, or what follows it."""

_Key: TypeAlias = tuple[str | None, str, _Covered]
"""What an ignore silences: file, code of the rule, place."""


class Selection(msgspec.Struct, frozen=True):
    """Which rules the user wants to see: codes (`RC302`), names (`busy-loop`) or bands (`RC3`).

    Nothing selected means every rule; `ignore` is taken away from that.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


_EVERYTHING: Final = Selection()


class Policy:
    """How severe each rule's findings are for this project and this run.

    Raises CannotRun if the selection names no rule, or leaves out one that is fixed.
    """

    def __init__(
        self, settings: Settings, selection: Selection = _EVERYTHING, rules: Sequence[Rule] = CATALOGUE
    ) -> None:
        self._settings = settings
        self._rules = {rule.code: rule for rule in rules}
        self._named = {name.casefold(): rule for rule in rules for name in (rule.code, rule.name)}
        self._words = KnownNames(word for rule in rules for word in (rule.code, rule.name))
        self._refuse_unknown(selection)
        wanted = {rule.code: Severity(value) for name, value in settings.rules.items() if (rule := self._rule(name))}
        self._severities = {rule.code: _severity(rule, wanted.get(rule.code), selection) for rule in rules}

    def severity(self, rule: Rule) -> Severity:
        """How severe the rule's findings are; `off`: nobody wants them, so the rule need not run."""
        return self._severities.get(rule.code, rule.severity)

    def faults(self) -> Iterator[Finding]:
        """What is wrong with `rules:` in the project file; the paths start at its root."""
        seen: dict[str, str] = {}
        for name, value in self._settings.rules.items():
            path = ("rules", name)
            rule = self._rule(name)
            if rule is None:
                yield BAD_PROJECT.at(path, f"there is no rule {quoted(name)}", on_key=True, help=self._hint(name))
            elif rule.fixed and value != rule.severity:
                yield BAD_PROJECT.at(
                    path,
                    f"the rule '{rule.name}' always counts as {rule.severity.value}: "
                    "without it, nothing else that is said could be trusted",
                    help="remove this line",
                )
            elif rule.code in seen:
                message = f"the rule '{rule.name}' is set twice, as {seen[rule.code]} and as {quoted(name)}"
                yield BAD_PROJECT.at(path, message, on_key=True, help="keep one of the two lines")
            else:
                seen[rule.code] = quoted(name)

    def without_ignored(
        self,
        reported: Iterable[Diagnostic],
        comments: Mapping[str, Sequence[Comment]],
        waiting: Collection[str] = (),
    ) -> list[Diagnostic]:
        """The diagnostics that no comment ignores, and a new one for each ignore that matches nothing; in order.

        `comments` are those of each file that may hold ignores. `waiting` are the
        codes of rules that did not run: whether an ignore for them is of use is not known.
        """
        diagnostics = list(reported)
        ignores = [each for file in sorted(comments) for comment in comments[file] for each in _parsed(file, comment)]
        kept, used = self._apply(ignores, diagnostics)
        unread = {each.place.file for each in diagnostics if each.code.startswith(_BANDS_OF_READING)}
        undecided = {*waiting, unused_ignore.RULE.code}
        if any(each.code == BROKEN_RULE.code for each in diagnostics):
            undecided.update(self._rules)  # a rule that failed might have found what is ignored
        if self.severity(unused_ignore.RULE) is Severity.OFF:
            return in_order(kept)
        unused = [self._unused(each, unread, undecided) for each in ignores if self._key(each) not in used]
        remaining, _ = self._apply(ignores, (each for each in unused if each))
        return in_order([*kept, *remaining])

    def _apply(
        self, ignores: Iterable["_Ignore"], diagnostics: Iterable[Diagnostic]
    ) -> tuple[list[Diagnostic], set[_Key | None]]:
        """The diagnostics that no ignore covers, and the keys of the ignores that cover one."""
        covered: dict[tuple[str | None, str], list[_Covered]] = {}
        for key in map(self._key, ignores):
            if key is not None:
                covered.setdefault(key[:2], []).append(key[2])
        ignored = {where: _IgnoredPlaces(places) for where, places in covered.items()}
        kept: list[Diagnostic] = []
        used: set[_Key | None] = set()
        for diagnostic in diagnostics:
            where = (diagnostic.place.file, diagnostic.code)
            span = diagnostic.place.span
            covering = ignored[where].around(span) if span is not None and where in ignored else []
            used.update((*where, place) for place in covering)
            if not covering:
                kept.append(diagnostic)
        return kept, used

    def _key(self, ignore: "_Ignore") -> _Key | None:
        """What an ignore silences: file, code and what it speaks of; None if it silences nothing."""
        rule = self._rule(ignore.name)
        return (
            None if rule is None or rule.fixed or ignore.covered is None else (ignore.file, rule.code, ignore.covered)
        )

    def _unused(
        self, ignore: "_Ignore", unread: Collection[str | None], undecided: Collection[str]
    ) -> Diagnostic | None:
        """What is wrong with an ignore that silenced nothing; None if nothing is, or if that is not known."""
        rule = self._rule(ignore.name)
        if not ignore.name:
            message, hint = "this comment does not say which rule it ignores", "write '# routecfg: ignore[RC302] why'"
        elif rule is None:
            message, hint = f"there is no rule {quoted(ignore.name)} to ignore", self._hint(ignore.name)
        elif rule.fixed:
            message = f"{rule.code} ({rule.name}) cannot be ignored"
            hint = "mend what it reports, and remove this comment"
        elif rule.code in undecided or self.severity(rule) is Severity.OFF or ignore.file in unread:
            return None
        else:
            message = (
                f"nothing here is found by {rule.code} ({rule.name}): this comment would only hide the next finding"
            )
            hint = "remove it"
        rule = unused_ignore.RULE
        return Diagnostic(rule.code, rule.name, self.severity(rule), message, Place((), ignore.file, ignore.span), hint)

    def _rule(self, name: str) -> Rule | None:
        return self._named.get(name.casefold())

    def _hint(self, name: str) -> str:
        return did_you_mean(self._words.nearest(name), "'routecfg rules' lists all rules")

    def _refuse_unknown(self, selection: Selection) -> None:
        for name in (*selection.select, *selection.ignore):
            if not any(_names(name, rule) for rule in self._rules.values()):
                raise CannotRun(f"there is no rule {quoted(name)}", self._hint(name))
        for name in selection.ignore:
            rule = self._rule(name)
            if rule is not None and rule.fixed:
                raise CannotRun(
                    f"{rule.code} ({rule.name}) cannot be left out",
                    "without it, nothing else that is said could be trusted",
                )


class _Ignore(msgspec.Struct, frozen=True):
    """One name in the brackets of one comment. `covered` is None if nothing follows the comment."""

    file: str
    name: str
    span: Span
    covered: _Covered | None


class _IgnoredPlaces:
    """Where findings of one rule in one file are ignored: whole lines, and what follows a comment.

    What follows a comment is an entry or an item, so two of them are either nested or apart.
    """

    def __init__(self, covered: Iterable[_Covered]) -> None:
        places = set(covered)
        self._lines = {place for place in places if isinstance(place, int)}
        blocks = (place for place in places if isinstance(place, Span))
        self._blocks = sorted(blocks, key=lambda block: (_start(block), -block.end_line, -block.end_column))
        self._starts = [_start(block) for block in self._blocks]
        self._outer: list[int] = []
        open_blocks: list[int] = []
        for index, block in enumerate(self._blocks):
            while open_blocks and _end(self._blocks[open_blocks[-1]]) <= _start(block):
                open_blocks.pop()
            self._outer.append(open_blocks[-1] if open_blocks else -1)
            open_blocks.append(index)

    def around(self, span: Span) -> list[_Covered]:
        """The places in which something begins that starts here."""
        around: list[_Covered] = [span.line] if span.line in self._lines else []
        index = bisect_right(self._starts, _start(span)) - 1
        while index >= 0:
            if _start(span) < _end(self._blocks[index]):
                around.append(self._blocks[index])
            index = self._outer[index]
        return around


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _end(span: Span) -> tuple[int, int]:
    return span.end_line, span.end_column


def _parsed(file: str, comment: Comment) -> Iterator[_Ignore]:
    """The ignores of a comment, one a name; a comment that forgets to name a rule is one with no name."""
    match = _IGNORE.match(comment.text)
    if match is None:
        return
    covered = comment.follows if comment.alone else comment.line
    names = list(_NAME.finditer(comment.text, match.start(1), match.end(1))) if match.group(1) else []
    for name, (start, end) in [(name.group(), name.span()) for name in names] or [("", match.span())]:
        yield _Ignore(
            file, name, Span(comment.line, comment.column + start, comment.line, comment.column + end), covered
        )


def _severity(rule: Rule, wanted: Severity | None, selection: Selection) -> Severity:
    if rule.fixed:
        return rule.severity
    if any(_names(name, rule) for name in selection.ignore):
        return Severity.OFF
    severity = wanted or rule.severity
    if selection.select and not any(_names(name, rule) for name in selection.select):
        return Severity.OFF
    if severity is Severity.OFF and any(_names_alone(name, rule) for name in selection.select):
        return rule.severity if rule.severity is not Severity.OFF else Severity.INFO
    return severity


def _names(name: str, rule: Rule) -> bool:
    """Whether a word of a selection means this rule, alone or with its band."""
    band = name.upper()
    return _names_alone(name, rule) or (_BAND.fullmatch(band) is not None and rule.code.startswith(band))


def _names_alone(name: str, rule: Rule) -> bool:
    return name.casefold() in (rule.code.casefold(), rule.name.casefold())
