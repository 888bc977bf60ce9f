"""How severe the findings of each rule are: the project's `rules:`, and what the user selects for one run."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

import msgspec

from routecfg.catalogue import CATALOGUE
from routecfg.diagnostics import CannotRun, Finding, KnownNames, Rule, Severity, did_you_mean
from routecfg.disclosure import quoted
from routecfg.model import Settings
from routecfg.rules import unused_ignore
from routecfg.shape import BAD_PROJECT

_BAND: Final = re.compile(r"RC\d{0,3}")


class Selection(msgspec.Struct, frozen=True):
    """Which rules the user wants to see: codes (`RC302`), names (`busy-loop`) or bands (`RC3`).

    Nothing selected means every rule; `ignore` is taken away from that. With `only_errors` rules that find no errors
    need not run: for commands that only ask whether there are any.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    only_errors: bool = False


_EVERYTHING: Final = Selection()


class Policy:
    """How severe each rule's findings are for this project and this run.

    Raises CannotRun if the selection names no rule, or leaves out one that is fixed.
    """

    def __init__(
        self, settings: Settings, selection: Selection = _EVERYTHING, rules: Sequence[Rule] = CATALOGUE
    ) -> None:
        self._settings = settings
        self._rules = {rule.code: rule for rule in rules}
        self._named = {name.casefold(): rule for rule in rules for name in (rule.code, rule.name)}
        self._words = KnownNames(word for rule in rules for word in (rule.code, rule.name))
        self._refuse_unknown(selection)
        wanted = {rule.code: Severity(value) for name, value in settings.rules.items() if (rule := self.rule(name))}
        self._severities = {rule.code: _severity(rule, wanted.get(rule.code), selection) for rule in rules}
        # whether an ignore is unused shows only when all rules have run
        if selection.only_errors and self.severity(unused_ignore.RULE) is not Severity.ERROR:
            errors = (code for code, severity in self._severities.items() if severity is Severity.ERROR)
            self._severities = dict.fromkeys(self._severities, Severity.OFF) | dict.fromkeys(errors, Severity.ERROR)

    def severity(self, rule: Rule) -> Severity:
        """How severe the rule's findings are; `off`: nobody wants them, so the rule need not run."""
        return self._severities.get(rule.code, rule.severity)

    def faults(self) -> Iterator[Finding]:
        """What is wrong with `rules:` in the project file; the paths start at its root."""
        seen: dict[str, str] = {}
        for name, value in self._settings.rules.items():
            path = ("rules", name)
            rule = self.rule(name)
            if rule is None:
                yield BAD_PROJECT.at(path, f"there is no rule {quoted(name)}", on_key=True, help=self.hint(name))
            elif rule.fixed and value != rule.severity:
                yield BAD_PROJECT.at(
                    path,
                    f"the rule '{rule.name}' always counts as {rule.severity.value}: "
                    "without it, nothing else that is said could be trusted",
                    help="remove this line",
                )
            elif rule.code in seen:
                message = f"the rule '{rule.name}' is set twice, as {seen[rule.code]} and as {quoted(name)}"
                yield BAD_PROJECT.at(path, message, on_key=True, help="keep one of the two lines")
            else:
                seen[rule.code] = quoted(name)

    @property
    def codes(self) -> Collection[str]:
        """The codes of all rules."""
        return self._rules

    def rule(self, name: str) -> Rule | None:
        """The rule of a code or a name, in small or capital letters."""
        return self._named.get(name.casefold())

    def hint(self, name: str) -> str:
        """What to write instead of a name that no rule has."""
        return did_you_mean(self._words.nearest(name), "'routecfg rules' lists all rules")

    def _refuse_unknown(self, selection: Selection) -> None:
        for name in (*selection.select, *selection.ignore):
            if not any(_names(name, rule) for rule in self._rules.values()):
                raise CannotRun(f"there is no rule {quoted(name)}", self.hint(name))
        for name in selection.ignore:
            rule = self.rule(name)
            if rule is not None and rule.fixed:
                raise CannotRun(
                    f"{rule.code} ({rule.name}) cannot be left out",
                    "without it, nothing else that is said could be trusted",
                )


def _severity(rule: Rule, wanted: Severity | None, selection: Selection) -> Severity:
    if rule.fixed:
        return rule.severity
    if any(_names(name, rule) for name in selection.ignore):
        return Severity.OFF
    severity = wanted or rule.severity
    if selection.select and not any(_names(name, rule) for name in selection.select):
        return Severity.OFF
    if severity is Severity.OFF and any(_names_alone(name, rule) for name in selection.select):
        return rule.severity if rule.severity is not Severity.OFF else Severity.INFO
    return severity


def _names(name: str, rule: Rule) -> bool:
    """Whether a word of a selection means this rule, alone or with its band."""
    band = name.upper()
    return _names_alone(name, rule) or (_BAND.fullmatch(band) is not None and rule.code.startswith(band))


def _names_alone(name: str, rule: Rule) -> bool:
    return name.casefold() in (rule.code.casefold(), rule.name.casefold())
