"""A name in a text or expression that stands for nothing.

Nothing in the estate saves anything under it, or the chat has no such value: customers read a sentence with a hole, or
a condition always goes the same way. Secrets stand for nothing in what people read: they are filled in only in the
addresses and headers of requests.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            actions:
              - save_data: {order_number: "{{ text }}"}
              - send_message: {text: "{{ contact.nmae }}, we look for order {{ order_numer }}."}
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            actions:
              - save_data: {order_number: "{{ text }}"}
              - send_message: {text: "{{ contact.name }}, we look for order {{ order_number }}."}
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from routecfg.diagnostics import Finding, KnownNames, Related, Rule, Severity, listed, nearest, plural
from routecfg.disclosure import quoted, shown
from routecfg.rules.support.consequences import IF_MISSING
from routecfg.rules.support.context import DataContext, Need
from routecfg.rules.support.data_usage import NameRead
from routecfg.templates import (
    BUILT_IN,
    SECRETS,
    Comparison,
    Expression,
    Items,
    Name,
    Use,
    is_own_value,
    parse_expression,
)

RULE = Rule("RC602", "undefined-variable", Severity.ERROR, __doc__)

NEEDS = Need.OBJECTS

_MOST_RELATED: Final = 3
_WHERE_SECRETS_STAND: Final = frozenset((Use.ADDRESS, Use.HEADER))


class _Unknown(NamedTuple):
    """What is read in vain: the name up to the part that does not exist, what is wrong, what to do, what follows."""

    written: str
    problem: str
    help: str
    consequence: str = ""


def check_data(context: DataContext) -> Iterator[Finding]:
    """Each such name once, at the first text that a chat gets to, with the others."""
    known = _Known(context)
    found: dict[tuple[str, str], list[tuple[_Unknown, NameRead]]] = {}
    reached = frozenset(context.reached)
    for read in context.usage.read:
        if read.node in reached and read.name.parts[0] not in read.items:
            unknown = known.missing(read)
            if unknown is not None:
                found.setdefault(unknown[:2], []).append((unknown, read))
    for places in found.values():
        yield _told(context, places)


def _told(context: DataContext, places: Sequence[tuple[_Unknown, NameRead]]) -> Finding:
    unknown, first = places[0]
    paths = list(dict.fromkeys(context.path(read.node, read.path) for _, read in places))
    more = f", here and in {plural(len(paths) - 1, 'other place')}" if len(paths) > 1 else ""
    consequence = unknown.consequence or ("its default is always taken" if first.filled else IF_MISSING[first.use])
    return RULE.at(
        paths[0],
        f"{unknown.problem}{more}: {consequence}",
        help=unknown.help,
        related=tuple(Related("here too", path) for path in paths[1 : 1 + _MOST_RELATED]),
    )


_CUSTOMER: Final = frozenset(("customer", "client", "user", "sender", "person", "zakaznik", "klient", "kunde"))
"""What people call a customer, who is the `contact` of a chat."""


class _Known:
    """What there is to read."""

    def __init__(self, context: DataContext) -> None:
        self._saved = frozenset(saved.name for saved in context.usage.saved)
        self._items = context.usage.items
        self._secrets = context.settings.secrets
        self._names = KnownNames((*self._saved, *BUILT_IN))

    def missing(self, read: NameRead) -> _Unknown | None:
        """Why a name stands for nothing; None if it stands for something, now and then."""
        root, *below = read.name.parts
        if root == SECRETS:
            return self._secret(read, below)
        if root not in BUILT_IN:
            return None if root in self._saved else self._unknown(read, root)
        keys = BUILT_IN[root] or ()
        if is_own_value(read.name.parts):
            return None
        if not below:
            return self._mapping(read, root, keys)
        written = f"{root}.{'.'.join(below)}"
        problem = f"there is no {quoted(written)}"
        if not keys:
            return _Unknown(written, problem, f"write `{root}`: there is nothing below it")
        near = nearest(below[0], keys)
        all_keys = listed([f"`{root}.{key}`" for key in keys], "and")
        return _Unknown(written, problem, f"did you mean `{root}.{near}`?" if near else f"there is only {all_keys}")

    def _mapping(self, read: NameRead, root: str, keys: tuple[str, ...]) -> _Unknown | None:
        """`{{ contact }}` alone, where a text shows it: what is there would be shown as it is sent between machines."""
        if read.use in (Use.IF, Use.EACH):
            return None
        all_keys = listed([f"`{root}.{key}`" for key in keys])
        shown_whole = "people read all of it, as machines write it"
        return _Unknown(root, f"'{root}' alone is not a text", f"write {all_keys}", shown_whole)

    def _secret(self, read: NameRead, below: Sequence[str]) -> _Unknown | None:
        if read.use not in _WHERE_SECRETS_STAND:
            problem = "secrets are filled in only in the addresses and headers of requests"
            return _Unknown(SECRETS, problem, "take it out: a secret must not be shown, saved or compared")
        name = below[0] if below else ""
        if len(below) == 1 and name in self._secrets:
            return None
        near = nearest(name, self._secrets)
        problem = f"the project has no secret {quoted(name)}" if name else "a secret has a name"
        add = f"add '{shown(name)}' under 'secrets' in routecfg.yaml" if name else "write `secrets.` and its name"
        return _Unknown(f"{SECRETS}.{name}", problem, f"did you mean `{SECRETS}.{near}`?" if near else add)

    def _unknown(self, read: NameRead, root: str) -> _Unknown:
        if root in self._items:
            return _Unknown(
                root,
                f"{quoted(root)} is an item of a loop, and outside of that loop nothing is saved under it",
                "move this into the loop, or save what you need with 'save_data' inside it",
            )
        problem = f"nothing is ever saved under {quoted(root)}"
        if len(read.name.parts) == 1 and _is_compared(read):
            return _Unknown(root, problem, f'a text stands in quotes: `"{shown(root)}"`')
        if len(read.name.parts) > 1 and root.casefold() in _CUSTOMER:
            key = nearest(read.name.parts[1], BUILT_IN["contact"] or ()) or "name"
            return _Unknown(root, problem, f"did you mean `contact.{key}`?")
        own = sorted((name for name, keys in BUILT_IN.items() if root in (keys or ())), key="contact".__ne__)
        whole = f"{own[0]}.{root}" if own else None
        near = self._names.nearest(root)
        if near is None and whole is not None:
            return _Unknown(root, problem, f"did you mean `{whole}`?")
        save = f"save it before, with 'save_data' or a request: `save_data: {{{shown(root)}: ...}}`"
        return _Unknown(root, problem, f"did you mean `{near}`? If not, {save}." if near else save)


def _is_compared(read: NameRead) -> bool:
    """Whether the name stands alone behind a comparison, where a text is most often meant."""
    expression = parse_expression(read.expression).expression if read.expression else None
    pending: list[Expression] = [expression] if expression is not None else []
    while pending:
        item = pending.pop()
        if isinstance(item, Comparison):
            right = item.right.items if isinstance(item.right, Items) else (item.right,)
            if read.name in right:
                return True
        elif not isinstance(item, Name):
            pending += (part for part in getattr(item, "parts", (getattr(item, "inner", None),)) if part is not None)
    return False
