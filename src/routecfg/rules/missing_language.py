"""Customers of a line speak a language in which some texts are missing.

They get these texts in the project's first language, in the middle of a chat in their own. Which languages customers
speak, the inbound routings that lead there say, or the project. Reported once for each decision tree, target set and
template, and language; and once for a language in which there is no text at all. A text without words, and words that
customers type, need no variant.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en, cs]
        next_destination: {terminate: closed}
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time, queue: support, auto_response: closed}
    templates:
      closed: {title: Closed, text: We are closed.}
    queues:
      support: {title: Support}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en, cs]
        next_destination: {terminate: closed}
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time, queue: support, auto_response: closed}
    templates:
      closed: {title: Closed, text: We are closed., languages: {cs: Máme zavřeno.}}
    queues:
      support: {title: Support}
"""

from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

from routecfg.diagnostics import PROJECT_FILE, Finding, Path, Related, Rule, Severity, plural
from routecfg.disclosure import first_few
from routecfg.graph import Graph, followed
from routecfg.model import spoken
from routecfg.rules.support.context import DataContext, Need
from routecfg.rules.support.untranslated import MOST_PLACES, Node, Untranslated

RULE = Rule("RC801", "missing-language", Severity.WARNING, __doc__)

NEEDS = Need.OBJECTS

_LINES: Final = 2
_DECISIONS: Final = 3


class _Lacking(NamedTuple):
    """What an object lacks: how many texts, by decision in a tree, and where the first few of them stand."""

    parts: dict[str, int]
    places: tuple[Path, ...]

    @property
    def number(self) -> int:
        return sum(self.parts.values())


def check_data(data: DataContext) -> Iterator[Finding]:
    """The objects that customers of a language read, and that lack it."""
    context = data.flow
    for language, missing in context.facts.untranslated.items():
        lines = context.spoken.get(language)
        if not missing or not lines:
            continue
        graph = context.graph.narrowed(partial(followed, language=language), lines)
        read = _read(graph, set(filter(data.data.reached, context.reached_in(graph))), missing)
        if len(read) > 1 and language in context.facts.languages_without_texts:
            yield _nowhere(language, read, graph.nodes[lines[0]].name, data.settings.languages[0])
            continue
        callers = first_few([f"'{graph.nodes[line].name}'" for line in lines], _LINES)
        whose = f"customers of inbound {'routing' if len(lines) == 1 else 'routings'} {callers}"
        for owner, lacking in read.items():
            texts = plural(lacking.number, "text")
            where = f" ({_decisions(lacking.parts)})" if owner[0] == "decision_trees" else ""
            have = "has" if lacking.number == 1 else "have"
            yield RULE.at(
                owner,
                f"{texts} of {spoken(*owner)}{where} {have} no variant for '{language}', which {whose} speak: "
                f"they get {'it' if lacking.number == 1 else 'them'} in another language",
                on_key=True,
                help=f"add '{language}' under 'languages' there, or take it out of the languages of the line or the "
                "project",
                related=_places(lacking.number, lacking.places),
                parts=tuple(lacking.parts.items()),
            )


def _decisions(parts: dict[str, int]) -> str:
    names = [f"'{name}'" for name in parts]
    return f"decision{'s' if len(names) > 1 else ''} {first_few(names, _DECISIONS)}"


def _places(number: int, places: tuple[Path, ...]) -> tuple[Related, ...]:
    label = "the text" if number == 1 else "one of them"
    return tuple(Related(label, place) for place in places[:MOST_PLACES])


def _nowhere(language: str, read: dict[tuple[str, str], _Lacking], first_line: str, first: str) -> Finding:
    """The one finding about a language in which there is nothing at all, at the first line where it is spoken.

    Texts without a variant count as the project's first language, whatever they are written in.
    """
    number = sum(lacking.number for lacking in read.values())
    line = ("inbound_routings", first_line)
    return RULE.at(
        line,
        f"customers of {spoken(*line)} speak '{language}', and no text has a variant for it: they get "
        f"{plural(number, 'text')} written for '{first}', the first of the project's languages",
        on_key=True,
        help=f"write the texts in '{language}' as well, or take it out of the languages of the line or the project; "
        f"if they are in '{language}' already, put it first under 'languages' in {PROJECT_FILE}",
        related=_places(number, tuple(place for lacking in read.values() for place in lacking.places)),
        parts=tuple((f"{kind} {name}", lacking.number) for (kind, name), lacking in read.items()),
    )


def _read(graph: Graph, reached: set[int], missing: dict[Node, Untranslated]) -> dict[tuple[str, str], _Lacking]:
    """What lacks a variant where these customers get to, by tree, target set and template."""
    found: dict[tuple[str, str], _Lacking] = {}
    for (kind, name, decision), lacking in missing.items():
        number = graph.decisions[name][decision] if decision else graph.numbers[kind, name]
        if number not in reached:
            continue
        owner = (str(lacking.places[0][0]), str(lacking.places[0][1]))
        before = found.get(owner)
        if before is None:
            found[owner] = _Lacking({decision or name: lacking.number}, lacking.places)
        elif decision:
            before.parts[decision] = lacking.number
            found[owner] = before._replace(places=(*before.places, *lacking.places)[:MOST_PLACES])
    return found
