"""A whole file against its schema: what is wrong at each place, in the users' words. One fault, one finding."""

from collections.abc import Iterable, Iterator

import msgspec

from routecfg.diagnostics import Finding
from routecfg.shape.causes import without_consequences
from routecfg.shape.cut_texts import cut_texts
from routecfg.shape.key_findings import key_findings
from routecfg.shape.misplaced import misplaced
from routecfg.shape.rules import BAD_PROJECT, INVALID_VALUE, LITERAL_SECRET
from routecfg.shape.schemas import FilePath, SchemaName, Trail, schema, trail
from routecfg.shape.type_findings import type_finding
from routecfg.shape.value_findings import value_finding
from routecfg.shape.violations import BrokenKeys, Violation, violations


class Shaped(msgspec.Struct, frozen=True):
    """What is wrong with the shape of a file, and the paths below which something is: an object, a kind, or the file.

    An object that contains an error cannot be built.
    """

    found: tuple[Finding, ...] = ()
    wrong: tuple[FilePath, ...] = ()


def check(values: object) -> Shaped:
    """A routing file's values (None: an empty file) against the schema of routing files."""
    return _check("routing", values)


def check_project(values: object) -> Shaped:
    """The values of `routecfg.yaml`. All errors there are RC004, except for literal secrets.

    In a file of another version of the language nothing else is looked at.
    """
    shaped = _check("routecfg", values)
    findings = [_of_project(finding) for finding in shaped.found]
    of_version = [finding for finding in findings if finding.path == ("routecfg",)]
    return Shaped(tuple(of_version or findings), shaped.wrong)


def _of_project(finding: Finding) -> Finding:
    if finding.code == LITERAL_SECRET.code:
        return finding
    return msgspec.structs.replace(finding, code=BAD_PROJECT.code)


def _check(name: SchemaName, values: object) -> Shaped:
    result = violations(name, values)
    places = [(trail(schema(name), values, path), *broken) for path, broken in _by_place(result.found).items()]
    causes = (
        *misplaced(name, values, result.wrong),
        *(cause for at, _, keys in places for cause in cut_texts(at, keys)),
    )
    findings = [finding for at, keywords, keys in places for finding in _findings(at, keywords, keys)]
    findings = without_consequences(findings, causes)
    if not result.complete:
        findings.append(
            INVALID_VALUE.at((), "more is wrong in this file than is listed", help="mend what is listed, and try again")
        )
    hidden = [path for cause in causes for path in cause.hides]
    return Shaped(tuple(dict.fromkeys(findings)), tuple(dict.fromkeys((*result.wrong, *hidden))))


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
