"""Which hosts a live chat may call: the project chooses them, and which secrets of this machine they get."""

from collections.abc import Mapping
from typing import Final

from routecfg.cli.terminal import agreed, can_ask, note
from routecfg.diagnostics import CannotRun, listed
from routecfg.model import SecretReference
from routecfg.world.hosts import Hosts

_AND: Final = "and"


def agree(found: Hosts, references: Mapping[str, SecretReference], callback: str, *, yes: bool) -> None:
    """Lists the hosts that a chat may call, and asks whether it may. Raises CannotRun if not.

    `references` are the secrets of the project, `callback` says where chatbots call back, `yes`: do not ask.
    """
    if not any(found):
        note("live: chats of this line call no web service and no chatbot")
        return
    note("live: this chat may speak to")
    for host, secrets in found.requests.items():
        named = [f"'{name}' ({_kept(references.get(name))})" for name in secrets]
        what = "" if not named else f", with the secret{'s' if len(named) > 1 else ''} {listed(named, _AND)}"
        note(f"  {host}: requests{what}")
    for host, chatbots in found.chatbots.items():
        bots = listed([f"'{name}'" for name in chatbots], _AND)
        note(f"  {host}: what customers write to chatbot {bots}")
    if found.others:
        note("  hosts that data of the chat name: requests, without secrets")
    if found.chatbots:
        note(f"live: chatbots call back at {callback}")
    if yes:
        return
    if not can_ask():
        raise CannotRun("there is no terminal to confirm on, so nothing was sent", "confirm with --yes")
    if not agreed("Speak to them?"):
        raise CannotRun("nothing was sent")


def _kept(reference: SecretReference | None) -> str:
    """Where a secret is found."""
    if reference is None:
        return "it is not in routecfg.yaml"
    return f"variable {reference.env}" if reference.env is not None else f"file {reference.file}"
