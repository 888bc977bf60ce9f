"""Findings that stand in no routing file: told as sentences, without a source line."""

from collections.abc import Iterable

from routecfg.diagnostics import Diagnostic
from routecfg.report.characters import harmless


def as_sentences(found: Iterable[Diagnostic]) -> str:
    """`error[RC901]: what is wrong`, and what to do, one finding after the other."""
    lines = []
    for one in found:
        lines.append(f"{one.severity}[{one.code}]: {harmless(one.message)}\n")
        if one.help is not None:
            lines.append(f"  help: {harmless(one.help)}\n")
    return "".join(lines)
