"""`routecfg explain`: the manual page of a rule."""

from typing import Annotated

import typer

from routecfg.cli.completion import rule as rules
from routecfg.cli.exit_status import Exit
from routecfg.cli.options import FormatOption
from routecfg.cli.terminal import say, screen
from routecfg.diagnostics import CannotRun, did_you_mean, nearest


def explain(
    rule: Annotated[
        str,
        typer.Argument(metavar="RULE", help="A code (RC201) or a name (unknown-reference).", autocompletion=rules),
    ],
    format_: FormatOption = "text",
) -> int:
    """Explain a rule: what it finds, why it matters, examples."""
    from routecfg.catalogue import CATALOGUE
    from routecfg.report.rules import explain as page
    from routecfg.report.rules import explained_as_json

    by_name = {name: rule for rule in CATALOGUE for name in (rule.code, rule.name)}
    found = by_name.get(rule) or by_name.get(rule.upper()) or by_name.get(rule.lower())
    if found is None:
        near = nearest(rule, by_name)
        raise CannotRun(f"there is no rule '{rule}'", did_you_mean(near, "'routecfg rules' lists them all"))
    say(explained_as_json(found) if format_ == "json" else page(found, screen()))
    return Exit.CLEAN
