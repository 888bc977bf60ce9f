"""From a text and what it should be to the one edit that is needed."""

from routecfg.lsp.positions import Text
from routecfg.lsp.protocol.base import Range, TextEdit
from routecfg.source import Lines


def changed(text: Text, data: bytes) -> TextEdit | None:
    """The edit that gives a file these bytes: of whole lines, without those that are equal at both ends.

    None if nothing changes.
    """
    before, after = text.lines.text, Lines(data).text
    if before == after:
        return None
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    last = next((at for at in range(most - first) if old[-1 - at] != new[-1 - at]), most - first)
    start = sum(map(len, old[:first]))
    end = sum(map(len, old[: len(old) - last]))
    range_ = Range(text.position_at(start), text.position_at(end))
    return TextEdit(range_, "".join(new[first : len(new) - last]))
