"""A project whose every text wants to run in the browser, and how to see that none did."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from browser.tab import Tab

_RUN: Final = "window.ran=1"

HOSTILE: Final = (
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"</svg><img src=x onerror={_RUN}>",
    f"<svg onload={_RUN}>",
    f"<!--<script>{_RUN}",
    f"]]><script>{_RUN}</script>",
    f"javascript:{_RUN}",
    f'"\' onmouseover={_RUN} autofocus onfocus={_RUN} x="',
    "</style></title></textarea><iframe srcdoc='<script>parent.ran=1</script>'>",
    "&lt;script&gt;&#60;script&#62;&quot;",
    "\u202egpj.exe \u2066\u2067\u061c\u200f",
    "`${window.ran=1}` \\u003cscript\\u003e",
    "<base href=https://example.invalid/><meta http-equiv=refresh content='0;url=https://example.invalid/'>",
    "<link rel=stylesheet href=https://example.invalid/a.css>",
    "%3Cscript%3E#/tree/a?chat=b",
)
"""Texts that do something wherever they are not treated as text."""

_FILES: Final = ("<script>.yaml", "\"onload=x '.yaml", "]]>.yaml", "javascript:1.yaml", "&lt;#?%3C.yaml")


def hostile_project(folder: Path, texts: Sequence[str] = HOSTILE) -> Path:
    """A project that stands in the places of all names, titles and texts, in files whose names are no better."""
    routing = folder / "routing"
    routing.mkdir(parents=True)
    (folder / "routecfg.yaml").write_text(
        json.dumps({"routecfg": 1, "title": texts[0], "timezone": "Europe/London", "languages": ["en"]}),
        encoding="utf-8",
    )
    names = [f"n{number}" for number in range(len(texts))]  # names hold letters and digits only
    trees = {
        name: {"title": text, "description": text, "decisions": _decisions(texts, names)}
        for name, text in zip(names, texts, strict=True)
    }
    parts = (
        {"inbound_routings": {name: _inbound(text, name) for name, text in list(zip(names, texts, strict=True))[:3]}},
        {"decision_trees": dict(list(trees.items())[:2])},
        {"queues": {name: {"title": text, "id": 1 + int(name[1:])} for name, text in zip(names, texts, strict=True)}},
        {"decision_trees": dict(list(trees.items())[2:4])},
        {"time_groups": {names[0]: _hours(texts)}, "time_conditions": {names[0]: _condition(texts, names)}},
    )
    for name, part in zip(_FILES, parts, strict=True):
        (routing / name).write_text(json.dumps(part), encoding="utf-8")
    return folder


def _decisions(texts: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """A chain of decisions, each with an answer that is one of the texts."""
    return {
        name: {
            "title": text,
            "description": text,
            "actions": [{"send_message": {"text": text}}],
            "targets": [
                {"when": {"button": {"title": text[:20]}, "similar": [text]}, "to": {"decision": after}},
                {"when": {"similar": ["other"]}, "to": {"queue": names[0]}, "default": True},
            ],
        }
        for name, text, after in zip(names, texts, [*names[1:], names[0]], strict=True)
    }


def _inbound(text: str, name: str) -> dict[str, Any]:
    return {
        "title": text,
        "description": text,
        "api_token": {"env": "AMIO_TOKEN"},
        "channel_id": f"648702134567890123{name[1:]}",
        "next_destination": {"time_condition": "n0"} if name == "n0" else {"decision_tree": name},
    }


def _hours(texts: Sequence[str]) -> dict[str, Any]:
    return {"title": texts[1], "include": [{"days": "mon-fri", "hours": "09:00-17:30"}]}


def _condition(texts: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    return {
        "title": texts[2],
        "time_group": names[0],
        "if_time_matches": {"decision_tree": names[0]},
        "if_time_does_not_match": {"queue": names[1]},
    }


_UNWANTED: Final = """() => {
  const found = [];
  for (const each of document.querySelectorAll("*")) {
    for (const {name, value} of each.attributes) {
      if (/^on/i.test(name)) found.push(`${each.tagName} ${name}`);
      const isAddress = ["href", "xlink:href", "src", "srcdoc", "action", "formaction"].includes(name);
      if (isAddress && !/^(#|data:,|(vscode|vscode-insiders|cursor|zed|idea):\\/\\/)/.test(value)) {
        found.push(`${each.tagName} ${name}=${value}`);
      }
    }
  }
  const tags = "iframe,object,embed,base,form[action],meta[http-equiv=refresh],img,foreignObject,animate,set";
  for (const each of document.querySelectorAll(tags)) found.push(each.outerHTML.slice(0, 200));
  const scripts = [...document.scripts].filter((each) => each.type !== "application/json").length;
  return {found, scripts, ran: window.ran, title: document.title};
}"""


def nothing_happened(tab: Tab, *allowed: str, scripts: int = 0) -> None:
    """Nothing of the texts ran, became an element, an attribute or an address, and nothing was asked for."""
    seen = tab.page.evaluate(_UNWANTED)
    assert seen["ran"] is None
    assert seen["found"] == [], seen["found"]
    assert seen["scripts"] == scripts
    tab.must_be_quiet(*allowed)
