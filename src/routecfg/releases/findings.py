"""Findings about releases that are not as they were written. `file` is a path in the project, with `/`."""

from collections.abc import Sequence

from routecfg.diagnostics import Diagnostic
from routecfg.disclosure import attribute_pattern, quoted, shell_word
from routecfg.releases.record import Record
from routecfg.releases.rules import PRODUCTION_CHANGED, STALE_PLAN

_LOOK_AGAIN = "look at the difference again with `routecfg diff`, then release that"


def changed(number: int, file: str, how: str) -> Diagnostic:
    """A record's file that cannot be trusted; `how` follows the file's name in the sentence."""
    message = f"release {number} is not as it was written: '{file}' {how}, so what customers got with it is unknown"
    return PRODUCTION_CHANGED.outside(message, file=file, help=_from_git(file))


def content(number: int, file: str, how: str) -> Diagnostic:
    """A release's content that cannot be trusted; `how` follows the file's name in the sentence."""
    message = f"release {number} has lost its content: '{file}' {how}, so what customers got with it is unknown"
    return PRODUCTION_CHANGED.outside(message, file=file, help=_from_git(file))


def formatted(number: int, file: str) -> Diagnostic:
    """A release's content to which a program that tidies files has added a line break."""
    message = (
        f"release {number} is not as it was written: '{file}' has a line break at its end, as formatters and git hooks"
        " add it; nothing else was changed"
    )
    production = file.partition("/bundles/")[0]
    help_ = f"keep such programs away from the folder {quoted(production)}, and {_from_git(file)}"
    return PRODUCTION_CHANGED.outside(message, file=file, help=help_)


def line_ends(files: Sequence[str]) -> Diagnostic:
    """Files in which only the line ends were changed."""
    first = files[0]
    which = f"'{first}' has" if len(files) == 1 else f"{len(files)} files of production, such as '{first}', have"
    message = f"{which} the line ends of Windows, which git puts there as it checks files out; nothing else was changed"
    production = first.partition("/releases/")[0].removesuffix("/bundle.json")
    help_ = (
        f"add the line `{attribute_pattern(production)} binary` to .gitattributes, remove these files, and get them"
        f" back as they were written: `git restore {shell_word(production)}`"
    )
    return PRODUCTION_CHANGED.outside(message, file=first, help=help_)


def lost_record(number: int, file: str, bundle: str) -> Diagnostic:
    """A `bundle.json` whose content was released, while no record says so."""
    message = (
        f"release {number} is missing: '{bundle}' has a content that was released, but no record says so;"
        " so which release customers have is unknown"
    )
    return PRODUCTION_CHANGED.outside(message, file=file, help=_from_git(file))


def missing(first: int, last: int, file: str) -> Diagnostic:
    """Numbers without a record, both ends included; `file` is the first one's."""
    what = f"release {first} is" if first == last else f"releases {first} to {last} are"
    message = f"{what} missing: releases are never removed, and without them it is unknown what customers got"
    return PRODUCTION_CHANGED.outside(message, file=file, help=_from_git(file))


def unlinked(number: int, file: str) -> Diagnostic:
    """Two consecutive releases, each whole, that do not belong together."""
    message = (
        f"release {number} does not follow release {number - 1}: one of the two was put in the place of another, "
        "so what customers got with them is unknown"
    )
    help_ = (
        "if two people have released at once, take the production folder of the main branch, all of it, and release"
        f" again on top; otherwise {_from_git(file)}"
    )
    return PRODUCTION_CHANGED.outside(message, file=file, help=help_)


def misnamed(file: str) -> Diagnostic:
    """A file whose name is a number, but not that of a release."""
    message = f"'{file}' is not a release, but is named like one: a release's name has six digits, starting at 000001"
    help_ = "remove the file, or give it the name that it had in git"
    return PRODUCTION_CHANGED.outside(message, file=file, help=help_)


def foreign_bundle(file: str, how: str) -> Diagnostic:
    """A `bundle.json` that no release has written; `how` follows its name in the sentence."""
    message = f"'{file}' {how}: systems that read it give customers something that nobody released"
    return PRODUCTION_CHANGED.outside(message, file=file, help=_from_git(file))


def stray_bundle(file: str) -> Diagnostic:
    """A `bundle.json` whose content nothing else in production has: it was changed, or all else of it is gone."""
    message = (
        f"'{file}' belongs to no release: it was changed by hand, or its release was removed:"
        " systems that read it give customers something that nobody released"
    )
    return PRODUCTION_CHANGED.outside(message, file=file, help=_from_git(file.rpartition("/")[0]))


def overtaken(winner: Record, file: str) -> Diagnostic:
    """Another release has taken the number."""
    day = winner.when.strftime("%Y-%m-%d %H:%M UTC")
    message = (
        f"{quoted(winner.who)} has released number {winner.number} in the meantime ({day}), "
        "so customers no longer have what you looked at; yours was not released"
    )
    return STALE_PLAN.outside(message, file=file, help=_LOOK_AGAIN)


def moved(parent: int, file: str) -> Diagnostic:
    """The parent is not the release that was looked at."""
    message = f"release {parent} is no longer the one that you looked at, so yours was not released"
    return STALE_PLAN.outside(message, file=file, help=_LOOK_AGAIN)


def _from_git(file: str) -> str:
    path = shell_word(file)
    return (
        f"restore it from git: `git restore {path}` if the change is not committed yet;"
        f" else `git log -- {path}` shows who made it and when"
    )
