"""Chats of the page that are kept: in a new file of the folder of scenarios, and each passes when it is run."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from commands import EXAMPLES
from preview.opening import eshop, opened, project, request
from routecfg.preview.answers import Saved, ScenarioRequest
from routecfg.preview.opened import Opened
from routecfg.preview.saving import save_scenario
from routecfg.scenarios import run

STEPS = ({"later": "5m"}, {"say": "Dobrý den"}, {"press": 1}, {"later": "1h"}, {"say": "12345678"}, {"press": 2})


def keep(to: Opened, title: str, *steps: dict[str, Any], **fields: Any) -> Saved:
    return save_scenario(to, ScenarioRequest(title, request(*steps, **fields)))


def passes(folder: Path, name: str) -> bool:
    """Whether the scenario of this name passes in the project as it is now."""
    to = opened(folder)
    found = to.scenarios
    assert not found.found
    ground = to.grounds.side("sandbox")
    assert not isinstance(ground, str) and ground.bundles is not None
    scenario = next(each for each in found.scenarios if each.name == name)
    return run(scenario, ground.bundles).difference is None


def test_a_kept_chat_is_a_scenario_that_passes(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    to = opened(folder)
    contact = {"name": "Jana", "phone": "+420601234567"}
    found = keep(to, "Kde je moje objednávka?", *STEPS, number="eshop-cz", contact=contact)
    assert found == Saved("tests/kde-je-moje-objednavka.yaml", "kde-je-moje-objednavka")
    values = yaml.safe_load((folder / found.file).read_text(encoding="utf-8"))["scenarios"][found.name]
    assert (values["title"], values["at"], values["opens"]) == (
        "Kde je moje objednávka?",
        "2026-11-25T10:05",
        "Dobrý den",
    )
    assert values["contact"] == {"name": "Jana", "number": "+420601234567", "language": "detect"}
    assert [{key for key in step if key != "expect"} for step in values["chat"][-3:]] == [
        {"press"},
        {"say", "at"},
        {"press"},
    ]
    assert passes(folder, found.name)


def test_no_file_is_written_over_and_no_name_is_taken_twice(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    before = {path: path.read_bytes() for path in (folder / "tests").iterdir()}
    to = opened(folder)
    known = next(iter(to.scenarios.scenarios)).name
    stem = next(path.stem for path in before)
    names = [
        keep(to, title, {"say": "hello"}, number="eshop-cz").name for title in (known, stem, "Night", "night!", "NIGHT")
    ]
    assert names == [f"{known}-2", f"{stem}-2", "night", "night-2", "night-3"]
    assert {path: path.read_bytes() for path in before} == before
    assert all(passes(folder, name) for name in names)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "../../outside",
        "/etc/passwd",
        "\x00\x1b[31m",
        "a" * 5_000,
        "漢字",
        "x\u202ey: [",
        "# {{ secrets.a }}",
        ".",
        "-",
        "CON",
    ],
)
def test_a_title_is_harmless(tmp_path: Path, title: str) -> None:
    shutil.copytree(EXAMPLES / "quickstart", tmp_path / "shop")
    found = keep(opened(tmp_path / "shop"), title, {"say": "hello"})
    assert found.problem == ""
    path = tmp_path / "shop" / found.file
    assert path.parent == tmp_path / "shop" / "tests"
    assert path.is_file()
    assert len(found.name) < 60
    assert passes(tmp_path / "shop", found.name)


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    to = opened(folder)
    files = sorted((folder / "tests").iterdir())
    for steps, fields, said in (
        ((), {}, "there is no chat yet"),
        (({"later": "1h"},), {}, "there is no chat yet"),
        (({"press": "x"},), {}, "there is no chat yet"),
        (({"send": "photo.jpg"},), {}, "no scenario can begin with a file"),
        (({"say": "x"}, {"press": "Nope"}), {}, "the last step could not be done"),
        (({"say": "x"},), {"side": "production"}, "scenarios say what the sandbox does"),
        (({"say": "x"},), {"number": "nowhere"}, "no inbound routing is called 'nowhere'"),
    ):
        assert said in keep(to, "T", *steps, **{"number": "eshop-cz", **fields}).problem
    assert sorted((folder / "tests").iterdir()) == files
    shutil.rmtree(folder / "tests")
    (folder / "tests").symlink_to(tmp_path)
    found = keep(to, "T", {"say": "x"}, number="eshop-cz")
    assert found.problem == "the folder 'tests' lies outside the project; name a folder of the project"
    assert not (tmp_path / "t.yaml").exists()


def test_a_secret_of_the_routing_is_not_written(tmp_path: Path) -> None:
    token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
    line = {"title": "L", "api_token": {"env": "T"}, "channel_id": "1", "next_destination": {"decision_tree": "t"}}
    decision = {
        "title": "D",
        "actions": [{"send_message": {"text": f"Your key: {token}"}}],
        "targets": [{"when": {"button": {"title": "Go on"}}, "to": {"queue": "q"}}],
    }
    values = {
        "inbound_routings": {"l": line},
        "decision_trees": {"t": {"title": "T", "decisions": {"d": decision}}},
        "queues": {"q": {"title": "Q", "id": 1}},
    }
    folder = project(tmp_path / "p", values)
    found = keep(opened(folder), f"My {token}", {"say": "hello"}, {"press": 1})
    assert found.problem == ""
    assert "16C7e42F" not in (folder / found.file).read_text(encoding="utf-8") + found.file
    assert passes(folder, found.name)
