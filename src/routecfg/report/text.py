"""Findings for people, in full or one line each.

Written as plain strings: thousands of findings take a moment.
"""

from collections.abc import Iterable

from routecfg.colours import GOOD, MARGIN, SEVERITIES
from routecfg.diagnostics import Diagnostic, Place
from routecfg.disclosure import harmless
from routecfg.pipeline import Result
from routecfg.report.excerpt import excerpt
from routecfg.report.locations import where
from routecfg.report.sentences import notes, summary
from routecfg.screen import PLAIN, Screen


def as_text(result: Result, screen: Screen = PLAIN) -> str:
    """Every finding with its source line, the rules that could not be checked, and a summary."""
    page = _Page(result, screen)
    for diagnostic in result.diagnostics:
        page.finding(diagnostic)
    for sentence in result.waiting:
        page.headed("note", "bold", f": {harmless(sentence)}")
    if result.waiting:
        page.write()
    page.headed("", "", summary(result), _style(result))
    return page.text()


def as_concise(result: Result) -> str:
    """One line a finding, as editors and `grep` read it: `file:line:column: CODE message`. A clean run is empty."""
    lines = []
    for diagnostic in result.diagnostics:
        file, span = where(diagnostic.place)
        position = f"{harmless(file)}:{span.line}:{span.column}"
        lines.append(f"{position}: {diagnostic.code} {harmless(diagnostic.message)}\n")
    return "".join(lines)


def as_sentences(diagnostics: Iterable[Diagnostic], screen: Screen = PLAIN) -> str:
    """Findings that stand in no routing file: `error[RC901]: what is wrong`, and below it what to do."""
    lines: list[str] = []
    for diagnostic in diagnostics:
        lines += screen.wrap(f"{diagnostic.severity}[{diagnostic.code}]: {harmless(diagnostic.message)}", "  ")
        if diagnostic.help is not None:
            lines += screen.wrap(f"  help: {harmless(diagnostic.help)}", "    ")
    return "".join(f"{line}\n" for line in lines)


def _style(result: Result) -> str:
    """The style of the summary: that of the worst finding."""
    severities = {diagnostic.severity for diagnostic in result.diagnostics}
    worst = next((colour for severity, colour in SEVERITIES.items() if severity in severities), None)
    return f"bold {worst or (GOOD if result.ok else '')}"


class _Page:
    """The lines written so far."""

    def __init__(self, result: Result, screen: Screen) -> None:
        self._excerpts = result.excerpts
        self._screen = screen
        self._lines: list[str] = []

    def text(self) -> str:
        return "\n".join(self._lines) + "\n"

    def write(self, *parts: str) -> None:
        self._lines.append("".join(parts))

    def paint(self, text: str, style: str) -> str:
        return self._screen.paint(text, style)

    def headed(self, head: str, style: str, text: str, text_style: str = "", hanging: str = "  ") -> None:
        """Writes a text behind its head, each in its own style; the head stays whole."""
        self.behind(head, self.paint(head, style), text, text_style, hanging)

    def behind(self, head: str, painted: str, text: str, style: str, hanging: str) -> None:
        """Writes a text, wrapped, behind a head that is painted already."""
        first, *more = self._screen.wrap(head + text, hanging)
        self.write(painted, self.paint(first[len(head) :], style))
        for line in more:
            indent = line[: len(hanging)]
            self.write(indent, self.paint(line[len(indent) :], style))

    def finding(self, diagnostic: Diagnostic) -> None:
        """The headline, the places with their lines, then help and witness."""
        style = f"bold {SEVERITIES.get(diagnostic.severity, '')}"
        headline = f" {diagnostic.name}: {harmless(diagnostic.message)}"
        self.headed(f"{diagnostic.severity.value}[{diagnostic.code}]", style, headline, "bold")
        places = (diagnostic.place, *(related.place for related in diagnostic.related))
        gutter = " " * len(str(max((place.span.line for place in places if place.span), default=0)))
        shown = self._place(diagnostic.place, "-->", "^", "", gutter, style)
        for related in diagnostic.related:
            shown = self._place(related.place, ":::", "-", harmless(related.message), gutter, MARGIN)
        lines = notes(diagnostic)
        if lines and shown:
            self.write(gutter, self.paint(" |", MARGIN))
        for label, line in lines:
            painted = f"{gutter}{self.paint(' = ', MARGIN)}{self.paint(label, 'bold')}: "
            self.behind(f"{gutter} = {label}: ", painted, line, "", f"{gutter}     ")
        self.write()

    def _place(self, place: Place, arrow: str, sign: str, label: str, gutter: str, style: str) -> bool:
        """Writes one place; says whether its line was at hand."""
        if place.file is None:
            if label:
                self.behind(f"{gutter} = ", f"{gutter}{self.paint(' = ', MARGIN)}", label, "", f"{gutter}     ")
            return False
        span = place.span
        position = f":{span.line}:{span.column}" if span else ""
        lines = self._excerpts.get(place.file, {})
        room = self._screen.width - len(gutter) - 3 if self._screen.width is not None else None
        shown = excerpt(lines, span, sign, room) if span else None
        at = f"{gutter}{self.paint(arrow, MARGIN)} {harmless(place.file)}{position}"
        if shown is None or span is None:
            self.write(at, f": {label}" if label else "")
            return False
        self.write(at)
        self.write(gutter, self.paint(" |", MARGIN))
        self.write(self.paint(f"{span.line:>{len(gutter)}} |", MARGIN), f" {shown.line}".rstrip())
        mark = shown.mark.lstrip(" ")
        before = " " * (len(shown.mark) - len(mark))
        painted = f"{gutter}{self.paint(' | ', MARGIN)}{before}"
        self.behind(f"{gutter} | {before}", painted, f"{mark} {label}".rstrip(), style, f"{gutter} |   ")
        return True
