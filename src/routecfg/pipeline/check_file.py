"""What the content of one file says by itself, whatever its name and whatever other files there are."""

from collections.abc import Iterator
from typing import Final

from routecfg.catalogue import broken
from routecfg.diagnostics import Finding
from routecfg.model import FileObjects, Settings, build_file
from routecfg.pipeline.cached_files import FileCheck
from routecfg.rules import OBJECT_RULES
from routecfg.shape import check as check_shape
from routecfg.source import cut_texts, misread, read

_IGNORE_MARK: Final = b"routecfg: ignore"
"""Only files with these bytes are searched for comments that silence findings."""


def check_file(data: bytes, settings: Settings) -> FileCheck:
    """Reads one routing file and runs the rules that look at one object."""
    ignores = _IGNORE_MARK in data
    reading = read(data)
    if reading.values is None and reading.findings:
        return FileCheck(None, reading.findings, ignores)
    shaped = check_shape(reading.values)
    if (reading.findings or shaped.found) and (cause := misread(data)) is not None:
        return FileCheck(None, (cause,), ignores)
    objects = build_file(reading.values, shaped.wrong)
    return FileCheck(
        objects, (*reading.findings, *shaped.found, *cut_texts(data), *check_objects(objects, settings)), ignores
    )


def check_objects(objects: FileObjects, settings: Settings) -> Iterator[Finding]:
    """What the rules that look at one object at a time find."""
    found: dict[str, list[Finding]] = {module.RULE.code: [] for module in OBJECT_RULES}
    failed: dict[str, Finding] = {}
    for kind, name, each in objects.estate:
        for module in OBJECT_RULES:
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
