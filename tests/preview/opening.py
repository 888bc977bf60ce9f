"""Projects as the page opens them."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
import yaml

from commands import EXAMPLES
from routecfg import deploy
from routecfg.deploy import look, propose
from routecfg.preview.answers import Chat, ChatRequest
from routecfg.preview.opened import Opened
from routecfg.preview.views.chat import chat
from routecfg.releases import Appended
from routecfg.workspace import Surroundings, Workspace

NOON: Final = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
"""A Wednesday."""


def opened(folder: Path) -> Opened:
    """The project in this folder, read without a cache, at noon in Prague."""
    return Opened(Workspace(folder, date(2026, 11, 25), cached=False, surroundings=Surroundings(lambda: NOON)))


def eshop(folder: Path) -> Path:
    """A copy of the larger example."""
    shutil.copytree(EXAMPLES / "eshop", folder)
    return folder


def project(folder: Path, values: dict[str, Any]) -> Path:
    """A project of these objects in one file."""
    (folder / "routing").mkdir(parents=True)
    whole = {"routecfg": 1, "timezone": "Europe/Prague", "languages": ["en"]}
    (folder / "routecfg.yaml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    (folder / "routing" / "all.yaml").write_text(text, encoding="utf-8")
    return folder


def request(*steps: dict[str, Any], **fields: Any) -> ChatRequest:
    """What the page asks for, as it comes in."""
    values = {"begins": "2026-11-25T10:00", **fields, "steps": steps}
    return msgspec.json.decode(msgspec.json.encode(values), type=ChatRequest)


def talk(to: Opened, *steps: dict[str, Any], **fields: Any) -> Chat:
    """A chat of these steps."""
    return chat(to, request(*steps, **fields))


def release(folder: Path) -> None:
    """Makes a release of the project."""
    to = opened(folder)
    store = to.workspace.store
    production = look(store)
    proposal = propose(to.estate, to.settings, production, to.workspace.today)
    assert isinstance(deploy.release(store, production, proposal, who="anna", when=NOON, why="a test"), Appended)
