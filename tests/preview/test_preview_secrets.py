"""A secret that somebody wrote into a file, and a name that may be one, are in no answer of the preview."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from commands import EXAMPLES, Commands
from preview.opening import opened as opened_at
from preview.opening import project, talk
from product.test_product_secret_places import ESTATE, NAME, PASSWORD, PLANTED, PROJECT
from routecfg.cache import Cache
from routecfg.preview.export import asked_by_the_page
from routecfg.preview.opened import Opened
from routecfg.preview.routes import answer, done
from routecfg.preview.views.scenarios import scenarios
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


TOKEN = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"


def test_what_customers_write_in_scenarios_shows_no_secret(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLES / "quickstart", tmp_path / "shop"))
    chat = f"[{{say: my {TOKEN}}}, {{send: {TOKEN}.jpg, say: see {TOKEN}}}, {{press: My {TOKEN}}}]"
    scenario = f"inbound: shop, at: 2026-11-25T10:00, opens: key {TOKEN}, chat: {chat}, ends: {{queue: support}}"
    (folder / "tests" / "more.yaml").write_text(f"scenarios: {{more: {{title: T, {scenario}}}}}\n", "utf-8")
    found = scenarios(opened_at(folder))
    played = next(each for each in found.played if each.name == "more")
    assert played.chat.turns[0].step.say == "key ***"
    assert TOKEN not in str(found)


@pytest.mark.parametrize("title", [f"My {TOKEN}", "\u202egpj.exe"])
def test_a_button_that_is_shown_in_another_way_can_be_pressed_as_it_is_shown(title: str, tmp_path: Path) -> None:
    """Answers without a title of their own have the title of the decision that they lead to."""
    line = {"title": "L", "api_token": {"env": "T"}, "channel_id": "1", "next_destination": {"decision_tree": "t"}}
    targets = [{"when": {"button": True, "similar": ["other"]}, "to": {"decision": "e"}, "default": True}]
    end = {"title": title, "actions": [{"send_message": {"text": "Here"}}], "targets": [{"to": {"queue": "q"}}]}
    first = {"title": "D", "actions": [{"send_message": {"text": "Choose"}}], "targets": targets}
    values = {
        "inbound_routings": {"l": line},
        "decision_trees": {"t": {"title": "T", "decisions": {"d": first, "e": end}}},
        "queues": {"q": {"title": "Q", "id": 1}},
    }
    to = opened_at(project(tmp_path / "p", values))
    found = talk(to, {"say": "hello"})
    assert found.problem == ""
    (shown,) = found.buttons
    assert shown in found.turns[0].bubbles[-1].buttons
    pressed = talk(to, {"say": "hello"}, {"press": shown.title})
    assert pressed.turns[-1].refused == ""
    assert pressed.queue == "q"
    assert TOKEN not in str((found, pressed))
