"""What `routecfg.yaml` says about the project."""

from typing import Final, Literal

from routecfg.model.parts import Part, SecretReference

_MINUTES: Final = {"m": 1, "h": 60, "d": 1440}


class Settings(Part, frozen=True):
    """The settings of a project, with their defaults.

    `languages`: the first is the language of plain texts. `similarity` is in percent. `chat_ends_after` is a
    number of minutes, hours or days (`30m`, `24h`, `2d`). `secrets` are references.
    `allow_hosts` are lower-case host names. `rules` maps a rule's name or code to the severity the users want.
    """

    routecfg: Literal[1]
    timezone: str
    languages: tuple[str, ...]
    title: str = ""
    sandbox: str = "routing"
    production: str = "production"
    similarity: int = 85
    chat_ends_after: str = "24h"
    secrets: dict[str, SecretReference] = {}
    allow_hosts: tuple[str, ...] = ()
    rules: dict[str, Literal["error", "warning", "info", "off"]] = {}

    @property
    def minutes_of_silence(self) -> int:
        """After so many minutes without a word of the customer the next message opens a new chat."""
        return int(self.chat_ends_after[:-1]) * _MINUTES[self.chat_ends_after[-1]]
