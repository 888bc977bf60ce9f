"""Text for a screen: styles, the width of characters, line breaks.

A `Screen` says what the place can show that the text goes to. A file, a pipe and a test are the plain screen: no
colours, and no line is broken. Texts must be harmless already: nothing here looks for control characters.
"""

from typing import Any, Final

import msgspec

_CODES: Final = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
"""The codes of every terminal for the words of a style, which are those of `rich` as well."""

_SHORTEST: Final = 16
"""The fewest cells for the text of a line after the first: with less room it is indented less."""


class Screen(msgspec.Struct, frozen=True):
    """Where text is shown. `width` is in cells; None if lines may be as long as they like."""

    colour: bool = False
    width: int | None = None

    def paint(self, text: str, style: str) -> str:
        """The text in a style such as `bold red`, if the screen has colours."""
        if not (self.colour and text and style):
            return text
        return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m"

    def fits(self, width: int) -> bool:
        """Whether a line of so many cells stays whole."""
        return self.width is None or width <= self.width

    def wrap(self, text: str, hanging: str = "") -> list[str]:
        """The text as lines that fit, broken at spaces; `hanging` is what every line after the first begins with.

        A word that is longer than a line is broken where the line ends. The text must not be painted yet.
        """
        if self.width is None:
            return [text]
        lines: list[str] = []
        if cells(hanging) > self.width - _SHORTEST:
            hanging = "  "
        indent = len(text) - len(text.lstrip(" "))
        while not self.fits(cells(text)):
            end = max(_fitting(text, self.width), indent + 1)
            space = text.rfind(" ", indent, end + 1)
            cut = space if space > indent else end
            lines.append(text[:cut].rstrip(" "))
            text = hanging + text[cut:].lstrip(" ")
            indent = len(hanging)
        lines.append(text)
        return lines

    def draw(self, *drawings: Any) -> str:
        """What `rich` draws of its tables, trees and panels on such a screen, as whole lines.

        Markup is off: a text that holds `[/b]` is drawn as it is.
        """
        from io import StringIO

        from rich.console import Console

        out = StringIO()
        console = Console(
            file=out,
            width=self.width,
            force_terminal=self.colour,
            color_system="standard" if self.colour else None,
            markup=False,
            emoji=False,
            highlight=False,
        )
        for drawing in drawings:
            console.print(drawing)
        return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


PLAIN: Final = Screen()


def cells(text: str) -> int:
    """How many columns a terminal gives to a text: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _fitting(text: str, width: int) -> int:
    """How many characters of a text fit into so many cells."""
    if text.isascii():
        return width
    low, high = 0, min(len(text), 2 * width)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cells(text[:middle]) <= width else (low, middle - 1)
    return low
