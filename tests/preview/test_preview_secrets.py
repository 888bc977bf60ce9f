"""A secret that somebody wrote into a file, and a name that may be one, are in no answer of the preview."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from commands import Commands
from product.test_product_secret_places import ESTATE, NAME, PASSWORD, PLANTED, PROJECT
from routecfg.cache import Cache
from routecfg.preview.export import asked_by_the_page
from routecfg.preview.opened import Opened
from routecfg.preview.routes import answer, done
from routecfg.workspace import Workspace

OPENING = b'{"number": "shop", "begins": "2026-11-30T10:00", "steps": [{"say": "Hello"}, {"say": "1"}]}'


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released") / "shop"
    folder.mkdir()
    run = Commands(folder, folder.parent)
    run.write("routing/a.yaml", ESTATE)
    run.write("routecfg.yaml", PROJECT)
    assert run("apply", "--yes", "--first").status == 0
    return folder


def answers(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that the page can show of a project, as it is sent."""
    workspace = Workspace(folder, date(2026, 11, 30), cache=Cache(None, in_memory=True))
    opened = Opened(workspace)
    for asked in asked_by_the_page(opened):
        yield asked, answer(opened, asked).decode()
    yield "chat", done(opened, "/api/chat", OPENING).decode()


@pytest.mark.parametrize("where", PLANTED)
def test_no_answer_shows_a_secret(where: str, released: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(released, tmp_path / "shop"))
    Commands(folder, tmp_path).change(*PLANTED[where])
    for asked, said in answers(folder):
        assert PASSWORD not in said, asked


@pytest.mark.parametrize("name", ["support", "menu", "welcome", "hours", "shop"])
def test_a_name_that_looks_like_a_token_is_not_shown(name: str, tmp_path: Path) -> None:
    run = Commands(tmp_path, tmp_path)
    run.write("routing/a.yaml", re.sub(rf"(?<![\w-]){name}(?=[:}},\s\]])", NAME, ESTATE))
    run.write("routecfg.yaml", PROJECT)
    for asked, said in answers(tmp_path):
        assert NAME not in said, asked
        assert NAME not in asked
