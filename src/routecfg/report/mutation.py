"""Which mistakes in a routing no scenario notices, each with the chat that would, for people and for programs."""

from collections.abc import Iterator
from typing import Any

import msgspec

from routecfg.colours import CHANGES, CLOSED, GOOD
from routecfg.diagnostics import plural
from routecfg.disclosure import harmless, masked
from routecfg.impact import Account, Change, LineImpact
from routecfg.pipeline.written_places import Written
from routecfg.report.coverage import percent
from routecfg.report.impact import impact_values
from routecfg.report.impact_words import transcript
from routecfg.report.json_document import encodable
from routecfg.scenarios.mutation import Mutant, Mutation, Survivor
from routecfg.screen import PLAIN, Screen

_SHOWN = 50
"""Changes that a person may want to read: programs get all."""

_SIGNS = {"-": CHANGES["removed"], "+": CHANGES["added"]}


def mutation_as_text(mutation: Mutation, places: Written, screen: Screen = PLAIN) -> str:
    """A paragraph for each change that no scenario notices; then how many there are."""
    by_place = sorted(mutation.survivors, key=lambda survivor: _sorting(survivor.mutant, places))
    shown: set[object] = set()
    parts = [_survivor(each, places, screen, shown) for each in by_place[:_SHOWN]]
    left = len(mutation.survivors) - _SHOWN
    parts += [f"and {left:,} more, all of which '--format json' lists\n"] if left > 0 else []
    return "\n".join([*parts, "".join(_counts(mutation, screen))])


def mutation_values(mutation: Mutation, places: Written, seed: int) -> dict[str, Any]:
    """The same for programs, with nothing cut."""
    return {
        "percent": mutation.score.percent if mutation.score.goals or not mutation.left else None,
        "noticed": len(mutation.noticed),
        "changes": mutation.score.goals,
        "survivors": [_survivor_values(each, places) for each in mutation.survivors],
        "unnoticed": [_values(mutant, places) for mutant in mutation.unnoticed],
        "not_tried": mutation.left,
        "seed": seed,
    }


def _counts(mutation: Mutation, screen: Screen) -> Iterator[str]:
    score = mutation.score
    if score.goals or not mutation.left:
        words = f"{percent(score)} of {plural(score.goals, 'change')} noticed: {score.covered:,}"
        yield screen.paint(words, f"bold {CLOSED if mutation.survivors else GOOD}") + "\n"
    if mutation.unnoticed:
        yield f"left out: {plural(len(mutation.unnoticed), 'change')} that nobody can notice\n"
    if mutation.left:
        yield f"not tried: {plural(mutation.left, 'change')}, for which the time was too short (--time-limit)\n"


def _survivor(survivor: Survivor, places: Written, screen: Screen, begun: set[object]) -> str:
    """One of them. `begun` is how chats above it have begun: that is not shown again."""
    mutant = survivor.mutant
    place = _at(mutant, places)
    lines = [screen.paint(f"{place[0]}:{place[1]}" if place is not None else mutant.place, "bold")]
    lines += screen.wrap(f"  {_safe(f'{mutant.owner}: {mutant.what}')}", "    ")
    lines += screen.wrap(f"  {_who_gets_there(survivor)}", "    ")
    shown = _example(survivor.account)
    if shown is None:
        lines += screen.wrap(f"  {_without_example(survivor.account)}", "    ")
    else:
        line, change = shown
        speaks = f", in '{_safe(change.language)}'" if change.language else ""
        lines.append(f"  this chat would, on '{_safe(line.inbound)}'{speaks}:")
        for sign, text in transcript(change, begun):
            wrapped = screen.wrap(f"    {sign} {text}", "      ")
            lines += [screen.paint(each, _SIGNS[sign]) if sign in _SIGNS else each for each in wrapped]
    return "".join(f"{line}\n" for line in lines)


def _who_gets_there(survivor: Survivor) -> str:
    if not survivor.scenarios:
        return "no scenario gets there"
    many = survivor.scenarios != 1
    return f"{plural(survivor.scenarios, 'scenario')} {'get' if many else 'gets'} there, and {_none(many)} it"


def _none(many: bool) -> str:
    return "none notices" if many else "does not notice"


def _without_example(account: Account) -> str:
    """Who would notice it, where no chat shows it."""
    if account.staff:
        return f"only the contact centre would notice it: {_safe(account.staff[0].what)}"
    return "no chat was found that would, and no proof that none does"


def _example(account: Account) -> tuple[LineImpact, Change] | None:
    """The shortest chat that shows the change."""
    found = [(line, change) for line in account.lines for change in line.changes]
    return min(found, key=lambda each: len(each[1].chat)) if found else None


def _values(mutant: Mutant, places: Written) -> dict[str, Any]:
    file, line = _at(mutant, places) or (None, None)
    return {
        "kind": mutant.operator,
        "place": encodable(mutant.place),
        "file": file,
        "line": line,
        "what": _safe(f"{mutant.owner}: {mutant.what}"),
    }


def _survivor_values(survivor: Survivor, places: Written) -> dict[str, Any]:
    shown = _example(survivor.account)
    example = None
    if shown is not None:
        line, change = shown
        only = msgspec.structs.replace(line, changes=(change,))
        (values,) = impact_values(Account(lines=(only,)))["lines"]
        example = {"inbound": values["inbound"], **values["changes"][0]}
    noticed_by = "customers" if shown is not None else "contact centre" if survivor.account.staff else None
    return {
        **_values(survivor.mutant, places),
        "scenarios": survivor.scenarios,
        "noticed_by": noticed_by,
        "example": example,
    }


def _at(mutant: Mutant, places: Written) -> tuple[str, int] | None:
    found = places(mutant.place)
    return None if found is None else (encodable(found[0]), found[1])


def _sorting(mutant: Mutant, places: Written) -> tuple[str, int, int]:
    return (*(_at(mutant, places) or ("", 0)), mutant.number)


def _safe(text: str) -> str:
    return harmless(masked(text))
