"""A whole file against its schema."""

import msgspec

from routecfg.diagnostics import Finding
from routecfg.shape.rules import BAD_PROJECT, LITERAL_SECRET
from routecfg.shape.schemas import FilePath, SchemaName
from routecfg.shape.violations import violations


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


def check_scenarios(values: object) -> Shaped:
    """The values of a file of scenarios (None: an empty file)."""
    return _check("scenarios", values)


def _of_project(finding: Finding) -> Finding:
    if finding.code == LITERAL_SECRET.code:
        return finding
    return msgspec.structs.replace(finding, code=BAD_PROJECT.code)


def _check(name: SchemaName, values: object) -> Shaped:
    broken = violations(name, values)
    if not broken.wrong:
        return Shaped()
    from routecfg.shape.explaining import explained  # here, since most files are right

    findings, hidden = explained(name, values, broken)
    return Shaped(tuple(dict.fromkeys(findings)), tuple(dict.fromkeys((*broken.wrong, *hidden))))
