"""What `routecfg.yaml` says about the project."""

from typing import Literal

from routecfg.model.parts import Part, SecretReference


class Settings(Part, frozen=True):
    """The settings of a project, with their defaults.

    `languages`: the first is the language of plain texts. `similarity` is in percent. `secrets` are references.
    `allow_hosts` are lower-case host names. `rules` maps a rule's name or code to the severity the users want.
    """

    routecfg: Literal[1]
    timezone: str
    languages: tuple[str, ...]
    title: str = ""
    sandbox: str = "routing"
    production: str = "production"
    similarity: int = 85
    secrets: dict[str, SecretReference] = {}
    allow_hosts: tuple[str, ...] = ()
    rules: dict[str, Literal["error", "warning", "info", "off"]] = {}
