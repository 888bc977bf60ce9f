"""How messages name places of a file and kinds of values."""

from collections.abc import Iterable
from typing import Final

from routecfg.diagnostics import listed, plain
from routecfg.shape.schemas import Node, Step, Trail

_TYPE_WORDS: Final = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "fields of its own",
}


def place_label(trail: Trail) -> str:
    """A place in words, with the object that holds it: `target 2 in decision 'welcome'`."""
    if len(trail.steps) == 1:
        return "the file"
    return _label(trail.here, trail.parent) + in_owner(trail.above())


def in_owner(trail: Trail) -> str:
    """The innermost object that holds a place, to be added to a message: ` in decision 'welcome'`."""
    owner = next((step for step in reversed(trail.steps) if step.named), None)
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


def with_article(words: str) -> str:
    """`an answer`, `a decision`."""
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def allowed_types(node: Node) -> tuple[str, ...]:
    """The types of values that a node takes."""
    allowed = node.get("type", ())
    return (allowed,) if isinstance(allowed, str) else tuple(allowed)


def needed_type(node: Node) -> str:
    """The types that a node takes, in words."""
    words: list[str] = []
    for name in allowed_types(node):
        if name == "boolean":
            words += ["true"] if "not" in node else ["true", "false"]
        elif name == "object" and "properties" not in node:
            words.append("entries with names")
        elif name != "null":
            words.append(_TYPE_WORDS[name])
    return listed(words)


def actual_type(value: object) -> str:
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


def quoted(words: Iterable[str], joiner: str = "or") -> str:
    """`'a', 'b' or 'c'`."""
    return listed([f"'{plain(word)}'" for word in words], joiner)


def clause(sentence: str) -> str:
    """A sentence of the schema as a part of a message, which ends without a full stop; several keep theirs."""
    lowered = sentence[:1].lower() + sentence[1:]
    return lowered if ". " in lowered else lowered.removesuffix(".")


def first_sentence(text: str) -> str:
    """The first sentence of a text of the schema, without its full stop."""
    return text.partition(". ")[0].removesuffix(".")
