"""`routecfg schema`: what editors need to complete and explain."""

from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias, get_args

import typer

from routecfg.cli.exit_status import Exit
from routecfg.cli.terminal import note, say
from routecfg.diagnostics import CannotRun

Schema: TypeAlias = Literal["routing", "routecfg", "bundle"]
SCHEMAS: Final[tuple[Schema, ...]] = get_args(Schema)
"""Routing files, the project file, and the bundle that is released."""


def schema(
    name: Annotated[
        Schema | None,
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
    """
    from routecfg.shape import schema_text

    if out is not None:
        try:
            out.mkdir(parents=True, exist_ok=True)
            for one in SCHEMAS:
                (out / f"{one}.schema.json").write_text(schema_text(one), encoding="utf-8", newline="\n")
        except OSError as error:
            raise CannotRun(f"the schemas cannot be written to '{out}': {error.strerror}") from error
        note(f"wrote {', '.join(f'{one}.schema.json' for one in SCHEMAS)} to {out}")
        return Exit.CLEAN
    if name is None:
        raise CannotRun(
            "which schema?", f"'routecfg schema NAME' prints one of {', '.join(SCHEMAS)}; '--out DIR' writes them all"
        )
    say(schema_text(name))
    return Exit.CLEAN
