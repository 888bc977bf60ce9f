"""The scenarios of a project as chats that the page replays."""

from pathlib import Path

import pytest

from commands import EXAMPLES
from preview.opening import eshop, opened, talk
from routecfg.preview.answers import Scenarios
from routecfg.preview.views.scenarios import scenarios
from routecfg.preview.views.summary import summary


def shown(found: Scenarios, name: str) -> list[str]:
    played = next(each for each in found.played if each.name == name)
    return [each.text for turn in played.chat.turns for each in turn.bubbles if each.who != "aside"]


def test_every_scenario_is_played() -> None:
    to = opened(EXAMPLES / "eshop")
    found = scenarios(to)
    assert (found.problem, found.failed, found.left_out) == ("", 0, 0)
    assert found.passed == len(found.played) == len(to.scenarios.scenarios)
    assert all(each.chat.turns and each.chat.begins and not each.failed for each in found.played)
    silence = next(each for each in found.played if each.name == "silence")
    assert (silence.file, silence.line) == ("tests/silence.yaml", 2)
    assert [turn.step.later for turn in silence.chat.turns if turn.step.later] == ["23h", "1h"]
    assert silence.chat.turns[-1].clock == "2026-11-26 10:00"
    photo = next(each for each in found.played if each.name == "photo-alone, case 1")
    assert photo.chat.turns[1].step.send == "photo.png"
    assert shown(found, "price-list")[1] == "Price list"


def test_a_scenario_that_fails_says_what_was_expected(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    file = folder / "tests/silence.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("later: 23h", "later: 25h", 1), encoding="utf-8")
    found = scenarios(opened(folder))
    assert (found.failed, found.passed) == (1, len(found.played) - 1)
    failed = next(each for each in found.played if each.failed)
    assert failed.name == "silence"
    assert failed.failed.startswith("expected: ")
    file.write_text(text.replace("scenarios:", "scenario:", 1), encoding="utf-8")
    broken = scenarios(opened(folder))
    assert (broken.played, broken.problem.partition(":")[0]) == (
        (),
        "scenario files have errors, so no scenario was run",
    )


def test_so_many_are_left_out(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    for file in (folder / "tests").iterdir():
        file.unlink()
    cases = "".join(f"      - {{at: '2026-11-25T10:{number % 60:02}'}}\n" for number in range(510))
    text = f"scenarios:\n  many:\n    title: Many\n    inbound: eshop-cz\n    cases:\n{cases}"
    (folder / "tests/many.yaml").write_text(text, encoding="utf-8")
    found = scenarios(opened(folder))
    assert (found.passed, len(found.played), found.left_out) == (510, 500, 10)


def test_without_a_detector_a_scenario_that_wants_one_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routecfg.world.language_detection.detector", lambda _: None)
    to = opened(EXAMPLES / "eshop")
    found = scenarios(to)
    lacking = [each for each in found.played if each.failed]
    assert {each.file for each in lacking} == {"tests/detection.yaml"}
    assert all("nothing that detects languages is installed" in each.chat.problem for each in lacking)
    assert found.failed == len(lacking)
    assert "the language of messages is not detected" in talk(to, {"say": "hi"}, number="eshop-cz").notes[0]


def test_what_is_wrong_with_scenarios_is_among_the_findings_as_validate_has_them(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    assert summary(opened(folder)).found == ()
    file = folder / "tests/silence.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("inbound: eshop-cz", "inbound: nowhere"), encoding="utf-8")
    said = [(each.code, each.file, each.pointer) for each in summary(opened(folder)).found]
    assert said
    assert set(said) == {("RC201", "tests/silence.yaml", None)}
    (folder / "routing/broken.yaml").write_text("queues: [", encoding="utf-8")
    assert "RC201" not in {each.code for each in summary(opened(folder)).found}
    (folder / "routing/broken.yaml").unlink()
    file.write_text("scenarios: [", encoding="utf-8")
    assert [each.code for each in summary(opened(folder)).found] == ["RC001"]
    file.unlink()
    (folder / "tests").rename(tmp_path / "elsewhere")
    (folder / "tests").symlink_to(tmp_path / "elsewhere")
    assert summary(opened(folder)).items
