"""The objects of the sandbox and the decisions of its trees: all in a list, or one of them as YAML or JSON."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from routecfg.diagnostics import Path
from routecfg.disclosure import all_without_tokens, harmless, masked, masked_key, without_secrets, without_tokens
from routecfg.model import ALL_KINDS, KIND_WORDS, Assembly, Kind, names_in, references, spoken
from routecfg.report.json_document import encodable, json_document
from routecfg.report.table import table
from routecfg.screen import PLAIN, Screen

DECISIONS = "decisions"
"""Used in place of a kind for decisions."""


class Address(NamedTuple):
    """What names an object, by kind and name, or a decision, by its tree as well."""

    kind: str
    name: str
    tree: str = ""

    @property
    def text(self) -> str:
        """As it is written on the command line: `queues/support`, `main-menu/welcome`."""
        return f"{self.tree or self.kind}/{self.name}"

    @property
    def path(self) -> Path:
        """The path from the kinds."""
        return ("decision_trees", self.tree, DECISIONS, self.name) if self.tree else (self.kind, self.name)

    @property
    def words(self) -> str:
        """As messages name it: `queue 'support'`, `decision 'welcome' of decision tree 'main-menu'`."""
        if self.tree:
            return f"decision '{self.name}' of {spoken('decision_trees', self.tree)}"
        return spoken(self.kind, self.name)

    @property
    def fields(self) -> dict[str, str]:
        """As JSON names it."""
        return {"kind": self.kind, "name": self.name} | ({"decision_tree": self.tree} if self.tree else {})


class Item(NamedTuple):
    """An object or a decision, as a list shows it. Of an object with errors no title is known."""

    address: Address
    title: str | None
    file: str


def items(assembly: Assembly) -> Iterator[Item]:
    """Every object, kinds in their order and names in theirs; behind each tree its decisions as they are written."""
    for kind, name in sorted(assembly.files, key=lambda item: (ALL_KINDS.index(item[0]), item[1])):
        part = assembly.estate.of(kind).get(name)
        file = assembly.files[kind, name]
        yield Item(Address(kind, name), part.title if part is not None else None, file)
        if kind == "decision_trees" and name in assembly.estate.decision_trees:
            for decision in assembly.estate.decision_trees[name].decisions:
                yield Item(Address(DECISIONS, decision.name, name), decision.title, file)


def chosen(assembly: Assembly, kind: Kind | str | None, text: str | None) -> list[Item]:
    """The items of a kind, of all kinds but decisions if none is given; of those, the ones that a text is found in.

    It is looked for in names and titles, in any case, and among decisions as well unless a kind is given.
    """
    wanted = text.casefold() if text is not None else ""
    return [
        item
        for item in items(assembly)
        if (item.address.kind == kind if kind is not None else text is not None or not item.address.tree)
        and (wanted in item.address.name.casefold() or wanted in (item.title or "").casefold())
    ]


def listed_as_text(chosen_items: Iterable[Item], prefix: str, screen: Screen = PLAIN) -> str:
    """A table: kind, name, title and file. A decision's name follows that of its tree."""
    rows = []
    for address, title, file in chosen_items:
        name = masked_key(address.path, len(address.name))
        tree = f"{masked_key(('decision_trees', address.tree), len(address.tree))}/" if address.tree else ""
        kind = KIND_WORDS.get(address.kind, "decision")
        rows.append((kind, harmless(tree + name), harmless(masked(title or "")), harmless(prefix + file)))
    return table(("kind", "name", "title", "file"), rows, screen, wrapping=("title", "file")) if rows else ""


def listed_as_json(chosen_items: Iterable[Item], prefix: str) -> str:
    """The same for programs. The title of an object with errors is null."""
    entries = []
    for address, title, file in chosen_items:
        name = masked_key(address.path, len(address.name))
        fields = address._replace(name=name).fields
        entries.append({**fields, "title": masked(title or "") or None, "file": encodable(prefix + file)})
    return json_document({"version": 1, "objects": entries})


def shown_as_text(assembly: Assembly, item: Item, prefix: str) -> str:
    """An item as YAML that can be put into a routing file, with comments: where it stands, who uses it, what it uses.

    Literal secrets are masked, so an object that holds one differs.
    """
    from routecfg.source import as_yaml  # here, since a list needs no YAML

    address = item.address
    fields = _fields(assembly, address)
    comments = [f"{without_tokens(address.words)} in {prefix}{item.file}"]
    uses: list[str] = []
    for title, others in (("used by", _users(assembly, address)), ("uses", _used(assembly, address))):
        uses += [f"{title}:" if others else f"{title}: nothing", *(f"  {other.words}" for other in others)]
    named = {without_tokens(address.name): fields} if address.tree else {address.kind: {address.name: fields}}
    return "".join(
        (
            *(f"# {harmless(line)}\n" for line in comments),
            as_yaml({key: all_without_tokens(value) for key, value in named.items()}),
            "\n",
            *(f"# {harmless(without_tokens(line))}\n" for line in uses),
        )
    )


def shown_as_json(assembly: Assembly, item: Item, prefix: str) -> str:
    """The same for programs; fields that were left out and have a default are left out here too."""
    address = item.address
    part = _part(assembly, address)
    around = {
        "object": without_secrets(msgspec.to_builtins(part), address.path),
        "used_by": [other.fields for other in _users(assembly, address)],
        "uses": [other.fields for other in _used(assembly, address)],
    }
    named = {key: without_tokens(word) for key, word in address.fields.items()}
    links = {key: all_without_tokens(value) for key, value in around.items()}
    return json_document({"version": 1, **named, "file": encodable(prefix + item.file), **links})


def _part(assembly: Assembly, address: Address) -> Any:
    if not address.tree:
        return assembly.estate.of(address.kind)[address.name]
    decisions = assembly.estate.decision_trees[address.tree].decisions
    return next(decision for decision in decisions if decision.name == address.name)


def _fields(assembly: Assembly, address: Address) -> Any:
    """What was written: a tree's decisions by their names again."""
    fields = msgspec.to_builtins(_part(assembly, address))
    if address.tree:
        del fields["name"]
    elif address.kind == "decision_trees":
        fields["decisions"] = {decision.pop("name"): decision for decision in fields["decisions"]}
    return without_secrets(fields, address.path)


def _users(assembly: Assembly, address: Address) -> list[Address]:
    if address.tree:
        tree = assembly.estate.decision_trees[address.tree]
        naming = [named.path for named in references(tree) if (named.kind, named.name) == ("decision", address.name)]
        users = {_user(path, address.tree) for path in naming}
    else:
        named = (address.kind, address.name)
        users = {Address(kind, name) for kind, name, part in assembly.estate if named in names_in(part)}
    return sorted(users - {address})


def _user(path: Path, tree: str) -> Address:
    """Who names something at a path of a tree: one of its decisions, or the tree itself."""
    return Address(DECISIONS, str(path[1]), tree) if path[0] == DECISIONS else Address("decision_trees", tree)


def _used(assembly: Assembly, address: Address) -> list[Address]:
    part = assembly.estate.decision_trees[address.tree] if address.tree else _part(assembly, address)
    inside = (DECISIONS, address.name) if address.tree else ()
    names = {(named.kind, named.name) for named in references(part) if named.path[: len(inside)] == inside}
    used = [Address(*name) for name in assembly.files if name in names]
    if address.tree:
        used += [Address(DECISIONS, name, address.tree) for kind, name in names if kind == "decision"]
    return sorted(other for other in used if other != address)
