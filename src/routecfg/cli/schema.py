"""`routecfg schema`: what editors need to complete and explain."""

from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias, get_args

import typer

from routecfg.cli.conformance import KIT, belongs_to_kit, kit
from routecfg.cli.exit_status import Exit
from routecfg.cli.terminal import note, say
from routecfg.diagnostics import CannotRun

Schema: TypeAlias = Literal["routing", "routecfg", "scenarios", "bundle", "chat"]
Printed: TypeAlias = Literal["routing", "routecfg", "scenarios", "bundle", "chat", "conformance"]
SCHEMAS: Final[tuple[Schema, ...]] = get_args(Schema)
"""Routing files, the project file, files of scenarios, the bundle that is released, and what happens in a chat."""


def schema(
    name: Annotated[
        Printed | None,
        typer.Argument(metavar="NAME", help="Which one.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write all of them as files into this folder.", show_default=False),
    ] = None,
) -> int:
    """Print a JSON Schema, or write all of them for your editor.

    A first line '# yaml-language-server: $schema=../.schema/routing.schema.json' in a routing file makes editors that
    speak to the YAML language server complete and explain it.

    'conformance' with '--out' writes chats with what happens in them, for programs that run bundles themselves.
    """
    if name == KIT:
        return _write_kit(out)
    from routecfg.cli.output_file import put, writable
    from routecfg.shape import schema_text

    if out is not None:
        names = {f"{schema}.schema.json": schema_text(schema) for schema in SCHEMAS}
        refused = f"the schemas cannot be written to '{out}'"
        with writable(out, next(iter(names)), refused, "name another folder", make=True) as folder:
            for file, text in names.items():
                refused = f"the schema cannot be written to '{out / file}'"
                put(folder, file, text.encode(), refused, lambda content: b'"$schema"' in content)
        note(f"wrote {', '.join(names)} to {out}")
        return Exit.CLEAN
    if name is None:
        raise CannotRun(
            "which schema?", f"'routecfg schema NAME' prints one of {', '.join(SCHEMAS)}; '--out DIR' writes them all"
        )
    say(schema_text(name))
    return Exit.CLEAN


def _write_kit(out: Path | None) -> int:
    from routecfg.cli.output_file import put, writable

    if out is None:
        raise CannotRun(
            "the conformance kit is a folder of files, which cannot be printed",
            "'routecfg schema conformance --out DIR' writes it",
        )
    cases = 0
    for folder, files in groupby(kit(), key=lambda file: file[0]):
        refused = f"the conformance kit cannot be written to '{out / folder}'"
        with writable(out / folder, "README.md", refused, "name another folder", make=True) as opened:
            for _, name, content in files:
                put(opened, name, content, refused, partial(belongs_to_kit, name))
        cases += folder != "."
    note(f"wrote {cases} cases to {out}, and README.md, which says how to run them")
    return Exit.CLEAN
