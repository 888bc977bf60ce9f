"""How messages name places of a file and kinds of values."""

from collections.abc import Iterable
from typing import Final

from routecfg.diagnostics import listed
from routecfg.disclosure import masked_key, quoted, secrets_in, shortened
from routecfg.shape.schemas import FilePath, Node, Trail, allowed_types

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
    return _label(trail) + in_owner(trail.above())


def in_owner(trail: Trail) -> str:
    """The innermost object that holds a place, to be added to a message: ` in decision 'welcome'`."""
    while len(trail.steps) > 1 and not trail.here.named:
        trail = trail.above()
    return f" in {_label(trail)}" if len(trail.steps) > 1 else ""


def _label(trail: Trail) -> str:
    step, parent = trail.here, trail.parent
    key = quoted_key(trail.path)
    if step.named:
        return f"{noun(step.node)} {key}"
    if isinstance(step.key, int):
        if "properties" in step.node:
            return f"{noun(step.node)} {step.key + 1}"
        return f"item {step.key + 1} of {quoted_key(trail.above().path)}"
    if step.key not in parent.node.get("properties", {}) and parent.key is not None:
        return f"{key} under {quoted_key(trail.above().path)}"
    return key


def shown_key(trail: Trail) -> str:
    """The key of a place as a message may show how to write it."""
    return masked_key(trail.path)


def quoted_key(path: FilePath) -> str:
    """The key at the end of a path in quotes, as a message may show it."""
    return f"'{shortened(masked_key(path))}'"


def quoted_text(trail: Trail) -> str | None:
    """The text at a place in quotes, as a message may show it; None if it holds a secret: what is left says little."""
    text = trail.here.value
    return None if secrets_in(trail.path, text) else quoted(text, trail.path)


def noun(node: Node) -> str:
    """What a thing of this kind is called: `time condition`."""
    title: str = node["title"]
    return title[:1].lower() + title[1:]


def needed_type(node: Node) -> str:
    """The types that a node takes, in words."""
    words: list[str] = []
    for name in allowed_types(node):
        if name == "boolean":
            words += ["true"] if "type" not in node else ["true", "false"]
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


def choices(words: Iterable[str], joiner: str = "or") -> str:
    """Words of the schema: `'a', 'b' or 'c'`."""
    return listed([f"'{word}'" for word in words], joiner)


def clause(sentence: str) -> str:
    """A sentence of the schema as a part of a message, which ends without a full stop; several keep theirs."""
    lowered = sentence[:1].lower() + sentence[1:]
    return lowered if ". " in lowered else lowered.removesuffix(".")


def first_sentence(text: str) -> str:
    """The first sentence of a text of the schema, without its full stop."""
    return text.partition(". ")[0].removesuffix(".")
