"""What is said of releases that are not as they were written. `file` is a path in the project, with `/`."""

from routecfg.diagnostics import Diagnostic, plain
from routecfg.releases.record import Record
from routecfg.releases.rules import PRODUCTION_CHANGED, STALE_PLAN

_LOOK_AGAIN = "look at the difference again with `routecfg diff`, then release that"


def changed(number: int, file: str, how: str) -> Diagnostic:
    """A record's file that cannot be trusted; `how` follows the file's name in the sentence."""
    message = (
        f"release {number} is not as it was written: '{file}' {how}; so nobody can tell what customers got with it"
    )
    return PRODUCTION_CHANGED.outside(message, file=file, help=_from_git(file))


def missing(first: int, last: int, file: str) -> Diagnostic:
    """Numbers without a record, both ends included; `file` is the first one's."""
    what = f"release {first} is" if first == last else f"releases {first} to {last} are"
    message = f"{what} missing: releases are never removed, and without them nobody can tell what customers got"
    return PRODUCTION_CHANGED.outside(message, file=file, help=_from_git(file))


def unlinked(number: int, file: str) -> Diagnostic:
    """Two neighbours, each whole, that do not belong together."""
    message = (
        f"release {number} does not follow release {number - 1}: one of the two was put in the place of another, "
        "so nobody can tell what customers got with it"
    )
    help_ = (
        "if two people have released at once, take the production folder of the main branch, all of it, and release"
        f" again on top; otherwise {_from_git(file)}"
    )
    return PRODUCTION_CHANGED.outside(message, file=file, help=help_)


def misnamed(file: str) -> Diagnostic:
    """A number for a name, but not a release's."""
    message = f"'{file}' is named like a release, but is none: a release's name has six digits, starting at 000001"
    help_ = "remove the file, or give it the name that it had in git"
    return PRODUCTION_CHANGED.outside(message, file=file, help=help_)


def foreign_bundle(file: str, how: str) -> Diagnostic:
    """A `bundle.json` that no release has written; `how` follows its name in the sentence."""
    message = f"'{file}' {how}: systems that read it give customers something that nobody released"
    return PRODUCTION_CHANGED.outside(message, file=file, help=_from_git(file))


def overtaken(winner: Record, file: str) -> Diagnostic:
    """Another release has taken the number."""
    day = winner.when.strftime("%Y-%m-%d %H:%M UTC")
    message = (
        f"'{plain(winner.who)}' has released number {winner.number} in the meantime ({day}), "
        "so customers no longer have what you looked at; yours was not released"
    )
    return STALE_PLAN.outside(message, file=file, help=_LOOK_AGAIN)


def moved(parent: int, file: str) -> Diagnostic:
    """The release before is another one than the one that was looked at."""
    message = f"release {parent} is no longer the one that you looked at, so yours was not released"
    return STALE_PLAN.outside(message, file=file, help=_LOOK_AGAIN)


def _from_git(file: str) -> str:
    return (
        f"restore it from git: `git restore {file}` if the change is not committed yet;"
        f" else `git log -- {file}` shows who made it and when"
    )
