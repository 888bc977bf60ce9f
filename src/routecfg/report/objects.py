"""Objects told: the list of all, and one with who uses it and what it uses."""

from collections.abc import Iterator

import msgspec

from routecfg.model import ALL_KINDS, KIND_WORDS, Assembly, Kind, Name, references, spoken, without_secrets
from routecfg.report.characters import cells, harmless, json_document


def listed_as_text(assembly: Assembly, kind: Kind | None, prefix: str) -> str:
    """A table: kind, name, title and file, kinds in their order and names in theirs."""
    rows = [
        (KIND_WORDS[one], name, harmless(title), prefix + file) for one, name, title, file in _listed(assembly, kind)
    ]
    widths = [max((cells(row[column]) for row in rows), default=0) for column in range(3)]
    return "".join(
        "  ".join([*(text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=False)), row[3]])
        + "\n"
        for row in rows
    )


def listed_as_json(assembly: Assembly, kind: Kind | None, prefix: str) -> str:
    """The same for programs. The title of an object with errors is null."""
    told = [
        {"kind": one, "name": name, "title": title or None, "file": prefix + file}
        for one, name, title, file in _listed(assembly, kind)
    ]
    return json_document({"version": 1, "objects": told})


def shown_as_text(assembly: Assembly, name: Name, prefix: str) -> str:
    """An object's fields, what uses it and what it uses."""
    one = assembly.estate.of(name[0])[name[1]]
    lines = [f"{spoken(*name)} in {prefix}{assembly.files[name]}", ""]
    lines += _fields(without_secrets(msgspec.to_builtins(one), name), "  ")
    for title, names in (("used by", _users(assembly, name)), ("uses", _used(assembly, name))):
        lines += [
            "",
            f"{title}: {'nothing' if not names else ''}".rstrip(),
            *(f"  {spoken(*other)}" for other in names),
        ]
    return "\n".join(lines) + "\n"


def shown_as_json(assembly: Assembly, name: Name, prefix: str) -> str:
    """The same for programs; fields that were left out and have a default are left out here too."""
    one = assembly.estate.of(name[0])[name[1]]
    return json_document(
        {
            "version": 1,
            "kind": name[0],
            "name": name[1],
            "file": prefix + assembly.files[name],
            "object": without_secrets(msgspec.to_builtins(one), name),
            "used_by": [{"kind": kind, "name": other} for kind, other in _users(assembly, name)],
            "uses": [{"kind": kind, "name": other} for kind, other in _used(assembly, name)],
        }
    )


def _listed(assembly: Assembly, kind: Kind | None) -> Iterator[tuple[Kind, str, str, str]]:
    for one, name in sorted(assembly.files, key=lambda item: (ALL_KINDS.index(item[0]), item[1])):
        if kind in (None, one):
            found = assembly.estate.of(one).get(name)
            yield one, name, found.title if found is not None else "", assembly.files[one, name]


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
    items = value.items() if isinstance(value, dict) else ((None, item) for item in _items(value))
    for key, item in items:
        head = f"{indent}{key}:" if key is not None else f"{indent}-"
        if isinstance(item, dict | list | tuple):
            if key is None:
                nested = list(_fields(item, indent + "  "))
                yield f"{indent}- {nested[0].strip()}" if nested else f"{indent}-"
                yield from nested[1:]
            else:
                yield head
                yield from _fields(item, indent + "  ")
        else:
            yield f"{head} {harmless(_worded(item))}"


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _worded(item: object) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    return str(item) if item is not None else ""
