"""What the words of `chat` mean: instants, lengths of time, and the file that stands in for the world."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from routecfg.diagnostics import CannotRun, did_you_mean, nearest
from routecfg.disclosure import first_few, shown
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
    import msgspec

    from routecfg.engine.stubs import BotReply, Reply, Stubs

    if path is None:
        return Stubs()
    values = world_values(path)
    found: dict[str, dict[str, object]] = {"requests": {}, "bots": {}}
    forms = {"requests": Reply | tuple[Reply, ...], "bots": BotReply | tuple[BotReply, ...]}
    for kind, entries in values.items():
        if kind not in found:
            advice = did_you_mean(nearest(kind, found), "it has 'requests:' and 'bots:', nothing else")
            raise CannotRun(f"'{path}' has '{shown(kind)}', which is not known here", advice)
        if not isinstance(entries, dict):
            raise CannotRun(f"'{path}' does not say by name what '{kind}' answer", _FORMS[kind])
        for name, reply in entries.items():
            try:
                found[kind][name] = msgspec.convert(reply, forms[kind])
            except msgspec.ValidationError:
                raise CannotRun(f"'{path}' does not say what '{shown(name)}' answers", _FORMS[kind]) from None
    return msgspec.convert(found, Stubs)


_FORMS: Final = {
    "requests": "behind each address stands {json: ...}, {fails: 503} or {fails: timeout}, or a list of these",
    "bots": "behind each name stands a list of {says: ..., transfers: ..., buttons: [...]}, or {down: true}",
}


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
    from routecfg.source import read

    data = read_named(path, LARGEST_FILE, "the file")
    if data is None:
        raise CannotRun(f"the file '{path}' cannot be read: there is no such file")
    reading = read(data)
    if reading.findings:
        raise CannotRun(f"'{path}' cannot be read: {reading.findings[0].message}", reading.findings[0].help)
    if reading.values is None:
        return {}
    if not isinstance(reading.values, dict):
        raise CannotRun(f"'{path}' does not say what requests and chatbots answer", "it has 'requests:' and 'bots:'")
    return reading.values
