"""Help that only the whole estate can give about a name that one file could not judge."""

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Final

import msgspec

from routecfg.diagnostics import Finding, Fix, KnownNames, UnknownName, nearest, with_article
from routecfg.disclosure import first_few
from routecfg.model import DESTINATION_KINDS, KIND_WORDS, Assembly, Outlines
from routecfg.rules.support.estate_names import EstateNames, bare, is_name
from routecfg.rules.support.references import References, follow_references

_MOST_LISTED: Final = 5
_FIELDS: Final = {kind: field for field, kind in DESTINATION_KINDS.items()}


class NameHelp:
    """What an estate knows of the names that its files could not judge. Nothing is looked up before it is needed."""

    def __init__(self, assembly: Assembly, outlines: Outlines) -> None:
        self._assembly = assembly
        self._outlines = outlines
        self._names = EstateNames(assembly)

    def completed(self, finding: Finding) -> Finding:
        """The finding with help that names what exists, if that is what its help depends on."""
        asked = finding.unknown_name
        if asked is None:
            return finding
        help_ = self._help(asked, finding.help or "") or None
        return msgspec.structs.replace(finding, help=help_, unknown_name=None, fix=self._fix(asked) or finding.fix)

    def _fix(self, asked: UnknownName) -> Fix | None:
        """The one name that is written so but for case, spaces and punctuation, or that has this title."""
        if asked.asks != "name" or not bare(asked.written):
            return None
        kind = asked.kinds[0]
        alike = {name for name in self._names.of_kind[kind] if bare(name) == bare(asked.written)}
        found = alike or self._names.all_titled(kind, asked.written)
        name = next(iter(found), "")
        return Fix(name) if len(found) == 1 and is_name(name) else None

    def _help(self, asked: UnknownName, given: str) -> str:
        if not asked.written:
            sample = _sample(asked, self._names)
            return given if sample is None else _with_example(given, sample)
        match asked.asks:
            case "definition":
                missing = self._references.missing(asked.kinds[0]) if self._names.complete else ()
                return _for_definition(asked, given, missing) or given
            case "decision":
                trees = self._names.trees_with(asked.written)
                return decision_of_other_trees(asked.written, trees) if trees else given
            case "destination":
                sample = _sample(asked, self._names)
                return _for_destination(asked, self._names) or (_with_example(given, sample) if sample else given)
            case _:
                return _for_name(asked, self._names) or given

    @cached_property
    def _references(self) -> References:
        return follow_references(self._assembly, self._outlines, self._names)


def _for_name(asked: UnknownName, names: EstateNames) -> str | None:
    kind, *others = asked.kinds
    word = KIND_WORDS[kind]
    if asked.written in names.of_kind[kind]:
        if is_name(asked.written):  # it stands in a list
            return f"write {asked.field}: {asked.written}"
        return f"correct this name under '{kind}', and write the same one here"
    known = names.usable[kind]
    near = names.nearest_of(asked.written, known, (kind, "usable"))
    if near is not None and bare(near) == bare(asked.written):
        return f"did you mean '{near}'? {asked.reason}".rstrip()
    titled = names.titled(kind, asked.written)
    if titled is not None:
        return f"did you mean '{titled}'? That is the name of the {word} with this title."
    for other in others:
        elsewhere = names.titled(other, asked.written)
        if elsewhere is not None:
            return (
                f"that is the title of {KIND_WORDS[other]} '{elsewhere}': write '{_FIELDS[other]}: {elsewhere}' instead"
            )
    if near is not None:
        return f"did you mean '{near}'? {asked.reason}".rstrip()
    if (kind == "templates" and " " in asked.written.strip()) or (kind == "time_groups" and ":" in asked.written):
        return None
    if known:
        return f"write the name of {with_article(word)}: {_listed(known)}"
    return f"there is no {word} yet: add one under '{kind}', and write its name here" if names.complete else None


def _for_destination(asked: UnknownName, names: EstateNames) -> str | None:
    """Every destination with this name; else with this title; else the nearest one."""
    written = asked.written
    exact = [(kind, written) for kind in asked.kinds if written in names.of_kind[kind] and is_name(written)]
    titled = [(kind, name) for kind in asked.kinds if (name := names.titled(kind, written)) is not None]
    near = [] if exact or titled else [_nearest(asked, names)]
    forms = [_written(asked.field, *found) for found in (exact or titled or near) if found is not None]
    return f"write {' or '.join(forms)}" if forms else None


def _nearest(asked: UnknownName, names: EstateNames) -> tuple[str, str] | None:
    near = {}
    for kind in reversed(asked.kinds):
        name = names.nearest_of(asked.written, names.usable[kind], (kind, "usable"))
        if name is not None:
            near[name] = kind
    if asked.near_decision:
        near[asked.near_decision] = "decision"
    best = KnownNames(near).nearest(asked.written)
    return None if best is None else (near[best], best)


def _for_definition(asked: UnknownName, given: str, missing: Collection[str]) -> str | None:
    """The nearest name that other objects refer to although nothing has it."""
    name = nearest(asked.written, missing)
    if name is None:
        return None
    reason = given.partition("? ")[2] or f"{given}."
    return f"did you mean '{name}'? Other objects refer to that name. {reason[:1].upper()}{reason[1:]}"


def decision_of_other_trees(decision: str, trees: Collection[str]) -> str:
    """What to do about a decision that only other trees have."""
    ways = [f"'decision_tree: {tree}'" for tree in trees]
    where = "decision tree" if len(trees) == 1 else "decision trees"
    return (
        f"decision '{decision}' is in {where} {_listed(trees)}, and is reached only from within: write"
        f" {first_few(ways, _MOST_LISTED, 'or')}, which starts the tree from its beginning"
    )


def _sample(asked: UnknownName, names: EstateNames) -> str | None:
    kind = next((kind for kind in _by_preference(asked.kinds) if names.usable.get(kind)), None)
    if kind is None:
        return None
    name = names.usable[kind][0]
    return f"{asked.field}: {name}" if asked.asks == "name" else _written(asked.field, kind, name)


def _by_preference(kinds: tuple[str, ...]) -> Iterator[str]:
    if "queues" in kinds:
        yield "queues"
    yield from (kind for kind in kinds if kind != "queues")


def _with_example(given: str, sample: str) -> str:
    """`add it; it is needed`: `add it, for example to: {queue: support}; it is needed`."""
    what, semicolon, why = given.partition(";")
    return f"{what}, for example {sample}{semicolon}{why}"


def _written(field: str, kind: str, name: str) -> str:
    return f"{field}: {{{_FIELDS.get(kind, kind)}: {name}}}"


def _listed(names: Collection[str]) -> str:
    return first_few([f"'{name}'" for name in names], _MOST_LISTED)
