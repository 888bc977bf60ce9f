"""The rules themselves: a list of all, and the manual page of one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import dedent

from routecfg import colours
from routecfg.diagnostics import Rule, Severity, listed, with_article
from routecfg.report.json_document import json_document
from routecfg.report.table import table
from routecfg.screen import PLAIN, Screen

_SETTINGS = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def rules_as_text(rules: Iterable[Rule], screen: Screen = PLAIN) -> str:
    """A table of the rules in the order of their codes: code, name, default severity, what each finds."""
    rows = [(rule.code, rule.name, _default(rule), _first_line(rule)) for rule in _in_order(rules)]
    return table(("code", "rule", "default", "finds"), rows, screen, wrapping=("finds",))


def rules_as_json(rules: Iterable[Rule]) -> str:
    """The same for programs, as a JSON document; `fixed` rules cannot be switched off."""
    return json_document({"version": 1, "rules": [_fields(rule) for rule in _in_order(rules)]})


def explained_as_json(rule: Rule) -> str:
    """The manual page for programs: `doc` is the page as it is written, examples included."""
    return json_document({"version": 1, **_fields(rule), "doc": rule.doc.strip()})


def explained_as_markdown(rule: Rule) -> str:
    """The manual page for editors and other places that show Markdown."""
    parts = [f"### {rule.code} {rule.name}"]
    for text, example in _blocks(f"{rule.doc.strip()}\n\n{_switches(rule)}\n"):
        parts.append(f"```yaml\n{text}\n```" if example else text)
    return "\n\n".join(parts)


def explain(rule: Rule, screen: Screen = PLAIN) -> str:
    """A rule's manual page: what it finds and why that matters, examples, and how it is switched off or ignored."""
    title = f"{rule.code} {rule.name}"
    page = f"{rule.doc.strip()}\n\n{_switches(rule)}\n"
    if screen.width is None:
        return f"{title}\n{'=' * len(title)}\n\n{page}"
    return f"{screen.paint(title, 'bold')}\n\n{_drawn(page, screen)}"


def _drawn(page: str, screen: Screen) -> str:
    """A manual page with its paragraphs wrapped and its examples in frames, coloured as YAML."""
    from rich.padding import Padding
    from rich.panel import Panel
    from rich.syntax import Syntax
    from rich.text import Text

    drawings: list[Padding | Panel | Text] = []
    title = ""
    for text, example in _blocks(page):
        if example:
            code = Syntax(text, "yaml", theme="ansi_dark", background_color="default", word_wrap=True)
            style = colours.BAD if title == "Bad" else colours.GOOD
            framed = Panel(code, title=title, title_align="left", border_style=style) if title else code
            drawings += [Padding(framed, (0, 0, 0, 0 if title else 4)), Text()]
        elif text not in ("Bad:", "Good:"):
            drawings += [Text(text), Text()]
        title = text.rstrip(":") if text in ("Bad:", "Good:") else ""
    return screen.draw(*drawings[:-1])


def _blocks(page: str) -> Iterator[tuple[str, bool]]:
    """The paragraphs of a page, each as one line, and its indented examples, said to be such."""
    lines = page.splitlines()
    for example, group in groupby(range(len(lines)), lambda at: _in_example(lines, at)):
        text = "\n".join(lines[at] for at in group)
        if example:
            yield dedent(text).strip("\n"), True
        else:
            yield from ((" ".join(part.split()), False) for part in text.split("\n\n") if part.strip())


def _in_example(lines: Sequence[str], at: int) -> bool:
    """Whether a line is indented, or is empty between lines that are."""
    following = next((line for line in lines[at:] if line), "")
    return following.startswith(" ") and (bool(lines[at]) or any(line.startswith(" ") for line in lines[:at][-1:]))


def _fields(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "fixed": rule.fixed,
        "summary": _first_line(rule),
    }


def _switches(rule: Rule) -> str:
    standing = f"Reported as {with_article(rule.severity.value)}"
    if rule.fixed:
        return (
            f"{standing}, always: it cannot be switched off, lowered or ignored.\n"
            "Without it, nothing else that is said about the configuration could be trusted."
        )
    if rule.severity == Severity.OFF:
        standing = f"Off by default; to see it once: routecfg validate --select {rule.code}"
        setting = f"{rule.name}: info}}   # or warning, or error"
    else:
        setting = f"{rule.name}: off}}   # or {listed([item for item in _SETTINGS if item != rule.severity])}"
        standing += " by default."
    return (
        f"{standing}\n\nFor the whole project, in routecfg.yaml:\n\n    rules: {{{setting}\n\n"
        "For one place, at the end of its line, or on a line of its own above the object:\n\n"
        f"    # routecfg: ignore[{rule.code}] why this is as it should be"
    )


def _default(rule: Rule) -> str:
    return f"{rule.severity.value}, fixed" if rule.fixed else rule.severity.value


def _first_line(rule: Rule) -> str:
    return rule.doc.strip().partition("\n")[0]


def _in_order(rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.code)
