"""What requests and chatbots may answer: whatever may make a condition come out either way."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, islice, zip_longest
from typing import Any, Final

import msgspec

from routecfg.engine import Asked
from routecfg.engine.stubs import BotReply, Reply
from routecfg.impact.branches import Wanted
from routecfg.impact.data_samples import DataPath, in_full, loop_items, names_of, paths_read, sample, with_value
from routecfg.impact.likely import likely_values
from routecfg.impact.sides import Side
from routecfg.scenarios.proposing.expressions import expressions_in
from routecfg.templates import parse_expression

MOST_REPLIES: Final = 40
"""Different answers that one request may get."""
_MOST_VALUES: Final = 400
"""Values out of which these are taken."""


class Replies:
    """The answers of the world around the chats on one bundle."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._known: dict[tuple[str, str], tuple[Reply, ...]] = {}

    def of_chatbot(self, chatbot: str) -> Iterator[BotReply]:
        """It says something, hands over, or is down."""
        yield BotReply(says="Hello")
        for queue in self._side.estate.chatbots[chatbot].transfers[:1]:
            yield BotReply(says="One moment, please", transfers=queue)
        yield BotReply(down=True)

    def to(self, asked: Asked) -> tuple[Reply, ...]:
        """First all that is read has a value, then the request fails, then one or two of the values are others."""
        tree = asked.place.split("/")[2]
        key = (tree, asked.save_as)
        if key not in self._known:
            different: dict[bytes, Reply] = {}
            for value in islice(self._values(tree, asked.save_as), _MOST_VALUES):
                different.setdefault(msgspec.json.encode(value), Reply(json=value))
            first, *others = different.values()
            self._known[key] = (first, Reply(fails=404), *others[: MOST_REPLIES - 2])
        return self._known[key]

    def _values(self, tree: str, root: str) -> Iterator[Any]:
        paths = frozenset[DataPath]().union(*map(paths_read, self._side.decisions(tree).values()))
        whole = sample(root, paths)
        yield whole
        others = self._others(tree, root)
        single = _in_turn([(path, value) for value in values] for path, values in others.items())
        for path, value in single:
            yield with_value(whole, path, value)
        for (path, value), (other, more) in combinations(single, 2):
            if path != other and path and other:
                yield with_value(with_value(whole, path, value), other, more)

    def _others(self, tree: str, root: str) -> Mapping[DataPath, list[Any]]:
        """What conditions and loops may want at each path of what is saved under a name, what each wants most first."""
        found: dict[DataPath, list[list[Any]]] = {}
        for decision in self._side.decisions(tree).values():
            items = loop_items(decision.actions)
            for expression, is_list in expressions_in(decision):
                parsed = parse_expression(expression).expression
                if parsed is None:
                    continue
                wanted = likely_values(parsed, Wanted("", expression, False, is_list))
                for name in names_of(parsed):
                    whole, *path = in_full(tuple(name.parts), items)
                    if whole == root:
                        found.setdefault(tuple(path), []).append(wanted)
        return {path: _in_turn(values) for path, values in found.items()}


def _in_turn(lists: Iterable[Iterable[Any]]) -> list[Any]:
    """The first of each list, then the second ones."""
    lacking = object()
    return [each for each in chain.from_iterable(zip_longest(*lists, fillvalue=lacking)) if each is not lacking]
