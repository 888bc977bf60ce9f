"""Estates for tests, checked the way the product checks them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from routecfg.graph import Graph, Steps
from routecfg.model import Assembly, Estate
from routecfg.pipeline import Result
from routecfg.pipeline.check import Checked, check
from routecfg.pipeline.project_file import open_project
from routecfg.policy import Selection
from routecfg.project import SourceFile
from routecfg.rules.support.data_usage import data_steps, steps_in
from routecfg.templates import Step

PROJECT: Final = (
    b"routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en, cs, de]\n"
    b"secrets: {crm_key: {env: CRM_KEY}, user: {env: CRM_USER}}\n"
)
TODAY: Final = date(2026, 11, 22)


def checked(
    files: Mapping[str, str | bytes], project: bytes = PROJECT, select: tuple[str, ...] = (), today: date = TODAY
) -> Checked:
    """The check of these files by their paths."""
    sources = [
        SourceFile(path, text.encode() if isinstance(text, str) else text) for path, text in sorted(files.items())
    ]
    opened = open_project(project)
    if isinstance(opened, Result):
        return Checked(opened, Assembly({}, {}))
    return check(opened, sources, today, selection=Selection(select, ()))


def steps_at(estate: Estate, graph: Graph) -> Steps:
    """What happens to data at each node of the graph of an estate."""
    steps: dict[str, dict[str, dict[str, tuple[Step, ...]]]] = {}
    for kind, name, item in estate:
        steps.setdefault(kind, {})[name] = steps_in(kind, name, item)
    responses = {name: each.auto_response for name, each in estate.terminates.items() if each.auto_response is not None}
    return data_steps(steps, responses, graph)


def concise(one: Checked) -> list[str]:
    """The findings, a line each, related places and help lines below."""
    lines = []
    for found in one.result.diagnostics:
        span = found.place.span
        at = f"{found.place.file}:{span.line}:{span.column}" if span else f"{found.place.file}"
        lines.append(f"{at}: {found.code} {found.message}")
        for other in found.related:
            where = f"{other.place.file}:{other.place.span.line}:{other.place.span.column}" if other.place.span else "?"
            lines.append(f"  {where}: {other.message}")
        if found.help:
            lines.append(f"  help: {found.help}")
        if found.witness:
            parts = (found.witness.message, found.witness.instant, " > ".join(found.witness.path))
            lines.append("  witness: " + " | ".join(part for part in parts if part))
    return lines


def files_of(text: str, name: str) -> dict[str, str]:
    """One file, or several where lines such as `# routing/shop.yaml` begin them."""
    pieces = re.split(r"^# (routing/\S+\.yaml)\n", text, flags=re.MULTILINE)
    return {name: text} if len(pieces) == 1 else dict(zip(pieces[1::2], pieces[2::2], strict=True))
