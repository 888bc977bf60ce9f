"""Findings for people, in full or one line each.

Written as plain strings: thousands of findings take a moment. Colours are the eight of every terminal.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from routecfg.diagnostics import Diagnostic, Place, Severity
from routecfg.pipeline import Result
from routecfg.report.characters import cells, harmless
from routecfg.report.excerpt import excerpt
from routecfg.report.locations import where
from routecfg.report.sentences import ARROW, notes, summary

_BOLD: Final = "1"
_GUTTER: Final = "34"
_WIDTH: Final = 90
"""Cells after which the way to a finding goes on in a new line."""

_COLOURS: Final = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


def as_text(result: Result, *, colour: bool = False) -> str:
    """Every finding, the rules that could not be checked, and a summary."""
    page = _Page(result.excerpts, colour)
    for one in result.diagnostics:
        page.finding(one)
    for sentence in result.waiting:
        page.write(page.paint("note", _BOLD), f": {harmless(sentence)}")
    if result.waiting:
        page.write()
    page.write(page.paint(summary(result), _worst(result)))
    return page.text()


def as_concise(result: Result) -> str:
    """One line a finding, as editors and `grep` read it: `file:line:column: CODE message`. A clean run is empty."""
    lines = []
    for diagnostic in result.diagnostics:
        file, span = where(diagnostic.place)
        position = f"{harmless(file)}:{span.line}:{span.column}"
        lines.append(f"{position}: {diagnostic.code} {harmless(diagnostic.message)}\n")
    return "".join(lines)


def as_sentences(diagnostics: Iterable[Diagnostic]) -> str:
    """Findings that stand in no routing file: `error[RC901]: what is wrong`, and below it what to do."""
    lines = []
    for diagnostic in diagnostics:
        lines.append(f"{diagnostic.severity}[{diagnostic.code}]: {harmless(diagnostic.message)}\n")
        if diagnostic.help is not None:
            lines.append(f"  help: {harmless(diagnostic.help)}\n")
    return "".join(lines)


def _worst(result: Result) -> str:
    found = {one.severity for one in result.diagnostics}
    return next((code for severity, code in _COLOURS.items() if severity in found), "1;32" if result.ok else _BOLD)


def _wrapped(line: str) -> list[str]:
    """The stops of a way on as many lines as they need, none cut in two; other lines stay whole."""
    lines: list[str] = []
    for stop in line.split(ARROW):
        if lines and cells(lines[-1]) + cells(stop) < _WIDTH:
            lines[-1] += f"{ARROW}{stop}"
        else:
            lines.append(f"{ARROW.lstrip()}{stop}" if lines else stop)
    return lines


class _Page:
    """The lines written so far."""

    def __init__(self, excerpts: Mapping[str, Mapping[int, str]], colour: bool) -> None:
        self._excerpts = excerpts
        self._colour = colour
        self._lines: list[str] = []

    def text(self) -> str:
        return "\n".join(self._lines) + "\n"

    def write(self, *parts: str) -> None:
        self._lines.append("".join(parts))

    def paint(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self._colour else text

    def finding(self, one: Diagnostic) -> None:
        """The headline, the places with their lines, then help and witness."""
        colour = _COLOURS.get(one.severity, _BOLD)
        headline = f"{one.severity.value}[{one.code}]"
        self.write(self.paint(headline, colour), self.paint(f" {one.name}: {harmless(one.message)}", _BOLD))
        numbers = [place.span.line for place in (one.place, *(each.place for each in one.related)) if place.span]
        width = len(str(max(numbers, default=0)))
        gutter = " " * width
        shown = self._place(one.place, "-->", "^", "", width, colour)
        for related in one.related:
            shown = self._place(related.place, ":::", "-", harmless(related.message), width, _GUTTER)
        told = notes(one)
        if told and shown:
            self.write(gutter, self.paint(" |", _GUTTER))
        for label, line in told:
            first, *more = _wrapped(line)
            self.write(gutter, self.paint(" = ", _GUTTER), self.paint(label, _BOLD), ": ", first)
            for rest in more:
                self.write(gutter, "     ", rest)
        self.write()

    def _place(self, place: Place, arrow: str, sign: str, label: str, width: int, colour: str) -> bool:
        """Writes one place; says whether its line was at hand."""
        gutter = " " * width
        if place.file is None:
            if label:
                self.write(gutter, self.paint(" = ", _GUTTER), label)
            return False
        span = place.span
        position = f":{span.line}:{span.column}" if span else ""
        lines = self._excerpts.get(place.file, {})
        shown = excerpt(lines, span, sign) if span else None
        at = f"{harmless(place.file)}{position}"
        if shown is None or span is None:
            self.write(gutter, self.paint(arrow, _GUTTER), f" {at}", f": {label}" if label else "")
            return False
        self.write(gutter, self.paint(arrow, _GUTTER), f" {at}")
        self.write(gutter, self.paint(" |", _GUTTER))
        self.write(self.paint(f"{span.line:>{width}} |", _GUTTER), f" {shown.line}".rstrip())
        mark = self.paint(f"{shown.mark.lstrip(' ')}{f' {label}' if label else ''}", colour)
        blank = shown.mark[: len(shown.mark) - len(shown.mark.lstrip(" "))]
        self.write(gutter, self.paint(" | ", _GUTTER), blank, mark)
        return True
