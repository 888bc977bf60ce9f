"""How messages name places of a file, kinds of values, and examples."""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from routecfg.diagnostics import Path, listed, plain
from routecfg.shape.schemas import Node, Step, Trail

_TYPE_WORDS: Final = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "fields of its own",
}
_PLAIN_TEXT = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*")
_LONGEST_EXAMPLE: Final = 100


def place_of(trail: Trail) -> Path:
    """The path of a place."""
    return tuple(step.key for step in trail if step.key is not None)


def thing(trail: Trail) -> str:
    """A place in words, with the object that holds it: `target 2 in decision 'welcome'`."""
    if len(trail) == 1:
        return "the file"
    return _label(trail[-1], trail[-2]) + where(trail[:-1])


def where(trail: Trail) -> str:
    """The innermost object that holds a place, to be added to a message: ` in decision 'welcome'`."""
    owner = next((step for step in reversed(trail) if step.named), None)
    return f" in {_label(owner, owner)}" if owner else ""


def _label(step: Step, parent: Step) -> str:
    if step.named:
        return f"{noun(step.node)} '{plain(str(step.key))}'"
    if isinstance(step.key, int):
        if "properties" in step.node:
            return f"{noun(step.node)} {step.key + 1}"
        return f"item {step.key + 1} of '{parent.key}'"
    if step.key not in parent.node.get("properties", {}) and parent is not step and parent.key is not None:
        return f"'{plain(str(step.key))}' under '{parent.key}'"
    return f"'{plain(str(step.key))}'"


def noun(node: Node) -> str:
    """What a thing of this kind is called: `time condition`."""
    title: str = node["title"]
    return title[:1].lower() + title[1:]


def a(words: str) -> str:
    """With its article: `an answer`."""
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def types(node: Node) -> tuple[str, ...]:
    """The types of values that a node takes."""
    allowed = node.get("type", ())
    return (allowed,) if isinstance(allowed, str) else tuple(allowed)


def wanted(node: Node) -> str:
    """The types that a node takes, in words."""
    words: list[str] = []
    for one in types(node):
        if one == "boolean":
            words += ["true"] if "not" in node else ["true", "false"]
        elif one == "object" and "properties" not in node:
            words.append("entries with names")
        elif one != "null":
            words.append(_TYPE_WORDS[one])
    return listed(words)


def given(value: object) -> str:
    """A value's type in words."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if not value.is_integer():
            return "a number with a fraction"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list() | tuple():
            return "a list"
    return "fields of its own"


def example(step: Step) -> str | None:
    """The first example of a field that is short enough, as it would be written; None if there is none.

    Where the schema has no example the least that is needed is one.
    """
    required = step.node.get("required", ())
    least = {key: step.node["properties"][key]["examples"][0] for key in required}
    for one in (*step.node.get("examples", ()), *([least] if least else ())):
        shown = written(one)
        if len(shown) <= _LONGEST_EXAMPLE:
            return f"{step.key}: {shown}" if isinstance(step.key, str) else shown
    return None


def written(value: Any) -> str:
    """A value as YAML on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
        case list():
            return f"[{', '.join(map(written, value))}]"
        case str() if _PLAIN_TEXT.fullmatch(value) and value not in ("true", "false", "null"):
            return value
    return json.dumps(value, ensure_ascii=False)


def quoted(words: Iterable[str], joiner: str = "or") -> str:
    """`'a', 'b' or 'c'`."""
    return listed([f"'{plain(word)}'" for word in words], joiner)


def inline(sentence: str) -> str:
    """A sentence of the schema as a part of ours, which ends without a full stop; several keep theirs."""
    told = sentence[:1].lower() + sentence[1:]
    return told if ". " in told else told.removesuffix(".")


def first_sentence(text: str) -> str:
    """The first sentence of a text of the schema, without its full stop."""
    return text.partition(". ")[0].removesuffix(".")


def shown(trail: Trail, text: str) -> str | None:
    """A text in quotes as a message may show it; None if it is long, or could be a secret in the wrong place."""
    if private(trail) or len(text) > 40 or "://" in text or "=" in text or _like_a_token(text):
        return None
    return f"'{plain(text)}'"


def private(trail: Trail) -> bool:
    """Whether what stands here is a secret, or may hold one: a reference to one, a header, a web address."""
    return any(step.shared == "secret" or step.key in ("headers", "url", "chatbot_url") for step in trail)


def shown_key(trail: Trail, key: str) -> str | None:
    """The same for a key below a place, where its writer may have put a secret."""
    if any(step.shared == "secret" for step in trail) or (len(key) >= 20 and _like_a_token(key) and key != key.lower()):
        return None
    return f"'{plain(key)}'"


def _like_a_token(text: str) -> bool:
    return len(text) >= 16 and " " not in text and any(map(str.isdigit, text)) and any(map(str.isalpha, text))
