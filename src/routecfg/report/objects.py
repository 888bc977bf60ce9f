"""Objects told: the list of all, and one with who uses it and what it uses."""

from collections.abc import Iterator

import msgspec

from routecfg.disclosure import harmless, masked, masked_key, without_secrets
from routecfg.model import ALL_KINDS, KIND_WORDS, Assembly, Kind, Name, references, spoken
from routecfg.report.json_document import encodable, json_document
from routecfg.report.table import table
from routecfg.screen import PLAIN, Screen


def listed_as_text(assembly: Assembly, kind: Kind | None, prefix: str, screen: Screen = PLAIN) -> str:
    """A table: kind, name, title and file, kinds in their order and names in theirs."""
    rows = [
        (KIND_WORDS[one], harmless(name), harmless(title), harmless(prefix + file))
        for one, name, title, file in _listed(assembly, kind)
    ]
    header = ("kind", "name", "title", "file")
    if not rows:
        return "" if assembly.unread else "nothing is defined yet\n"
    return table(header, rows, screen, wrapping=("title", "file"))


def listed_as_json(assembly: Assembly, kind: Kind | None, prefix: str) -> str:
    """The same for programs. The title of an object with errors is null."""
    told = [
        {"kind": one, "name": name, "title": title or None, "file": encodable(prefix + file)}
        for one, name, title, file in _listed(assembly, kind)
    ]
    return json_document({"version": 1, "objects": told})


def shown_as_text(assembly: Assembly, name: Name, prefix: str) -> str:
    """An object's fields much as they are written, what uses it and what it uses."""
    fields = msgspec.to_builtins(assembly.estate.of(name[0])[name[1]])
    if name[0] == "decision_trees":
        fields["decisions"] = {one.pop("name"): one for one in fields.pop("decisions")}
    lines = [f"{spoken(*name)} in {harmless(prefix + assembly.files[name])}", ""]
    lines += _fields(without_secrets(fields, name), "  ")
    for title, names in (("used by", _users(assembly, name)), ("uses", _used(assembly, name))):
        lines += ["", f"{title}:" if names else f"{title}: nothing", *(f"  {spoken(*other)}" for other in names)]
    return "\n".join(lines) + "\n"


def shown_as_json(assembly: Assembly, name: Name, prefix: str) -> str:
    """The same for programs; fields that were left out and have a default are left out here too."""
    one = assembly.estate.of(name[0])[name[1]]
    return json_document(
        {
            "version": 1,
            "kind": name[0],
            "name": name[1],
            "file": encodable(prefix + assembly.files[name]),
            "object": without_secrets(msgspec.to_builtins(one), name),
            "used_by": [{"kind": kind, "name": other} for kind, other in _users(assembly, name)],
            "uses": [{"kind": kind, "name": other} for kind, other in _used(assembly, name)],
        }
    )


def _listed(assembly: Assembly, kind: Kind | None) -> Iterator[tuple[Kind, str, str, str]]:
    for one, name in sorted(assembly.files, key=lambda item: (ALL_KINDS.index(item[0]), item[1])):
        if kind in (None, one):
            found = assembly.estate.of(one).get(name)
            title = masked(found.title) if found is not None else ""
            yield one, masked_key((one, name), len(name)), title, assembly.files[one, name]


def _users(assembly: Assembly, name: Name) -> list[Name]:
    users = {
        (kind, user)
        for kind, user, one in assembly.estate
        for other in references(one)
        if (other.kind, other.name) == name
    }
    return sorted(users - {name})


def _used(assembly: Assembly, name: Name) -> list[Name]:
    one = assembly.estate.of(name[0])[name[1]]
    known = {(other.kind, other.name) for other in references(one)}
    return sorted(other for other in assembly.files if other in known and other != name)


def _fields(value: object, indent: str) -> Iterator[str]:
    """Fields and list items, a level of indentation each; only what was written."""
    if isinstance(value, dict):
        for key, item in value.items():
            if (words := _worded(item)) is not None:
                yield f"{indent}{harmless(str(key))}: {words}".rstrip()
            else:
                yield f"{indent}{harmless(str(key))}:"
                yield from _fields(item, indent + "  ")
    elif isinstance(value, list):
        for item in value:
            words = _worded(item)
            first, *more = _fields(item, indent + "  ") if words is None else [words]
            yield f"{indent}- {first.strip()}"
            yield from more


def _worded(item: object) -> str | None:
    """What fits on the line of its field: a plain value, a list of such values, or a single field with one."""
    if isinstance(item, dict) and len(item) <= 1:
        inner = [(key, _worded(one)) for key, one in item.items() if not isinstance(one, dict | list)]
        return (
            "{" + ", ".join(f"{harmless(str(key))}: {one}" for key, one in inner) + "}"
            if len(inner) == len(item)
            else None
        )
    if isinstance(item, list) and not any(isinstance(one, dict | list) for one in item):
        return "[" + ", ".join(_worded(one) or "" for one in item) + "]"
    if isinstance(item, dict | list):
        return None
    if isinstance(item, bool):
        return "true" if item else "false"
    return harmless(str(item)) if item is not None else ""
