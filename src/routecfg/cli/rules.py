"""`routecfg rules`: what can be found."""

from typing import Annotated

import typer

from routecfg.cli.exit_status import Exit
from routecfg.cli.terminal import say, screen


def rules(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> int:
    """List every rule: code, name, default severity, what it finds."""
    from routecfg.catalogue import CATALOGUE
    from routecfg.report.rules import rules_as_json, rules_as_text

    say(rules_as_json(CATALOGUE) if as_json else rules_as_text(CATALOGUE, screen()))
    return Exit.CLEAN
