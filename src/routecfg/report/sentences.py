"""The sentences that several forms share: counts, and what shows that a finding is so."""

from datetime import datetime

from routecfg.diagnostics import Diagnostic, Severity, Witness, plural
from routecfg.disclosure import harmless, without_middle
from routecfg.pipeline import Result

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_STOPS = 12
"""Stops of a path that are shown."""

ARROW = " → "


def summary(result: Result) -> str:
    """The result in one line: `2 errors, 1 warning in 3 files (12 objects)`."""
    objects = "" if result.of_scenarios else f" ({plural(result.objects, 'object')})"
    looked_at = f"{plural(result.files, 'file')}{objects}"
    severities = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    found = [plural(count, severity.value) for severity in severities if (count := result.count(severity))]
    if found:
        return f"{', '.join(found)} in {looked_at}" if result.files else ", ".join(found)
    if result.waiting:
        return f"Nothing found so far in {looked_at}: not everything could be checked"
    if result.files == 0:
        return "Nothing to check: there is no routing file yet"
    return f"All clear: nothing found in {looked_at}"


def notes(diagnostic: Diagnostic) -> list[tuple[str, str]]:
    """Help and witness as labelled lines: what to do, what a customer types, when, and the path of the chat."""
    lines = [("help", harmless(diagnostic.help))] if diagnostic.help else []
    return [*lines, *shown_by(diagnostic.witness)] if diagnostic.witness else lines


def shown_by(witness: Witness) -> list[tuple[str, str]]:
    """What shows that a finding is so, as labelled lines."""
    lines = []
    if witness.message is not None:
        typed = harmless(witness.message)
        lines.append(("a customer types", f"'{typed}'" if typed else "(nothing)"))
    if witness.instant is not None:
        lines.append(("when", _moment(witness.instant)))
    if witness.path:
        lines.append(("the way", ARROW.join(map(harmless, without_middle(witness.path, _STOPS)))))
    return lines


def _moment(instant: str) -> str:
    """`Thu 2026-12-24 09:00+01:00`: the day of the week is what people look for."""
    try:
        moment = datetime.fromisoformat(instant)
    except ValueError:
        return harmless(instant)
    clock = moment.isoformat(" ", "seconds" if moment.second else "minutes")
    return f"{_DAYS[moment.weekday()]} {clock}"
