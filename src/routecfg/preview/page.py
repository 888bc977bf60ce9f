"""The page as one file: its parts joined, so that it loads nothing, and a policy that lets nothing else run.

`page/page.html` names the styles and one script, as it would to be served from a folder:

    <link rel="stylesheet" href="page.css">
    <script type="module" src="main.js"></script>

A script imports others by `import { name, other } from "./file.js";`, a line each. Their top-level names are
unique across all files, so joining them is dropping these lines, and `export`.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_STYLE: Final = re.compile(r'<link rel="stylesheet" href="([a-z_]+\.css)">')
_SCRIPT: Final = re.compile(r'<script type="module" src="([a-z_]+\.js)"></script>')
_MODULE: Final = '<script type="module">'
_IMPORT: Final = re.compile(r'import \{(?![^}]* as )[^{}]*\} from "\./([a-z_]+\.js)";')
_HEAD: Final = '<meta charset="utf-8">'
_COMMENT: Final = re.compile(r"^[ ]*(?://[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
"""A comment on lines of its own: a fifth of the scripts, and of use to nobody who looks at the page."""
_NOT_JOINED: Final = re.compile(r"(import|export)\b(?! (const|let|class|function|async function)\b)|import\(")
"""Forms of import and export that joining does not know."""


_EXPORTED: Final = '<meta name="generator" content="routecfg preview --export">'


class Page(NamedTuple):
    """The html as the server sends it, and its policy."""

    html: str
    policy: str


@cache
def page() -> Page:
    """The page that asks a server."""
    return _joined("connect-src 'self'", lambda html, _: html)


def exported_page(answers: bytes) -> str:
    """The page with all answers in it, as gzip; it asks nobody. Its policy stands in itself."""
    data = base64.b64encode(answers).decode("ascii")

    def complete(html: str, policy: str) -> str:
        meta = f'{_HEAD}\n{_EXPORTED}\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
        block = f'<script type="text/plain" id="answers">{data}</script>\n{_MODULE}'
        return html.replace(_HEAD, meta, 1).replace(_MODULE, block, 1)

    return _joined("connect-src 'none'", complete).html


def is_exported_page(content: bytes) -> bool:
    """Whether a file is such a page, of this or an earlier version."""
    return content.startswith(b"<!doctype html>") and _EXPORTED.encode() in content[:1000]


def _joined(connections: str, complete: Callable[[str, str], str]) -> Page:
    html = _text("page.html")
    styles = list(_STYLE.finditer(html))
    style = "\n" + _COMMENT.sub("", "".join(_text(found[1]) for found in styles))
    scripts = [found[1] for found in _SCRIPT.finditer(html)]
    script = "\n" + _COMMENT.sub("", joined_scripts(scripts, _text))
    for found in styles[1:]:
        html = html.replace(f"{found[0]}\n", "")
    html = _STYLE.sub(lambda _: f"<style>{style}</style>", html)
    html = _SCRIPT.sub(lambda _: f"{_MODULE}{script}</script>", html)
    parts = (
        "default-src 'none'",
        f"script-src '{_digest(script)}'",
        f"style-src '{_digest(style)}'",
        "img-src data:",
        connections,
        "base-uri 'none'",
        "form-action 'none'",
    )
    policy = "; ".join(parts)
    return Page(complete(html, policy), f"{policy}; frame-ancestors 'none'")


def joined_scripts(first: Iterable[str], text: Callable[[str], str]) -> str:
    """These modules, each behind all that it imports, as one. Raises ValueError for what cannot be joined."""
    joined: dict[str, str] = {}

    def add(name: str) -> None:
        if name in joined:
            return
        joined[name] = ""  # modules that import each other come in the order in which they are met
        lines = text(name).splitlines()
        for line in lines:
            if found := _IMPORT.fullmatch(line):
                add(found[1])
            elif _NOT_JOINED.match(line):
                raise ValueError(f"{name}: {line}")
        del joined[name]
        joined[name] = "\n".join(line.removeprefix("export ") for line in lines if _IMPORT.fullmatch(line) is None)

    for name in first:
        add(name)
    return "\n".join(joined.values()) + "\n"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _text(name: str) -> str:
    return (Path(__file__).parent / "page" / name).read_text(encoding="utf-8")
