"""typer's help and usage errors, drawn for the terminal that is there."""

import contextlib
import copy
import re
import sys
from typing import Any, Final, Literal, TextIO

import typer
from typer.core import TyperCommand, TyperGroup

from routecfg.cli.exit_status import Exit
from routecfg.cli.terminal import screen
from routecfg.diagnostics import nearest
from routecfg.screen import Screen

_WIDEST: Final = 100
"""Cells of the lines of a help on a wide terminal, and of every help that goes elsewhere."""

_NARROWEST: Final = 60

_WRONG_CHOICE = re.compile(r"'(?P<word>.*)' is not one of ", re.DOTALL)
"""How typer's message for a wrong choice begins."""


class Command(TyperCommand):
    """A command whose help obeys the terminal, `NO_COLOR` and `CI` as everything else does."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Draws the help, without the names of Python's types, which typer shows beside arguments."""
        for parameter in self.params:
            if parameter.param_type_name == "argument" and parameter.type.get_metavar(parameter, ctx) is None:
                parameter.type = copy.copy(parameter.type)
                parameter.type.get_metavar = lambda param, ctx: ""  # type: ignore[method-assign]  # noqa: ARG005 - typer names them
        self.rich_markup_mode = _markup_mode(formatter)
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """The list of commands. Without a command its help goes to stderr, since nothing was done."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments for the command."""
        if not args and not ctx.resilient_parsing:
            with contextlib.redirect_stdout(sys.stderr):
                ctx.get_help()
            raise typer.Exit(Exit.CANNOT_RUN)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Draws the help."""
        self.rich_markup_mode = _markup_mode(formatter)
        super().format_help(ctx, formatter)


def show_usage_error(error: typer.TyperException) -> None:
    """Says on stderr what is wrong with a command line, and what may be meant."""
    from routecfg.disclosure import harmless, masked_words_of  # here, as in `terminal.note`

    error.message = harmless(masked_words_of(sys.argv[1:], error.message))
    if advice := _advice(error):
        error.message = f"{error.message.removesuffix('.')}. {advice}"
    if sys.stderr.isatty():
        from typer import rich_utils

        _fit_rich(sys.stderr)
        rich_utils.rich_format_error(error)  # type: ignore[arg-type]  # the base class of all that it takes is private
    else:
        error.show()  # type: ignore[attr-defined]  # every usage error has it; the public base class does not say so


def _advice(error: typer.TyperException) -> str | None:
    choices = getattr(getattr(getattr(error, "param", None), "type", None), "choices", ())
    wrong = _WRONG_CHOICE.match(error.message)
    if choices and wrong is not None:
        near = nearest(wrong["word"], map(str, choices))
        return f"Did you mean '{near}'?" if near is not None else None
    command = getattr(getattr(error, "ctx", None), "command", None)
    options = {option for parameter in getattr(command, "params", ()) for option in parameter.opts}
    if getattr(error, "option_name", None) == "--json" and "--format" in options:
        return "Write '--format json'."
    return None


def _markup_mode(formatter: Any) -> Literal["rich"] | None:
    """How the help is drawn: by rich, but on a narrow terminal, where it would cut words, as plain lines."""
    shown = _fit_rich()
    if shown.fits(_NARROWEST):
        return "rich"
    formatter.width = shown.width
    return None


def _fit_rich(stream: TextIO | None = None) -> Screen:
    """Sets what typer's rich may use on a stream."""
    from typer import rich_utils

    shown = screen(stream)
    rich_utils.FORCE_TERMINAL = None if shown.colour else False
    rich_utils.MAX_WIDTH = min(shown.width or _WIDEST, _WIDEST)
    return shown
