"""What the words of `chat` mean: instants, lengths of time, and the file that stands in for the world."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from routecfg.diagnostics import CannotRun, did_you_mean, nearest
from routecfg.disclosure import first_few
from routecfg.limits import LARGEST_FILE

if TYPE_CHECKING:
    from routecfg.engine.stubs import Stubs

_FEW: Final = 6


def instant(text: str, zone: str, what: str) -> int:
    """The instant that a text names, in seconds since 1970; of a time that a clock change repeats the first.

    `what` begins the sentences. Raises CannotRun if it is not an instant, or a time that a clock change skips.
    """
    from routecfg.scenarios.moments import NoMoment, moment

    found = moment(text, zone)
    if isinstance(found, NoMoment):
        raise CannotRun(f"{what} {found.message}: '{text}'", found.help)
    return found


def read_world(path: Path | None) -> "Stubs":
    """What the file says that requests and chatbots answer; nothing without a file. Raises CannotRun if it is wrong."""
    from routecfg.engine.stubs import Stubs
    from routecfg.scenarios.world_file import stubs_of

    return Stubs() if path is None else stubs_of(world_values(path), str(path))


def named_values(option: str, given: Iterable[str], known: Collection[str], what: str) -> dict[str, str]:
    """What an option such as `--bot NAME=VALUE` gives by name.

    `what` has such a name. Raises CannotRun for an unknown one.
    """
    found: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign:
            raise CannotRun(f"'{option} {text}' does not give a value", f"write it as {option} NAME=VALUE")
        if name not in known:
            few = f"they are called {first_few(sorted(known), _FEW)}" if known else "the project has none"
            raise CannotRun(f"'{option}': no {what} is called '{name}'", did_you_mean(nearest(name, known), few))
        found[name] = value
    return found


def world_values(path: Path) -> dict[str, object]:
    """The values of the file. Raises CannotRun if it cannot be read."""
    from routecfg.cli.output_file import read_named
    from routecfg.scenarios import world_file

    data = read_named(path, LARGEST_FILE, "the file")
    if data is None:
        raise CannotRun(f"the file '{path}' cannot be read: there is no such file")
    return world_file.world_values(data, str(path))
