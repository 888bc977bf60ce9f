"""What a change does to chats, as text, as Markdown and for programs."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from routecfg.disclosure import all_without_tokens, harmless, masked, shortened
from routecfg.impact import Account, Change, LineImpact
from routecfg.pipeline.written_places import Written
from routecfg.report.impact_words import Row, headline, line_status, rest, rows, transcript
from routecfg.screen import Screen

_ROWS: Final = 30
"""Changes of a line that a comment shows; in all, twice as many."""

_EXAMPLES: Final = 5
"""Examples of a line that a comment shows."""

_LONGEST_EXAMPLE: Final = 2_000


def impact_values(account: Account) -> dict[str, Any]:
    """The account as values for a document. Each step of `chat` has what it brings `before` and `after`."""
    values: dict[str, Any] = msgspec.to_builtins(account)
    for line in values["lines"]:
        for change in line["changes"]:
            change["chat"] = [{**each.pop("step"), **each} for each in change["chat"]]
    shown: dict[str, Any] = _masked(all_without_tokens(values))
    return shown


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _masked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked(item) for item in value]
    return masked(value) if isinstance(value, str) else value


def impact_lines(account: Account, screen: Screen, written: Written | None = None) -> list[str]:
    """The account for a terminal: one block a line, one paragraph a change."""

    def quoted(text: str) -> str:
        return f"'{text}'"

    lines = [*screen.wrap(headline(account))]
    for line in account.lines:
        lines += screen.wrap(f"  {_title(line)} ({harmless(line.inbound)}) {line_status(line)}".rstrip(), "    ")
        for row in rows(line, quoted, written):
            lines += screen.wrap(f"    {row.when}: the customer {row.does}", "      ")
            lines += screen.wrap(f"      today: {row.today}", "             ")
            lines += screen.wrap(f"      after: {row.after}{f' ({row.where})' if row.where else ''}", "             ")
    for sentence in rest(account, quoted, written):
        lines += screen.wrap(f"  {sentence}", "    ")
    return lines


def impact_markdown(account: Account, written: Written | None = None) -> Iterator[str]:
    """The account for a reviewer: a table a line, and the examples, folded. What users wrote stands in code."""
    yield f"### {headline(account)}\n"
    left = 2 * _ROWS
    for line in account.lines:
        status = line_status(line)
        yield f"**{_code(_title(line))}** ({_code(harmless(line.inbound))}) {status}".rstrip() + "\n"
        if not line.changes:
            continue
        every = rows(line, _code, written)
        shown = every[: min(_ROWS, max(left, 1))]
        left -= len(shown)
        table = ["| when | the customer | today | after |", "|---|---|---|---|"]
        table += [f"| {row.when} | {row.does} | {row.today} | {row.after}{_where(row)} |" for row in shown]
        yield "\n".join(table) + "\n"
        if len(shown) < len(every):
            yield f"{len(every) - len(shown):,} more: `routecfg diff` shows all.\n"
        yield from _examples([row.changes[0] for row in shown])
    yield from (f"{sentence}\n" for sentence in rest(account, _code, written))


def _where(row: Row) -> str:
    return f" ({_code(row.where)})" if row.where else ""


def _examples(changes: Sequence[Change]) -> Iterator[str]:
    shown: set[object] = set()
    parts = ["\n".join(f"{sign} {text}" for sign, text in transcript(change, shown)) for change in changes[:_EXAMPLES]]
    text = "\n\n".join(each for each in parts if len(each) <= _LONGEST_EXAMPLE)
    if text:
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        many = "Example" if len(parts) == 1 else "Examples"
        yield f"<details><summary>{many}, replayed on both</summary>\n\n{fence}diff\n{text}\n{fence}\n</details>\n"


def _title(line: LineImpact) -> str:
    return harmless(shortened(" ".join(masked(line.title).split())))


def _code(text: str) -> str:
    """A text in which nothing is read as Markdown, also in a cell of a table."""
    if not text:
        return "nothing"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")
