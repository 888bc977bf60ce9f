"""Which inbound routing of production is which one of the sandbox, and what their customers speak."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from routecfg.engine import LoadedBundle
from routecfg.engine.hearing import language_code
from routecfg.impact.reaches import Speech
from routecfg.model import InboundRouting, base_language, languages_of


def paired(before: Mapping[str, InboundRouting], after: Mapping[str, InboundRouting]) -> dict[str, str]:
    """The name in production of each line of the sandbox that has been there before.

    By the channel, since that is where customers write to; the others by name, which has followed renames already.
    """
    old, new = _by_channel(before), _by_channel(after)
    found = {new[channel]: old[channel] for channel in new.keys() & old.keys()}
    taken = set(found.values())
    for name in after:
        if name not in found and name in before and name not in taken:
            found[name] = name
    return found


def _by_channel(lines: Mapping[str, InboundRouting]) -> dict[str, str]:
    count = Counter(line.channel_id for line in lines.values())
    return {line.channel_id: name for name, line in lines.items() if count[line.channel_id] == 1}


def speeches(before: LoadedBundle, after: LoadedBundle, was: str, name: str) -> Iterator[Speech]:
    """What customers of a line may speak: its languages, of both sides; and nothing that anybody says.

    A language that a line has on one side only is not looked for on the other: there its customers have the variant of
    it that the line has (`cs` for `cs-CZ`), or else count as those of whom nothing is known.
    What a chat takes for the same on both sides is given once.
    """
    old, new = (
        languages_of(loaded.estate.inbound_routings[line], loaded.settings.settings)
        for loaded, line in ((before, was), (after, name))
    )
    firsts = (next(iter(old), before.first_language), next(iter(new), after.first_language))
    seen: set[tuple[str, str]] = set()
    for language in dict.fromkeys((*new, *old)):
        if language_code(language) is None:
            continue
        hosts = _heard_as(language, old), _heard_as(language, new)
        found = (hosts[0] or firsts[0], hosts[1] or firsts[1])
        if found not in seen:
            seen.add(found)
            yield Speech(language, *found, hosts)
    if firsts not in seen:
        yield Speech(None, *firsts, (None, None))


def _heard_as(language: str, known: Sequence[str]) -> str | None:
    """What the host says of customers who speak a language, on a line with these; None: nothing."""
    if language in known:
        return language_code(language)
    base = base_language(language)
    return next((language_code(each) for each in known if base_language(each) == base), None)
