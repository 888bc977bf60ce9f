"""A file that says what requests and chatbots answer, where nothing is asked."""

from typing import Any, Final

import msgspec

from routecfg.diagnostics import CannotRun, did_you_mean, nearest
from routecfg.disclosure import shown
from routecfg.engine.stubs import BotReply, Reply, Stubs
from routecfg.source import read

_FORMS: Final = {
    "requests": "behind each address stands {json: ...}, {fails: 503} or {fails: timeout}, or a list of these",
    "bots": "behind each name stands a list of {says: ..., transfers: ..., buttons: [...]}, or {down: true}",
}


def world_values(data: bytes, name: str) -> dict[str, Any]:
    """The values of a file of this name. Raises CannotRun if it cannot be read."""
    reading = read(data)
    if reading.findings:
        raise CannotRun(f"'{name}' cannot be read: {reading.findings[0].message}", reading.findings[0].help)
    if reading.values is None:
        return {}
    if not isinstance(reading.values, dict):
        raise CannotRun(f"'{name}' does not say what requests and chatbots answer", "it has 'requests:' and 'bots:'")
    return reading.values


def stubs_of(values: dict[str, Any], name: str) -> Stubs:
    """What these values of a file say that requests and chatbots answer. Raises CannotRun if that is not clear."""
    found: dict[str, dict[str, object]] = {"requests": {}, "bots": {}}
    forms = {"requests": Reply | tuple[Reply, ...], "bots": BotReply | tuple[BotReply, ...]}
    for kind, entries in values.items():
        if kind not in found:
            advice = did_you_mean(nearest(kind, found), "it has 'requests:' and 'bots:', nothing else")
            raise CannotRun(f"'{name}' has '{shown(kind)}', which is not known here", advice)
        if not isinstance(entries, dict):
            raise CannotRun(f"'{name}' does not say by name what '{kind}' answer", _FORMS[kind])
        for key, reply in entries.items():
            try:
                found[kind][key] = msgspec.convert(reply, forms[kind])
            except msgspec.ValidationError:
                raise CannotRun(f"'{name}' does not say what '{shown(key)}' answers", _FORMS[kind]) from None
    return msgspec.convert(found, Stubs)
