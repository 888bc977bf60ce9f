"""Literal secrets in web addresses and headers, and tokens pasted as the name of a variable or a file.

The rule itself is declared by `shape`, which finds the tokens that stand where a reference should: one code for one
fault, whichever way it is written.
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding
from routecfg.model import Chatbot, DecisionTree, InboundRouting, Object, Path, Settings, each_action, secrets_in
from routecfg.shape import LITERAL_SECRET

RULE = LITERAL_SECRET

_ADVICE = (
    "list it under 'secrets' in routecfg.yaml, write {{ secrets.its_name }} here, and change the secret at its source:"
    " git keeps what was written"
)


def check_object(kind: str, name: str, one: Object, _settings: Settings) -> Iterator[Finding]:
    """One finding for each address, header or reference that holds a secret."""
    for path, text in _candidates(one):
        if not secrets_in((kind, name, *path), text):
            continue
        here = (kind, name, *path)
        if path[0] == "api_token":
            yield RULE.at(
                here,
                f"this looks like the API token itself, not like the name of {_MEANT[str(path[-1])]}",
                help="put the token into the environment, name the variable here, and change the token at its source",
            )
        elif "headers" in path:
            yield RULE.at(here, f"the header '{path[-1]}' holds a secret that everybody can read", help=_ADVICE)
        else:
            yield RULE.at(here, "this web address holds a secret that everybody can read", help=_ADVICE)


_MEANT = {"env": "an environment variable", "file": "a file"}


def _candidates(one: Object) -> Iterator[tuple[Path, str]]:
    if isinstance(one, InboundRouting):
        if one.api_token.env is not None:
            yield ("api_token", "env"), one.api_token.env
        if one.api_token.file is not None:
            yield ("api_token", "file"), one.api_token.file
    elif isinstance(one, Chatbot):
        yield ("chatbot_url",), one.chatbot_url
    elif isinstance(one, DecisionTree):
        for decision in one.decisions:
            for path, action in each_action(decision.actions, ("decisions", decision.name, "actions")):
                if action.request is not None:
                    yield (*path, "request", "url"), action.request.url
                    for header, text in action.request.headers.items():
                        yield (*path, "request", "headers", header), text
