"""Texts and lists without quotes or brackets in braces that a comma has cut: the rest is taken for fields."""

from collections.abc import Collection, Iterator
from typing import Final

from routecfg.disclosure import secrets_in
from routecfg.shape.causes import Cause
from routecfg.shape.key_suggestions import is_known_mistake
from routecfg.shape.labels import place_label, quoted_key
from routecfg.shape.reference_places import kind_named
from routecfg.shape.rules import UNKNOWN_FIELD
from routecfg.shape.schemas import Node, Trail, allowed_types
from routecfg.shape.snippets import as_yaml

_LONGEST: Final = 60
"""Characters of a text that a message repeats."""


def cut_texts(at: Trail, unknown: Collection[str]) -> Iterator[Cause]:
    """The texts of a mapping that go on in what is taken for its unknown fields."""
    text, pieces = "", list[str]()
    for key, value in at.here.value.items() if unknown and isinstance(at.here.value, dict) else ():
        if key in unknown and value is None and text and (pieces or not _is_known(at, key)):
            pieces.append(key)
            continue
        if pieces:
            yield _cut(at, text, pieces)
        text, pieces = (key if _takes_any_text(at, key) else ""), []
    if pieces:
        yield _cut(at, text, pieces)


def _is_known(at: Trail, key: str) -> bool:
    return bool(at.here.node.get("properties")) and is_known_mistake(at, key)


def _takes_any_text(at: Trail, field: str) -> bool:
    node = _field(at, field)
    if node is None or not isinstance(at.here.value[field], str):
        return False
    return bool({"string", "array"} & {*allowed_types(node)}) and kind_named(node) is None and "enum" not in node


def _field(at: Trail, field: str) -> Node | None:
    """What may stand in a field; under `languages`, in that of a language."""
    by_name = at.here.key == "languages"
    node = at.here.node.get("additionalProperties") if by_name else at.here.node.get("properties", {}).get(field)
    return at.resolved(node)[0] if node else None


def _cut(at: Trail, field: str, pieces: list[str]) -> Cause:
    path = (*at.path, pieces[0])
    if "array" in allowed_types(_field(at, field) or {}):
        return _cut_list(at, field, pieces)
    whole = ", ".join([at.here.value[field], *pieces])
    shown = len(whole) <= _LONGEST and not secrets_in((*at.path, field), whole) and '"' not in whole
    is_pattern = whole.startswith("/")
    sample = f': {field}: "{whole}"' if shown and not is_pattern and "\\" not in whole else ""
    finding = UNKNOWN_FIELD.at(
        path,
        f"unknown field {quoted_key(path)} in {place_label(at)}",
        on_key=True,
        help=f"in braces a comma ends a text: if this belongs to '{field}', put the whole "
        f"{'pattern in single' if is_pattern else 'text in'} quotes{sample}",
    )
    return Cause(finding, tuple((*at.path, piece) for piece in pieces), ((*at.path, field),))


def _cut_list(at: Trail, field: str, pieces: list[str]) -> Cause:
    path, items = (*at.path, pieces[0]), [at.here.value[field], *pieces]
    written = as_yaml(items)
    sample = f": {field}: {written}" if len(written) <= _LONGEST and not secrets_in((*at.path, field), written) else ""
    finding = UNKNOWN_FIELD.at(
        path,
        f"unknown field {quoted_key(path)} in {place_label(at)}",
        on_key=True,
        help=f"in braces a comma ends a text: if this belongs to '{field}', put all of them in brackets{sample}",
    )
    return Cause(finding, tuple((*at.path, piece) for piece in pieces), ((*at.path, field),))
