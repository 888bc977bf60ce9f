"""What users wrote, as it may be shown in an editor: without secrets, and as nothing but text."""

import re
from typing import Final

from routecfg.disclosure import harmless, shown, without_tokens
from routecfg.lsp.protocol.base import MarkupContent
from routecfg.lsp.protocol.texts import MARKDOWN, PLAIN_TEXT
from routecfg.lsp.snapshot import Snapshot

_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>()#+.!|~&$-])")


def words(text: str) -> str:
    """A user's text in a line of Markdown, cut short if it is long: none of its signs means anything."""
    return sentences(harmless(shown(text)))


def sentences(text: str) -> str:
    """What we say ourselves, in full."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def code(name: str) -> str:
    """A name in a line of Markdown, as it is written."""
    return f"`{harmless(without_tokens(name)).replace('`', chr(39))}`"


def content(snapshot: Snapshot, text: str, asked_by: str) -> MarkupContent:
    """Markdown, or the same as plain text where the editor knows none (`asked_by`: `hover`)."""
    can = (snapshot.client.capabilities.text_document or {}).get(asked_by)
    formats = can.get("contentFormat") if isinstance(can, dict) else None
    if isinstance(formats, list) and MARKDOWN not in formats:
        return MarkupContent(PLAIN_TEXT, re.sub(r"\\([^\w\s])", r"\1", text.replace("**", "")))
    return MarkupContent(MARKDOWN, text)
