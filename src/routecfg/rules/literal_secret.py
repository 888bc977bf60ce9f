"""Literal secrets in the fields of objects: in headers, in web addresses, in names of variables, or in any other text.

The rule itself is declared by `shape`, which finds the tokens that stand where a reference should: one code for one
fault, whichever way it is written. What a secret is, `disclosure` says.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from routecfg.diagnostics import Finding, Path
from routecfg.disclosure import SHORTEST, is_address_name, is_secret_key, may_hold_secrets, paths_of_secrets, quoted_key
from routecfg.model import Decision, DecisionTree, Object, Settings
from routecfg.shape import LITERAL_SECRET

RULE = LITERAL_SECRET

_CHANGE_IT: Final = "change the secret at its source: git keeps what was written"
_USE_A_SECRET: Final = (
    f"list it under 'secrets' in routecfg.yaml, write {{{{ secrets.its_name }}}} here, and {_CHANGE_IT}"
)
_ANOTHER_ADDRESS: Final = f"ask whoever runs the bot for an address without a secret, and {_CHANGE_IT}"
_TAKE_IT_OUT: Final = (
    f"take it out and {_CHANGE_IT}; if it is not a secret, write behind it `# routecfg: ignore[literal-secret] why`"
)
_NAMED_FIELDS: Final = (b'"api_token"', b'"headers"', b'"save_data"')
"""Below these a name can say that something is a secret. Everything else is known by its looks."""

_LENGTH_TO_AN_OBJECT: Final = 2
_MEANT: Final = {"env": "an environment variable", "file": "a file"}


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """One finding for each text that holds a secret, and for each name that looks like one."""
    for path, part in _parts(item, (kind, name)):
        if part is not None and may_hold_secrets(msgspec.json.encode(part), _NAMED_FIELDS):
            fields: dict[str, object] = msgspec.to_builtins(part)
            if len(path) > _LENGTH_TO_AN_OBJECT:
                del fields["name"]
            yield from map(_finding, paths_of_secrets(fields, path))
        if len(str(path[-1])) >= SHORTEST and is_secret_key(path):
            message = "this name looks like a secret, and everybody can read it"
            yield RULE.at(path, message, on_key=True, help=_TAKE_IT_OUT)


def _parts(item: Object, path: Path) -> Iterator[tuple[Path, Object | Decision | None]]:
    """The object, of a tree apart from it its decisions; None for a decision that holds no secret for sure.

    Decisions that only send messages have none of the named fields. They are looked at in one piece.
    """
    if not isinstance(item, DecisionTree):
        yield path, item
        return
    yield path, msgspec.structs.replace(item, decisions=())
    talking = {decision.name: decision for decision in item.decisions if _only_talks(decision)}
    if may_hold_secrets(b"".join(map(msgspec.json.encode, talking.values()))):
        talking = {}
    for decision in item.decisions:
        yield (*path, "decisions", decision.name), None if decision.name in talking else decision


def _only_talks(decision: Decision) -> bool:
    for action in decision.actions:  # noqa: SIM110 - a generator takes three times as long, and there are thousands
        if action.send_message is None:
            return False
    return True


def _finding(path: Path) -> Finding:
    field = str(path[-1])
    if path[2] == "api_token":
        return RULE.at(
            path,
            f"this looks like the API token itself, not like the name of {_MEANT[field]}",
            help="put the token into the environment, name the variable here, and change the token at its source",
        )
    if path[-2] == "headers":
        message = f"the header {quoted_key(path)} holds a secret that everybody can read"
        return RULE.at(path, message, help=_USE_A_SECRET)
    if is_address_name(field):
        help_ = _USE_A_SECRET if "request" in path else _ANOTHER_ADDRESS
        return RULE.at(path, "this web address holds a secret that everybody can read", help=help_)
    if path[-2] == "save_data":
        message = f"{quoted_key(path)} is given a secret here that everybody can read"
        return RULE.at(path, message, help=_TAKE_IT_OUT)
    return RULE.at(path, "this text holds what looks like a secret, and everybody can read it", help=_TAKE_IT_OUT)
