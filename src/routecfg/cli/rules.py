"""`routecfg rules`: what can be found."""

from routecfg.cli.exit_status import Exit
from routecfg.cli.options import FormatOption
from routecfg.cli.terminal import say, screen


def rules(format_: FormatOption = "text") -> int:
    """List every rule: code, name, default severity, what it finds."""
    from routecfg.catalogue import CATALOGUE
    from routecfg.report.rules import rules_as_json, rules_as_text

    say(rules_as_json(CATALOGUE) if format_ == "json" else rules_as_text(CATALOGUE, screen()))
    return Exit.CLEAN
