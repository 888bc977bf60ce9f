"""What can be found: one `Rule` a code."""

import msgspec

from routecfg.diagnostics.diagnostic import Diagnostic, Severity
from routecfg.diagnostics.finding import Edit, Finding, Fix, MendedValue, Related, UnknownName, Witness
from routecfg.diagnostics.place import Path, Place, Span


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
        path: Path,
        message: str,
        *,
        on_key: bool = False,
        file: str | None = None,
        help: str | None = None,  # noqa: A002 - the field's name in every output
        related: tuple[Related, ...] = (),
        witness: Witness | None = None,
        likely: bool = False,
        unknown_name: UnknownName | None = None,
        fix: MendedValue | Fix | None = None,
        fix_also: tuple[Path, ...] = (),
        parts: tuple[tuple[str, int], ...] = (),
    ) -> Finding:
        """A finding at a path of the configuration; `file` if several files hold that path.

        `fix` is what the key or the value there, and at the paths of `fix_also`, should say, where only one thing can
        be meant. `parts` are what the finding counts, by name and number.
        """
        mend = fix if fix is None or isinstance(fix, Fix) else Fix(fix, on_key, fix_also)
        return Finding(
            self.code,
            path,
            message,
            on_key,
            help,
            related,
            witness,
            file,
            likely=likely,
            unknown_name=unknown_name,
            fix=mend,
            parts=parts,
        )

    def in_text(
        self,
        span: Span,
        message: str,
        *,
        help: str | None = None,  # noqa: A002 - the field's name in every output
        related: tuple[Related, ...] = (),
        edits: tuple[Edit, ...] = (),
        ways: tuple[tuple[Edit, ...], ...] = (),
    ) -> Finding:
        """A finding at a place of the text: a fault of reading, which has no path.

        `edits` are its one right mend; or `ways` are several, of which one may be right.
        """
        fix = Fix(edits=edits, ways=ways) if edits or ways else None
        return Finding(self.code, (), message, help=help, related=related, span=span, fix=fix)

    def outside(
        self,
        message: str,
        *,
        file: str | None = None,
        help: str | None = None,  # noqa: A002 - the field's name in every output
    ) -> Diagnostic:
        """A diagnostic of something outside the configuration, such as a release: there is nothing to look up."""
        return Diagnostic(self.code, self.name, self.severity, message, Place(file=file), help)
