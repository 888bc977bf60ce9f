"""An object whose fields stand beside its name, not below it: one finding instead of all that follow from it."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from routecfg.diagnostics import Finding
from routecfg.shape.labels import place_label
from routecfg.shape.rules import WRONG_TYPE
from routecfg.shape.schemas import FilePath, SchemaName, schema, trail


class Misplaced(msgspec.Struct, frozen=True):
    """The finding, and the places whose findings only follow from it."""

    finding: Finding
    covered: frozenset[FilePath]

    def covers(self, path: FilePath) -> bool:
        """Whether what is wrong at a path follows from the wrong column."""
        return path[:1] in self.covered and (len(path) == 1 or path[:2] in self.covered)


def misplaced_fields(name: SchemaName, values: object) -> Iterator[Misplaced]:
    """Empty objects that are followed by fields of an object of their kind, where only names belong."""
    for kind, section in values.items() if name == "routing" and isinstance(values, dict) else ():
        for key, following in pairwise(section if isinstance(section, dict) else ()):
            if section[key] is not None or _is_field(values, kind, key) or not _is_field(values, kind, following):
                continue
            place = trail(schema(name), values, (kind, key))
            finding = WRONG_TYPE.at(
                place.path,
                f"{place_label(place)} is empty: its fields stand beside its name, not below it",
                on_key=True,
                help="let its fields begin two columns further right than its name",
            )
            fields = [(kind, other) for other in section if _is_field(values, kind, other)]
            yield Misplaced(finding, frozenset([(kind,), (kind, key), *fields]))


def without_consequences(findings: Iterable[Finding], misplaced: Iterable[Misplaced]) -> list[Finding]:
    """The findings, with one for each misplaced object instead of those that follow from it."""
    causes = list(misplaced)
    rest = [finding for finding in findings if not any(cause.covers(finding.path) for cause in causes)]
    return [*(cause.finding for cause in causes), *rest]


def _is_field(values: object, kind: str, key: str) -> bool:
    step = trail(schema("routing"), values, (kind, key)).here
    return step.named and key in step.node.get("properties", {})
