"""What could be written at a place: names where a name belongs, keys where a key does, values of a list.

The text need not parse: whoever writes has not finished.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from routecfg.disclosure import harmless, masked, without_tokens
from routecfg.lsp.names import choices
from routecfg.lsp.names.choices import Choice
from routecfg.lsp.names.in_project import schema_of
from routecfg.lsp.protocol import texts as shown
from routecfg.lsp.protocol.base import MarkupContent, Range, TextDocumentPositionParams, TextEdit
from routecfg.lsp.snapshot import Snapshot
from routecfg.lsp.snippets import snippet
from routecfg.shape.schema_places import SchemaPlace, schema_places
from routecfg.shape.schemas import Node, SchemaName, allowed_types, resolved, schema, takes_one
from routecfg.source import Surroundings, surroundings

_NAME_SO_FAR: Final = re.compile(r"[\w.]*$")
_FILTER_SO_FAR: Final = re.compile(r"\|\s*\w*$")
_STOP: Final = re.compile(r"\$(?:\d+|\{\d+\}|\{\d+:(?P<example>(?:[^\\}]|\\.)*)\}|\{\d+\|(?P<first>[^,|]*)[^|]*\|\})")
_LONGEST_NAME: Final = 300
"""Characters before the cursor that are searched for the name that is being written."""

_MOST: Final = 500
"""Names that are offered at once: nobody reads more, and typing narrows them."""


def complete(snapshot: Snapshot, params: TextDocumentPositionParams) -> shown.CompletionList:
    """What could be written here."""
    file = snapshot.path(params.text_document.uri)
    text = snapshot.text(file) if file is not None and file in snapshot.files else None
    if file is None or text is None:
        return shown.CompletionList(False, ())
    index = text.index(params.position)
    around = surroundings(text.lines.text, index)
    start, end = around.word
    if around.role == "nothing" or not start <= index <= end:
        return shown.CompletionList(False, ())
    place = _Place(snapshot, schema_of(snapshot, file), text.lines.text, around, index)
    items = place.items()
    start, end = place.word
    range_ = Range(text.position_at(start), text.position_at(end))
    stops = _knows_snippets(snapshot)
    found = [_item(each, number, range_, stops=stops) for number, each in enumerate(items[:_MOST])]
    return shown.CompletionList(len(items) > _MOST, tuple(found))


class _Offer:
    """Something that could be written: a label, what is inserted for it, and what is said of it."""

    def __init__(
        self, label: str, kind: int, *, about: str = "", documentation: str = "", inserted: str | None = None
    ) -> None:
        self.label = label
        self.kind = kind
        self.about = about
        self.documentation = documentation
        self.inserted = inserted


class _Place:
    """A place in a text, and what the schema says of it."""

    def __init__(self, snapshot: Snapshot, name: SchemaName, text: str, around: Surroundings, index: int) -> None:
        self._snapshot = snapshot
        self._root = schema(name)
        self._schema = schema_places(name)
        self._name = name
        self._text = text
        self._around = around
        self._index = index
        self.word = around.word

    def items(self) -> list[_Offer]:
        """What could be written."""
        around = self._around
        place = self._schema.at(around.path)
        if place is None:
            return []
        if around.role == "key":
            return self._keys(place)
        if around.role == "item":
            items = self._schema.below(place, 0)
            return [_with_dash(each) for each in self._values(items)] if items is not None else []
        return self._values(place)

    def _keys(self, place: SchemaPlace) -> list[_Offer]:
        """The keys that a mapping has not got yet."""
        node, beside = place.node, self._around.beside
        if takes_one(node) and beside:
            return []
        fields = node.get("properties", {})
        found = [self._field(key, child) for key, child in fields.items() if key not in beside]
        keys = self._schema.of_keys(place)
        chosen = [] if keys is None else self._named_keys(keys)
        return [*found, *(each for each in chosen if each.label not in beside)]

    def _field(self, key: str, child: Node) -> _Offer:
        inner, _ = resolved(self._root, child)
        inserted = key if self._has_colon() else snippet(self._root, key, child)
        return _Offer(key, shown.KIND_FIELD, documentation=inner.get("description", ""), inserted=inserted)

    def _named_keys(self, keys: SchemaPlace) -> list[_Offer]:
        """Where the keys of a mapping are names of something that is there."""
        behind = "" if self._has_colon() else ": "
        if keys.definition == "languageKey":
            languages = choices.languages(self._snapshot)
            return _named(languages[1:] or languages, behind)  # the first one is that of the text itself
        if keys.names is not None:
            return _named(choices.objects(self._snapshot, keys.names), behind)
        if keys.definition == "valueName":
            return _named(choices.saved(self._snapshot), behind)
        if self._around.path == ("rules",):
            from routecfg.catalogue import CATALOGUE

            rules = sorted((rule for rule in CATALOGUE if not rule.fixed), key=lambda rule: rule.code)
            return _named((Choice(rule.name, f"{rule.code}, {rule.severity}") for rule in rules), behind)
        return []

    def _values(self, place: SchemaPlace) -> list[_Offer]:
        """What a value could be: a name, one of a list, data in a text; or the keys of a mapping that begins."""
        node, path = place.node, self._around.path
        if place.names == "decision":
            tree = choices.tree_at(self._text, path)
            return _named(choices.decisions(self._snapshot, tree)) if tree is not None else []
        if place.names is not None:
            return _named(choices.objects(self._snapshot, place.names))
        if place.definition in ("language", "customerLanguage"):
            return _named(choices.languages(self._snapshot)) if self._name != "routecfg" else []
        if path == ("timezone",) or path[-1:] == ("timezone",):
            from routecfg.opening_hours.zones import known_zones

            return _named(map(Choice, sorted(known_zones())))
        if "string" in allowed_types(node) and (found := self._data(place)):
            return found
        values = [*map(str, node.get("enum", ())), *(["true", "false"] if "boolean" in allowed_types(node) else [])]
        if values:
            return [_Offer(value, shown.KIND_CONSTANT, about="default" if _is(node, value) else "") for value in values]
        return self._beginning(place)

    def _beginning(self, place: SchemaPlace) -> list[_Offer]:
        """The keys or items of a mapping or list that begins here."""
        node = place.node
        if self._around.word[0] != self._around.word[1] and not self._around.below:
            return []
        if "items" in node and "properties" not in node:
            items = self._schema.below(place, 0)
            if items is None:
                return []
            found = self._values(items)
            return [_with_dash(each) for each in found] if self._around.below else [_in(each, "[]") for each in found]
        keys = self._keys(place) if "object" in allowed_types(node) else []
        return keys if self._around.below else [_in(each, "{}") for each in keys]

    def _data(self, place: SchemaPlace) -> list[_Offer]:
        """Names of data in a text, or in an expression."""
        start, _ = self._around.word
        before = self._text[start : self._index]
        opened = before.rfind("{{")
        if place.definition != "expression":
            if opened < 0 or "}}" in before[opened:]:
                return []
            before = before[opened + 2 :]
        before = before[-_LONGEST_NAME:]
        if _FILTER_SO_FAR.search(before):
            so_far = re.search(r"\w*$", before)
            found = choices.filters()
        else:
            so_far = _NAME_SO_FAR.search(before)
            found = choices.data(self._snapshot, self._text, self._around.path, so_far[0] if so_far else "")
        typed = so_far[0].rpartition(".")[2] if so_far else ""
        behind = re.match(r"\w*", self._text[self._index :])
        self.word = (self._index - len(typed), self._index + (behind.end() if behind else 0))
        return [_Offer(each.name, shown.KIND_VARIABLE, about=each.about) for each in found]

    def _has_colon(self) -> bool:
        """Whether the key that is written here has its colon already."""
        _, end = self._around.word
        return re.match(r"[\"']?[ \t]*:(?:\s|$)", self._text[end : end + 20]) is not None


def _named(found: Iterable[Choice], behind: str = "") -> list[_Offer]:
    return [
        _Offer(
            each.name, shown.KIND_REFERENCE, about=each.about, inserted=_plainly(each.name) + behind if behind else None
        )
        for each in found
    ]


def _is(node: Node, value: str) -> bool:
    default = node.get("default")
    return value == (str(default).lower() if isinstance(default, bool) else default)


def _plainly(text: str) -> str:
    """A text as it stands in a snippet."""
    return re.sub(r"([\\$}])", r"\\\1", text)


def _with_dash(offer: _Offer) -> _Offer:
    return _in(offer, "- ")


def _in(offer: _Offer, around: str) -> _Offer:
    """The same as an item of a list, or between brackets."""
    inner = offer.inserted if offer.inserted is not None else _plainly(offer.label)
    closing = "" if around == "- " else "\\}" if around == "{}" else "]"
    opening = around if around == "- " else around[0]
    return _Offer(
        offer.label,
        offer.kind,
        about=offer.about,
        documentation=offer.documentation,
        inserted=opening + inner + closing,
    )


def _knows_snippets(snapshot: Snapshot) -> bool:
    """Whether the editor knows what the stops in a snippet are."""
    can: Any = snapshot.client.capabilities.text_document
    for key in ("completion", "completionItem", "snippetSupport"):
        can = can.get(key) if isinstance(can, dict) else None
    return can is True


def _without_stops(inserted: str) -> str:
    """A snippet as a text."""
    return re.sub(r"\\([\\$}])", r"\1", _STOP.sub(lambda stop: stop["example"] or stop["first"] or "", inserted))


def _item(offer: _Offer, number: int, range_: Range, *, stops: bool) -> shown.CompletionItem:
    label = harmless(without_tokens(offer.label))
    is_snippet = stops and offer.inserted is not None
    inserted = label if offer.inserted is None else offer.inserted if stops else _without_stops(offer.inserted)
    return shown.CompletionItem(
        label,
        offer.kind,
        harmless(masked(offer.about)) or None,
        MarkupContent(shown.PLAIN_TEXT, offer.documentation) if offer.documentation else None,
        f"{number:04}",
        label,
        shown.SNIPPET if is_snippet else None,
        TextEdit(range_, inserted),
    )
