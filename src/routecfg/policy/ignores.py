"""Comments that ignore findings: `# routecfg: ignore[RC302] a reason`."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from routecfg.diagnostics import BROKEN_RULE, Diagnostic, Place, Severity, Span, in_order
from routecfg.disclosure import quoted
from routecfg.policy.ignored_places import Covered, IgnoredPlaces
from routecfg.policy.severities import Policy
from routecfg.rules import unused_ignore
from routecfg.source import Comment

IGNORE_MARK: Final = b"routecfg: ignore"
"""Only files with these bytes need to be searched for such comments."""

_BANDS_OF_READING: Final = ("RC0", "RC1")
"""What these find keeps other rules from looking at an object."""

_IGNORE: Final = re.compile(r"#+\s*routecfg: ignore(?![\w-])(?:\s*\[([^\]]*)\])?")
_NAME: Final = re.compile(r"[^\s,](?:[^,]*[^\s,])?")

_Key: TypeAlias = tuple[str | None, str, Covered]
"""What an ignore silences: file, code of the rule, place."""


class _Ignore(msgspec.Struct, frozen=True):
    """One name in the brackets of one comment. `covered` is None if nothing follows the comment."""

    file: str
    name: str
    span: Span
    covered: Covered | None


def without_ignored(
    reported: Iterable[Diagnostic],
    comments: Mapping[str, Sequence[Comment]],
    policy: Policy,
    waiting: Collection[str] = (),
) -> list[Diagnostic]:
    """The diagnostics that no comment ignores, and a new one for each ignore that matches nothing; in order.

    `comments` are those of each file that may hold ignores. `waiting` are the codes of rules that did not run: whether
    an ignore for them is needed is not known.
    """
    diagnostics = list(reported)
    ignores = [each for file in sorted(comments) for comment in comments[file] for each in _parsed(file, comment)]
    kept, used = _apply(ignores, diagnostics, policy)
    severity = policy.severity(unused_ignore.RULE)
    if severity is Severity.OFF:
        return in_order(kept)
    unread = {each.place.file for each in diagnostics if each.code.startswith(_BANDS_OF_READING)}
    # a rule that failed might have found what is ignored
    undecided = policy.codes if any(each.code == BROKEN_RULE.code for each in diagnostics) else waiting
    unused: list[Diagnostic] = []
    for ignore in ignores:
        fault = _fault(ignore, policy, unread, undecided) if _key(ignore, policy) not in used else None
        if fault is not None:
            place = Place((), ignore.file, ignore.span)
            unused.append(
                Diagnostic(unused_ignore.RULE.code, unused_ignore.RULE.name, severity, fault[0], place, fault[1])
            )
    return in_order([*kept, *_apply(ignores, unused, policy)[0]])


def _apply(
    ignores: Iterable[_Ignore], diagnostics: Iterable[Diagnostic], policy: Policy
) -> tuple[list[Diagnostic], set[_Key | None]]:
    """The diagnostics that no ignore covers, and the keys of the ignores that cover one."""
    covered: dict[tuple[str | None, str], list[Covered]] = {}
    for ignore in ignores:
        key = _key(ignore, policy)
        if key is not None:
            covered.setdefault(key[:2], []).append(key[2])
    ignored = {where: IgnoredPlaces(places) for where, places in covered.items()}
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


def _key(ignore: _Ignore, policy: Policy) -> _Key | None:
    """What an ignore silences: file, code and what it speaks of; None if it silences nothing."""
    rule = policy.rule(ignore.name)
    return None if rule is None or rule.fixed or ignore.covered is None else (ignore.file, rule.code, ignore.covered)


def _fault(
    ignore: _Ignore, policy: Policy, unread: Collection[str | None], undecided: Collection[str]
) -> tuple[str, str] | None:
    """Message and help for an ignore that silenced nothing; None if nothing is wrong with it, or if that is unknown."""
    rule = policy.rule(ignore.name)
    if not ignore.name:
        return "this comment does not say which rule it ignores", "write '# routecfg: ignore[RC302] why'"
    if rule is None:
        return f"there is no rule {quoted(ignore.name)} to ignore", policy.hint(ignore.name)
    if rule.fixed:
        return f"{rule.code} ({rule.name}) cannot be ignored", "mend what it reports, and remove this comment"
    if (
        rule == unused_ignore.RULE
        or rule.code in undecided
        or policy.severity(rule) is Severity.OFF
        or ignore.file in unread
    ):
        return None
    message = f"nothing here is found by {rule.code} ({rule.name}): this comment would only hide the next finding"
    return message, "remove it"


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
