"""What the content of one file says by itself, whatever its name and whatever other files there are."""

from collections.abc import Iterator
from typing import Final

from routecfg.catalogue import broken
from routecfg.diagnostics import Finding, Severity
from routecfg.model import FileObjects, Settings, build_file
from routecfg.pipeline.cached_files import FileCheck, Summary, unreadable
from routecfg.pipeline.outlines import outlined
from routecfg.policy import Policy
from routecfg.rules import OBJECT_RULES
from routecfg.shape import check as check_shape
from routecfg.source import cut_texts, misread, read

_IGNORE_MARK: Final = b"routecfg: ignore"
"""Only files with these bytes are searched for comments that silence findings."""


def check_file(data: bytes, settings: Settings, policy: Policy | None = None) -> FileCheck:
    """Reads one routing file and runs the rules that look at one object, but for those that are off by the policy."""
    ignores = _IGNORE_MARK in data
    reading = read(data)
    if reading.values is None and reading.findings:
        return unreadable(reading.findings, ignores=ignores)
    shaped = check_shape(reading.values)
    if (reading.findings or shaped.found) and (cause := misread(data)) is not None:
        return unreadable((cause,), ignores=ignores)
    objects = build_file(reading.values, shaped.wrong)
    findings = (*reading.findings, *shaped.found, *cut_texts(data), *check_objects(objects, settings, policy))
    outlines = tuple(outlined(objects.estate, settings, policy).items())
    summary = Summary(True, outlines, objects.incomplete, objects.obscure, findings, ignores)
    return FileCheck(summary, lambda: objects.estate)


def check_objects(objects: FileObjects, settings: Settings, policy: Policy | None = None) -> Iterator[Finding]:
    """What the rules that look at one object at a time find, but for those that are off by the policy."""
    modules = [module for module in OBJECT_RULES if policy is None or policy.severity(module.RULE) is not Severity.OFF]
    found: dict[str, list[Finding]] = {module.RULE.code: [] for module in modules}
    failed: dict[str, Finding] = {}
    for kind, name, each in objects.estate:
        for module in modules:
            code = module.RULE.code
            if code in failed:
                continue
            try:
                found[code].extend(module.check_object(kind, name, each, settings))
            except MemoryError:  # a fault of no rule
                raise
            except Exception as error:
                failed[code] = broken(module.RULE, error)
    for code, findings in found.items():
        if code in failed:
            yield failed[code]
        else:
            yield from findings
