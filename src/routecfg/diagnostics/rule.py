"""What can be found: one `Rule` a code."""

import msgspec

from routecfg.diagnostics.diagnostic import Diagnostic, Related, Severity, Witness
from routecfg.diagnostics.place import Place, Span


class Rule(msgspec.Struct, frozen=True):
    """A kind of finding.

    `code` (RC201) never changes, `name` (unknown-reference) is what settings use, `severity` is the default.
    `doc` is the manual page: a first line that says what is found, why it matters to a customer, and an indented
    example under `Bad:` and under `Good:` (band 0 has texts there, the others estates).
    `fixed` rules cannot be switched off: without them nothing else that is said could be trusted.
    """

    code: str
    name: str
    severity: Severity
    doc: str
    fixed: bool = False

    def at(
        self,
        pointer: str,
        message: str,
        *,
        on_key: bool = False,
        file: str | None = None,
        span: Span | None = None,
        help: str | None = None,  # noqa: A002 - the field's name in every output
        related: tuple[Related, ...] = (),
        witness: Witness | None = None,
    ) -> Diagnostic:
        """A finding of this rule at a JSON Pointer that starts at the kinds."""
        place = Place(pointer, "key" if on_key else "value", file, span)
        return Diagnostic(self.code, self.name, self.severity, message, place, help, related, witness)
