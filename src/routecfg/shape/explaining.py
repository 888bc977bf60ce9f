"""What is wrong at each place of a file, in the users' words. One fault, one finding."""

from collections.abc import Iterable, Iterator

from routecfg.diagnostics import Finding
from routecfg.shape.causes import without_consequences
from routecfg.shape.cut_texts import cut_texts
from routecfg.shape.key_findings import key_findings
from routecfg.shape.misplaced import misplaced
from routecfg.shape.rules import INVALID_VALUE
from routecfg.shape.schemas import FilePath, SchemaName, Trail, schema, trail
from routecfg.shape.type_findings import type_finding
from routecfg.shape.value_findings import value_finding
from routecfg.shape.violations import BrokenKeys, Violation, Violations


def explained(name: SchemaName, values: object, broken: Violations) -> tuple[list[Finding], list[FilePath]]:
    """The findings for what the values of a file break, and the paths of what cannot be seen for it."""
    places = [(trail(schema(name), values, path), *wrong) for path, wrong in _by_place(broken.found).items()]
    causes = (
        *misplaced(name, values, broken.wrong),
        *(cause for at, _, keys in places for cause in cut_texts(at, keys)),
    )
    findings = [finding for at, keywords, keys in places for finding in _findings(at, keywords, keys)]
    findings = without_consequences(findings, causes)
    if not broken.complete:
        findings.append(
            INVALID_VALUE.at((), "more is wrong in this file than is listed", help="mend what is listed, and try again")
        )
    return findings, [path for cause in causes for path in cause.hides]


def _by_place(found: Iterable[Violation]) -> dict[FilePath, tuple[set[str], BrokenKeys]]:
    """The keywords that are broken at each place, and the keys that are wrong in it with the keywords that they break.

    A wrong key belongs to the place that holds it.
    """
    places: dict[FilePath, tuple[set[str], BrokenKeys]] = {}
    for violation in found:
        path = violation.path[:-1] if violation.of_key else violation.path
        keywords, keys = places.setdefault(path, (set(), {}))
        if violation.of_key:
            keys.setdefault(str(violation.path[-1]), set()).add(violation.keyword)
        else:
            keywords.add(violation.keyword)
    return places


def _findings(at: Trail, keywords: set[str], keys: BrokenKeys) -> Iterator[Finding]:
    wrong_type = "type" in keywords or ("anyOf" in keywords and not isinstance(at.here.value, dict))
    if wrong_type:
        yield type_finding(at)
    elif isinstance(at.here.value, dict):
        yield from key_findings(at, keywords, keys)
    else:
        yield value_finding(at, keywords)
