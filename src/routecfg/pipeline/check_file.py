"""What the content of one file says by itself, whatever its name and whatever other files there are."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from routecfg.diagnostics import Finding, Severity, broken
from routecfg.model import Estate, Settings, build_file
from routecfg.pipeline.cached_files import FileCheck, Summary, unreadable
from routecfg.pipeline.outlines import outlined
from routecfg.policy import IGNORE_MARK, Policy
from routecfg.rules import OBJECT_RULES, ObjectRule
from routecfg.shape import LITERAL_SECRET
from routecfg.shape import check as check_shape
from routecfg.source import cut_texts, misread, read


def check_file(data: bytes, settings: Settings, policy: Policy | None = None, *, keep: bool = False) -> FileCheck:
    """Reads one routing file and asks the rules that look at one object, but for those that are off by the policy.

    `keep`: it is for the cache. A file is searched for secrets in any case: the cache keeps none.
    """
    ignores = IGNORE_MARK in data
    reading = read(data)
    if reading.values is None and reading.findings:
        return unreadable(reading.findings, ignores=ignores)
    shaped = check_shape(reading.values)
    if (reading.findings or shaped.found) and (cause := misread(data)) is not None:
        return unreadable((cause,), ignores=ignores)
    objects = build_file(reading.values, shaped.wrong)
    wanted = object_rules(policy)
    findings = (*reading.findings, *shaped.found, *cut_texts(data), *check_objects(objects.estate, settings, wanted))
    outlines = tuple(outlined(objects.estate, settings, None if keep else policy).items())
    unasked = tuple(module.RULE.code for module in OBJECT_RULES if module not in wanted)
    summary = Summary(True, outlines, objects.incomplete, objects.obscure, findings, ignores, unasked)
    return FileCheck(summary, lambda: objects.estate)


def asked(check: FileCheck, settings: Settings, policy: Policy) -> FileCheck:
    """The check with what those rules find that were not asked yet and are wanted now."""
    wanted = [module for module in object_rules(policy) if module.RULE.code in check.summary.unasked]
    if not wanted:
        return check
    findings = (*check.summary.findings, *check_objects(check.objects(), settings, wanted))
    now = {module.RULE.code for module in wanted}
    unasked = tuple(code for code in check.summary.unasked if code not in now)
    return FileCheck(msgspec.structs.replace(check.summary, findings=findings, unasked=unasked), check.objects)


@lru_cache(maxsize=2)  # every file asks the same
def object_rules(policy: Policy | None) -> tuple[ObjectRule, ...]:
    """The rules about one object that are asked: without a policy only the one that finds secrets."""
    return tuple(
        module
        for module in OBJECT_RULES
        if module.RULE.code == LITERAL_SECRET.code
        or (policy is not None and policy.severity(module.RULE) is not Severity.OFF)
    )


def check_objects(estate: Estate, settings: Settings, modules: Sequence[ObjectRule]) -> Iterator[Finding]:
    """What these rules, which look at one object at a time, find."""
    found: dict[str, list[Finding]] = {module.RULE.code: [] for module in modules}
    failed: dict[str, Finding] = {}
    for kind, name, each in estate:
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
