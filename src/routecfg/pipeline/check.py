"""A whole project, from bytes to diagnostics."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from routecfg.cache import Cache, content_key
from routecfg.diagnostics import PROJECT_FILE, Diagnostic, Severity, in_order
from routecfg.model import Assembly, Estate, FileObjects, Outlines, Settings, assemble, in_kinds
from routecfg.pipeline.cached_files import Summary, assembled, check_files
from routecfg.pipeline.check_file import check_objects, object_rules
from routecfg.pipeline.estate import check_estate
from routecfg.pipeline.opened_project import Project
from routecfg.pipeline.outlines import outlined
from routecfg.pipeline.places import SeenPlaces, Sighting, locate
from routecfg.pipeline.result import Result
from routecfg.pipeline.rule_plan import plan_rules, waiting_note
from routecfg.pipeline.unreached import reached_objects, without_unreached
from routecfg.policy import Policy, Selection, without_ignored
from routecfg.project import SourceFile, Watch, unwatched
from routecfg.rules import NameHelp


class Checked(msgspec.Struct, frozen=True):
    """A result, and what is in the files that it is about: an empty estate if the objects were not to be kept."""

    result: Result
    assembly: Assembly


def check(
    project: Project,
    files: Sequence[SourceFile],
    today: date,
    *,
    selection: Selection | None = None,
    cache: Cache | None = None,
    fingerprint: bytes = b"",
    keep_objects: bool = True,
    watch: Watch = unwatched,
    seen: SeenPlaces | None = None,
) -> Checked:
    """Checks the whole estate, which is in these files.

    `selection` narrows what is reported, never what is read. With a cache, contents that are known there are not read
    again: the answer is the same, and `fingerprint` stands for the version of all that it depends on. Likewise files
    are not looked at again for what was `seen` in them. Unless `keep_objects` says otherwise, the objects stay: without
    them a large estate takes a fifth less memory.
    """
    cache = cache or Cache(None)
    key = content_key(fingerprint, project.data)
    policy = Policy(project.settings, selection or Selection())
    checks = list(check_files(watch("Checking files", files), project.settings, cache.files, key, policy))
    summaries = [each.summary for each in checks]
    assembly = assembled(files, checks)
    outlines = _outlines(files, summaries, assembly)
    plan = plan_rules(assembly, policy)
    sightings = list(_file_sightings(files, summaries, NameHelp(assembly, outlines)))
    reached = reached_objects(sightings, assembly, outlines)
    ignoring = {file.path for file, each in zip(files, summaries, strict=True) if each.ignores and each.readable}
    note = waiting_note(plan, assembly)
    findings = check_estate(
        assembly, outlines, project.settings, today, plan, cache.analysis, key, keep_objects=keep_objects
    )
    del checks, summaries, outlines
    if not keep_objects:
        assembly = assembly.without_objects()  # now `findings` alone holds the objects
    sightings += map(Sighting, findings)
    sightings = without_unreached(sightings, reached)
    every = [*files, SourceFile(PROJECT_FILE, project.data)]
    watched = watch("Finding lines and columns", every)
    located = locate(sightings, policy.severity, watched, assembly.files, ignoring, seen)
    diagnostics = without_ignored(located.diagnostics, located.comments, policy, plan.waiting_codes)
    waiting = () if note is None else (note,)
    read = sum(not file.skipped for file in files)
    result = Result(tuple(diagnostics), read, len(assembly.files), waiting, located.excerpts)
    return Checked(result, assembly)


def check_again(estate: Estate, settings: Settings, today: date) -> tuple[Diagnostic, ...]:
    """The errors of an estate that stands in no files: one that was released, by the rules of today."""
    assembly = assemble([("", FileObjects(estate))])
    policy = Policy(settings, Selection(only_errors=True))
    outlines = outlined(estate, settings, policy)
    sightings = list(map(Sighting, check_objects(estate, settings, object_rules(policy))))
    reached = reached_objects(sightings, assembly, outlines)
    plan = plan_rules(assembly, policy)
    sightings += map(Sighting, check_estate(assembly, outlines, settings, today, plan, Cache(None).analysis, b""))
    located = locate(without_unreached(sightings, reached), policy.severity)
    return tuple(each for each in in_order(located.diagnostics) if each.severity is Severity.ERROR)


def _outlines(files: Sequence[SourceFile], summaries: Sequence[Summary], assembly: Assembly) -> Outlines:
    """The outlines of the objects of the estate: of a name in two files, the first one counts."""
    return in_kinds(
        (name, outline)
        for file, each in zip(files, summaries, strict=True)
        for name, outline in each.outlines
        if assembly.files[name] == file.path
    )


def _file_sightings(files: Sequence[SourceFile], summaries: Sequence[Summary], names: NameHelp) -> Iterator[Sighting]:
    for file, each in zip(files, summaries, strict=True):
        yield from (Sighting(names.completed(finding), file.path) for finding in (*file.findings, *each.findings))
