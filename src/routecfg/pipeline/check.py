"""A whole project, from bytes to findings."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from operator import attrgetter

import msgspec

from routecfg.cache import Cache, content_key
from routecfg.diagnostics import Diagnostic, Severity, in_order, listed
from routecfg.model import Assembly, Estate, FileObjects, Settings, assemble, spoken
from routecfg.pipeline.estate import check_estate, known_of
from routecfg.pipeline.files import FileCheck, check_files, check_objects
from routecfg.pipeline.places import Sighting, locate
from routecfg.pipeline.result import Result
from routecfg.pipeline.settings import read_settings
from routecfg.policy import Policy, Selection
from routecfg.project import PROJECT_FILE, SourceFile
from routecfg.rules import ESTATE_RULES, TIME_RULES


class Checked(msgspec.Struct, frozen=True):
    """A result and what it speaks of: None where the project file is wrong."""

    result: Result
    settings: Settings | None = None
    assembly: Assembly | None = None


def check(
    project_data: bytes,
    read_files: Callable[[Settings], Sequence[SourceFile]],
    today: date,
    *,
    selection: Selection | None = None,
    cache: Cache | None = None,
    fingerprint: bytes = b"",
) -> Checked:
    """Checks the whole estate.

    `read_files` fetches the routing files once the settings say where they are. `selection` narrows what is
    reported, never what is read. With a cache, contents that are known there are not read again: the answer is the
    same, and `fingerprint` stands for the version of all that it depends on.
    """
    settings, found = read_settings(project_data)
    project_file = SourceFile(PROJECT_FILE, project_data)
    if settings is None:
        located = locate([Sighting(one, PROJECT_FILE) for one in found], attrgetter("severity"), [project_file])
        until = f"nothing else is checked until {PROJECT_FILE} is right"
        return Checked(Result(tuple(in_order(located.diagnostics)), 0, 0, (until,), located.excerpts))
    files = read_files(settings)
    cache = cache or Cache(None)
    context = content_key(fingerprint, project_data)
    with _without_collection():
        checks = list(check_files(files, settings, cache, context))
        assembly = assemble((file.path, one.objects) for file, one in zip(files, checks, strict=True))
    policy = Policy(settings, selection or Selection())
    sightings = list(_file_findings(files, checks))
    sightings += map(Sighting, check_estate(assembly, settings, today, policy, cache, context))
    ignoring = {file.path for file, one in zip(files, checks, strict=True) if one.ignores and one.objects is not None}
    wanted = [one for one in sightings if policy.wanted(one.finding.code)]
    located = locate(wanted, policy.severity, files, assembly.files, ignoring)
    waiting_rules = {module.RULE.code for module in (*ESTATE_RULES, *TIME_RULES) if known_of(assembly) < module.NEEDS}
    ordered = tuple(in_order(policy.judged(located.diagnostics, located.comments, waiting_rules)))
    waiting = tuple(_waiting(assembly, policy))
    result = Result(ordered, len(files), len(assembly.files), waiting, located.excerpts)
    return Checked(result, settings, assembly)


def check_again(estate: Estate, settings: Settings, today: date) -> tuple[Diagnostic, ...]:
    """The errors of an estate that stands in no files: one that was released, by the rules of today."""
    assembly = Assembly(estate, dict.fromkeys(((kind, name) for kind, name, _ in estate), ""))
    policy = Policy(settings)
    found = [
        *check_objects(FileObjects(estate), settings),
        *check_estate(assembly, settings, today, policy, Cache(None), b""),
    ]
    located = locate([Sighting(one) for one in found], policy.severity)
    return tuple(one for one in in_order(located.diagnostics) if one.severity is Severity.ERROR)


def _file_findings(files: Sequence[SourceFile], checks: Sequence[FileCheck]) -> Iterator[Sighting]:
    for file, one in zip(files, checks, strict=True):
        yield from (Sighting(finding, file.path) for finding in (*file.found, *one.found))


def _waiting(assembly: Assembly, policy: Policy) -> Iterator[str]:
    """One line on the rules that could not be checked. Fixed ones have told already what is wrong."""
    known = known_of(assembly)
    codes = sorted(
        module.RULE.code
        for module in (*ESTATE_RULES, *TIME_RULES)
        if known < module.NEEDS and not module.RULE.fixed and policy.severity(module.RULE) is not Severity.OFF
    )
    if not codes:
        return
    if assembly.unread:
        causes = [f"{file} can be read whole" for file in assembly.unread]
    else:
        causes = [f"{spoken(*name)} in {assembly.files[name]} is right" for name in sorted(assembly.incomplete)]
    more = f" (and {len(causes) - 1} more)" if len(causes) > 1 else ""
    yield (
        "more may be found: what depends on several objects is not checked until "
        f"{causes[0]}{more}: {listed(codes, 'and')}"
    )


@contextmanager
def _without_collection() -> Iterator[None]:
    """Many objects are made here and none of them is a cycle: looking for cycles costs five times the reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
