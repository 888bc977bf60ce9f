"""Writes docs/rules.md from the rules' own manual pages, or checks that it is up to date.

python docs/build_rules.py [--check]
"""

import re
import sys
import textwrap
from pathlib import Path

from routecfg.catalogue import CATALOGUE
from routecfg.diagnostics import Rule

PAGE = Path(__file__).parent / "rules.md"

BANDS = ("Reading", "Shape", "References", "Flow", "Answers", "Time", "Data", "Channel", "Languages", "Release")
"""What the first digit of a code says."""


def page() -> str:
    """The whole page."""
    parts = [
        "# Rules",
        "<!-- written by docs/build_rules.py from what `routecfg explain` prints: change the rules, not this page -->",
        "What `routecfg` can find. Severities are set under `rules:` in routecfg.yaml, save those marked with *.",
        "\n".join(table()),
    ]
    for number, band in enumerate(BANDS):
        rules = [rule for rule in CATALOGUE if rule.code[2] == str(number)]
        if rules:
            parts += [f"## {band}", *(section(rule) for rule in rules)]
    return "\n\n".join(parts) + "\n"


def table() -> list[str]:
    """A row a rule."""
    rows = ["| code | rule | default | finds |", "|---|---|---|---|"]
    for rule in CATALOGUE:
        first = rule.doc.strip().splitlines()[0].replace("|", "\\|")
        fixed = "*" if rule.fixed else ""
        rows.append(
            f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.severity}{fixed} | {first} |"
        )
    return rows


def section(rule: Rule) -> str:
    """A rule's manual page; its examples as code."""
    text = rule.doc.strip()
    text = re.sub(r"^(Bad|Good):\n\n?((?:[ ].*\n|\n)*[ ].*)", fenced, text, flags=re.MULTILINE)
    return f"### {rule.code} {rule.name}\n\n{text}"


def fenced(example: re.Match[str]) -> str:
    """An example, after its title, in a fence of its own."""
    return f"{example[1]}:\n\n```text\n{textwrap.dedent(example[2]).strip()}\n```"


def main() -> int:
    """Writes the page; with --check only says whether it would."""
    text = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write("docs/rules.md is not up to date: run `make generate`\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
