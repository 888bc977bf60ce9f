"""Literal secrets in the fields of objects: in headers, in web addresses, in names of variables, or in any other text.

The rule itself is declared by `shape`, which finds the tokens that stand where a reference should: one code for one
fault, whichever way it is written. What a secret is, `disclosure` says.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from routecfg.diagnostics import Finding, Path
from routecfg.disclosure import is_address_name, is_secret_key, quoted_key, secrets_in
from routecfg.model import DecisionTree, Object, Settings
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
_MEANT: Final = {"env": "an environment variable", "file": "a file"}


def check_object(kind: str, name: str, one: Object, _settings: Settings) -> Iterator[Finding]:
    """One finding for each text that holds a secret, and for each name that looks like one."""
    named: list[Path] = [(kind, name)]
    if isinstance(one, DecisionTree):
        named += [(kind, name, "decisions", decision.name) for decision in one.decisions]
    for path in filter(is_secret_key, named):
        yield RULE.at(path, "this name looks like a secret, and everybody can read it", on_key=True, help=_TAKE_IT_OUT)
    for path, text in _texts(msgspec.to_builtins(one), (kind, name)):
        if secrets_in(path, text):
            yield _finding(path)


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


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text and number of an object, with its path in a file, in which decisions stand by their names."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            if path[2:] == ("decisions",):
                yield from _texts({key: part for key, part in item.items() if key != "name"}, (*path, item["name"]))
            else:
                yield from _texts(item, (*path, index))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, str(value)
