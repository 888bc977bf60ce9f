"""A difference as people read it on a terminal, and as programs read it.

The JSON, stable: `version` (2), `empty`, `first` (nothing is in production yet), `summary` (how many objects are
added, removed, changed and renamed, and how many details there are), `large_change` (`large`: whether a release needs a
reason, and `reasons`, sentences), `objects` (each `change`, `kind`, `name`, `title`, `was`, `follow`, `details`,
`does`, `before` of a removed and `after` of an added object, both null in a first release) and `derived` (lines). Each
detail has `change`, `path` (keys, names and positions inside the object as it will be; of what is removed, as it is),
`before` and `after` (values as JSON, secrets as `***`; null: nothing), `follow`, and `text`, the same in words.
`impact` is what the change does to chats (`impact.account` says what its fields mean); null if nothing is live yet.
"""

from typing import Any, Final

from routecfg.colours import CHANGES
from routecfg.diagnostics import listed, plural
from routecfg.diff import FORMAT_VERSION, Detail, Difference, ObjectChange, What
from routecfg.disclosure import all_without_tokens, harmless, without_tokens
from routecfg.impact import Account
from routecfg.pipeline.written_places import Written
from routecfg.report.difference_blocks import blocks, sentence
from routecfg.report.impact import impact_lines, impact_values
from routecfg.report.json_document import json_document
from routecfg.screen import PLAIN, Screen

OBJECT_CHANGES: Final[tuple[What, ...]] = ("added", "changed", "renamed", "removed")
NOTHING: Final = "Nothing to release: production is already like this."


def as_text(
    difference: Difference, account: Account | None = None, screen: Screen = PLAIN, written: Written | None = None
) -> str:
    """What customers will notice, then one block an object, one line a change.

    `written` knows in which files and lines it stands. The last line ends with a line break.
    """
    if difference.empty:
        return NOTHING + "\n"
    lines = [] if account is None else [*impact_lines(account, screen, written), ""]
    lines += [*screen.wrap(summary(difference)), ""]
    for block in blocks(difference.objects):
        block = block.folded()
        lines += (screen.paint(part, CHANGES[block.change]) for part in screen.wrap(block.signed, "    "))
        for line in block.lines:
            hanging = " " * (8 + 2 * line.depth)
            lines += (screen.paint(part, CHANGES[line.change]) for part in screen.wrap(f"    {line.signed}", hanging))
    if difference.derived:
        lines += [""] if difference.objects else []
        lines += (part for line in difference.derived for part in screen.wrap(harmless(line), "  "))
    return without_tokens("\n".join(lines)) + "\n"


def as_json(difference: Difference, account: Account | None = None) -> str:
    """The stable JSON form, with a final line break."""
    return json_document(as_values(difference, account))


def as_values(difference: Difference, account: Account | None = None) -> dict[str, Any]:
    """The same as values, for a document that holds more."""
    return {
        "version": FORMAT_VERSION,
        "empty": difference.empty,
        "first": difference.first,
        "summary": {**_counts(difference), "details": sum(len(item.details) for item in difference.objects)},
        "large_change": {"large": bool(difference.large), "reasons": list(difference.large)},
        "objects": [all_without_tokens(_object(item)) for item in difference.objects],
        "derived": list(difference.derived),
        "impact": None if account is None else impact_values(account),
    }


def _counts(difference: Difference) -> dict[str, int]:
    return {change: difference.count(change) for change in OBJECT_CHANGES}


def summary(difference: Difference) -> str:
    """How many objects change, in a sentence."""
    counts = [(change, count) for change, count in _counts(difference).items() if count]
    if difference.first:
        return f"First release: {plural(len(difference.objects), 'object')}."
    if not counts:
        return "Nobody changed an object, but what follows from the calendar's data is another."
    (change, count), *others = counts
    counted = [f"{plural(count, 'object')} {change}", *(f"{count:,} {change}" for change, count in others)]
    return f"What changes in production: {listed(counted, 'and')}."


def _object(change: ObjectChange) -> dict[str, Any]:
    fields = {name: getattr(change, name) for name in change.__struct_fields__ if name != "says"}
    return {**fields, "details": [_detail(detail) for detail in change.details]}


def _detail(detail: Detail) -> dict[str, Any]:
    return {
        "change": detail.change,
        "path": detail.path,
        "before": detail.before.value if detail.before is not None else None,
        "after": detail.after.value if detail.after is not None else None,
        "follow": detail.follow,
        "text": sentence((detail,)),
    }
