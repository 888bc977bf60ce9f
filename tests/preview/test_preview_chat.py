"""The chat of the page: the same as `routecfg chat`, step by step, and whatever cannot be done said in words."""

import json
from pathlib import Path
from random import Random
from typing import Any, Final

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from commands import EXAMPLES
from engine.chatter import busy_estates
from preview.opening import NOON, eshop, opened, project, release, request, talk
from routecfg.cli.chat_session import Session
from routecfg.engine.conversation import Conversation, arrival_at
from routecfg.engine.inputs import Contact
from routecfg.engine.stubs import Stubs, StubWorld
from routecfg.preview.answers import Chat
from routecfg.preview.grounds import Ground
from routecfg.preview.opened import Opened
from routecfg.preview.replaying import LONGEST, MOST_STEPS, replay
from routecfg.preview.views.pictures import tree, whole_map
from routecfg.report.chat import chat_as_json
from routecfg.scenarios import Bundles
from routecfg.workspace.subject import Subject
from small_estates import Values, bundle


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return opened(eshop(tmp_path_factory.mktemp("chats") / "eshop"))


@pytest.fixture(scope="module")
def quickstart() -> Opened:
    return opened(EXAMPLES / "quickstart")


def texts(found: Chat, who: str) -> list[str]:
    return [each.text for turn in found.turns for each in turn.bubbles if each.who == who]


def test_a_chat_has_what_both_sides_say_and_where_it_is_written(shop: Opened) -> None:
    found = talk(
        shop, {"say": "Dobrý den"}, {"press": 1}, {"say": "12345678"}, {"press": "Ne, děkuji"}, number="eshop-cz"
    )
    assert (found.problem, found.notes) == ("", ())
    assert texts(found, "customer") == ["Dobrý den", "Kde je objednávka", "12345678", "Ne, děkuji"]
    assert texts(found, "routing")[-1] == "Děkujeme, že jste nám napsali. Ať vám káva chutná!"
    assert found.ended.startswith("the chat ends: terminate")
    assert (found.language, found.languages, found.buttons) == ("cs", ("cs", "en"), ())
    first = found.turns[0]
    assert [each.title for each in first.bubbles[-1].buttons][:2] == ["Kde je objednávka", "Vrácení a reklamace"]
    assert first.bubbles[-1].label == "Vybrat"
    lit = [(each.lit, each.file, each.line) for each in first.path if each.lit]
    assert lit[0] == ("/inbound_routings/eshop-cz", "routing/inbound.yaml", 2)
    assert lit[-1][0] == "/decision_trees/main-menu/decisions/welcome"
    assert "order" in dict(found.saved)


def test_what_is_lit_is_in_the_pictures(shop: Opened) -> None:
    found = talk(shop, {"say": "Dobrý den"}, {"press": 2}, {"say": "operátor"}, {"close": True}, number="eshop-cz")
    drawn = {heading.pointer for card in whole_map(shop).cards for heading in card.headings}
    for name in shop.estate.decision_trees:
        drawn |= {heading.pointer for card in tree(shop, name).cards for heading in card.headings}
    lit = {each.lit for turn in found.turns for each in turn.path if each.lit}
    assert len(lit) > 5
    assert not lit - drawn


def test_what_is_lit_is_in_the_project(shop: Opened) -> None:
    found = talk(shop, {"say": "hello"}, {"press": 1}, {"say": "?"}, {"close": True}, number="eshop-cz")
    for turn in found.turns:
        for each in turn.path:
            if each.lit:
                _, kind, name, *inner = each.lit.split("/")
                part: Any = shop.estate.of(kind)[name]
                assert not inner or inner[1] in [decision.name for decision in part.decisions]
            assert (each.line is None) == (each.file == "")


def test_the_clock_the_language_and_the_customer_can_be_chosen(shop: Opened) -> None:
    night = talk(shop, {"say": "hi"}, begins="2026-11-25T23:00", number="eshop-cz", language="en")
    assert (night.begins, night.language) == ("2026-11-25 23:00", "en")
    assert night.turns[0].path != talk(shop, {"say": "hi"}, number="eshop-cz", language="en").turns[0].path
    moved = talk(shop, {"at": "2026-11-25T23:00"}, {"say": "hi"}, number="eshop-cz", language="en")
    assert moved.turns[1].path == night.turns[0].path
    assert talk(shop, {"say": "x"}, begins="", number="eshop-cz").begins == f"{NOON:%Y-%m-%d} 12:00"
    foreign = talk(shop, {"say": "hi"}, number="eshop-cz", language="pl")
    assert foreign.notes == ("customers of this number speak cs and en, not 'pl': texts in it are not expected here",)


def test_a_photo_is_sent_by_its_name_or_its_type(shop: Opened) -> None:
    for name, title in (("photo.jpg", "photo.jpg"), ("image/png", "file.png")):
        found = talk(shop, {"say": "hello"}, {"send": name, "say": "look"}, number="eshop-cz")
        sent = next(each for each in found.turns[1].bubbles if each.who == "customer")
        assert (sent.text, sent.files) == ("look", (title,))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"press": "Nowhere"}, "no button 'Nowhere' has been shown"),
        ({"press": 99}, "no button '99' has been shown"),
        ({"press": ""}, "no button '' has been shown"),
        ({"later": "soon"}, "'soon' is not a length of time"),
        ({"later": "999999d"}, "'999999d' is too far away"),
        ({"at": "2026-11-25T09:59"}, "'2026-11-25T09:59' has passed already"),
        ({"at": "2026-13-25T09:59"}, "does not exist"),
        ({"at": "x" * 9_999}, "a time has no more than"),
        ({"send": " "}, "the file has no name"),
        ({"say": "  "}, "there is nothing to send"),
        ({"say": "x" * (LONGEST + 1)}, "a message has no more than"),
        ({"say": "x", "close": True}, "one step does one thing"),
        ({}, "this step does nothing"),
    ],
)
def test_what_cannot_be_done_is_said(shop: Opened, step: dict[str, Any], said: str) -> None:
    found = talk(shop, {"say": "hello"}, step, {"say": "never reached"}, number="eshop-cz")
    assert said in found.turns[1].refused
    assert len(found.turns) == 2
    assert found.buttons, "the chat stands as it did"


def test_a_chat_that_cannot_begin_says_why(shop: Opened) -> None:
    for fields, said in (
        ({"number": "eshop-cy"}, "no inbound routing is called 'eshop-cy'; did you mean"),
        ({"begins": "yesterday"}, "'yesterday' is not a date and time"),
        ({"contact": {"fields": {"nothing": "x"}}}, "no custom field is called 'nothing'"),
        ({"side": "elsewhere"}, "a chat is with the sandbox or with production"),
    ):
        found = talk(shop, {"say": "x"}, **fields)
        assert said in found.problem
        assert not found.turns
    assert talk(shop, {"close": True}).turns[0].refused.startswith("there is no chat yet")
    many = talk(shop, *[{"say": "x"}] * (MOST_STEPS + 5), number="eshop-cz")
    assert len(many.turns) == MOST_STEPS
    assert "of these, 5 are not" in many.notes[-1]


def test_production_has_chats_as_well(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    steps, fields = ({"say": "hello"}, {"press": 1}), {"number": "eshop-cz", "language": "en"}
    assert talk(opened(folder), *steps, side="production", **fields).problem == "nothing has been released yet"
    release(folder)
    before = talk(opened(folder), *steps, **fields)
    file = folder / "routing/trees/main-menu.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Where is my order", "Where is it"), encoding="utf-8")
    to = opened(folder)
    live, sandbox = talk(to, *steps, side="production", **fields), talk(to, *steps, **fields)
    assert [turn.bubbles for turn in live.turns] == [turn.bubbles for turn in before.turns]
    assert (live.side, live.turns[0].path[0].line) == ("production", None)
    assert texts(sandbox, "customer")[1] == "Where is it"
    (folder / "production/releases").rename(folder / "production/elsewhere")
    assert talk(opened(folder), *steps, side="production", **fields).problem


def test_without_errors_in_the_way_a_project_that_does_not_validate_has_chats(tmp_path: Path) -> None:
    line = {"title": "L", "api_token": {"env": "T"}, "channel_id": "1", "next_destination": {"queue": "q"}}
    good = project(tmp_path / "a", {"inbound_routings": {"l": line}, "queues": {"q": {"title": "Q", "id": 1}}})
    assert talk(opened(good), {"say": "x"}).queue == "q"
    missing = project(tmp_path / "b", {"inbound_routings": {"l": line}})
    assert "the routing files have errors" in talk(opened(missing), {"say": "x"}).problem
    (good / "routecfg.yaml").write_text("routecfg: [", encoding="utf-8")
    assert talk(opened(good), {"say": "x"}).problem


def test_a_broken_world_file_is_mentioned_and_the_chat_goes_on(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    to = opened(folder)
    assert talk(to, {"say": "x"}, number="eshop-cz").notes == ()
    (folder / "world.yaml").write_text("requests: [", encoding="utf-8")
    found = talk(to, {"say": "x"}, number="eshop-cz")
    assert found.turns and "'world.yaml' cannot be read" in found.notes[0]
    (folder / "world.yaml").unlink()
    assert talk(to, {"say": "x"}, number="eshop-cz").notes == ()


WAYS: Final[tuple[tuple[dict[str, Any], str], ...]] = (
    ({"say": "order"}, "order"),
    ({"say": "please help me"}, "please help me"),
    ({"say": "123456"}, "123456"),
    ({"press": 1}, "/press 1"),
    ({"press": "Yes"}, "/press Yes"),
    ({"send": "photo.jpg", "say": "here"}, "/send photo.jpg here"),
    ({"later": "3h"}, "/later 3h"),
    ({"close": True}, "/close"),
)


@given(busy_estates(), some.integers(0, 2**32))
def test_a_replay_is_what_the_chat_of_the_command_line_brings(quickstart: Opened, values: Values, seed: int) -> None:
    random = Random(seed)
    steps: list[dict[str, Any]] = [{"say": "hello"}]
    lines: list[str] = []
    for _ in range(12):
        step, line = random.choice(WAYS)
        steps.append(step)
        lines.append(line)
    made = bundle(values)
    ground = Ground(Subject(made, "sandbox", None, _nowhere), _nowhere, Bundles(made, None, lambda _: None))
    played = replay(quickstart.grounds, ground, request(*steps, language="en"))
    done = [each for each in played.done if not each.refused]
    here = "".join(chat_as_json(each.events, _nowhere) for each in done)
    assert here == _by_hand(lines[: len(done) - 1], ground)


def _nowhere(_: str) -> None:
    return None


def _by_hand(lines: list[str], ground: Ground) -> str:
    """What `routecfg chat --format json` prints for these lines."""
    said: list[str] = []
    begins = int(NOON.timestamp()) - 7_200
    line = next(iter(ground.estate.inbound_routings))
    chat = Conversation(ground.loaded(begins), arrival_at(line, Contact()), begins, StubWorld(Stubs()), "en")
    session = Session(chat, line, _nowhere, as_json=True, opens="hello")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("routecfg.cli.chat_session.say", said.append)
        patch.setattr("routecfg.cli.chat_session.note", lambda _: None)
        session.run(lines)
    return "".join(said)


def test_nothing_hostile_and_no_secret_gets_out(tmp_path: Path) -> None:
    token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
    words = f"Hi \u202e<script> {token}"
    line = {"title": words, "api_token": {"env": "T"}, "channel_id": "1", "next_destination": {"decision_tree": "t"}}
    target = {"when": {"button": {"title": "Go \u202e on"}}, "to": {"terminate": "bye"}}
    decision = {
        "title": words,
        "actions": [{"save_data": {"password": token}}, {"send_message": {"text": words}}],
        "targets": [target],
    }
    values = {
        "inbound_routings": {"l": line},
        "decision_trees": {"t": {"title": words, "decisions": {"d": decision}}},
        "terminates": {"bye": {"title": words, "disconnection_cause": "user", "queue": "q"}},
        "queues": {"q": {"title": words, "id": 1}},
    }
    to = opened(project(tmp_path / "p", values))
    assert not isinstance(to.grounds.side("sandbox"), str), [each.message for each in to.diagnostics]
    found = talk(to, {"say": f"\x07{token}"}, {"press": 1}, {"press": f"\x1b{token}"})
    shown = json.dumps([[msgspec.to_builtins(turn.bubbles), turn.refused] for turn in found.turns], ensure_ascii=False)
    assert found.turns[0].bubbles
    assert token not in json.dumps(msgspec.to_builtins(found.saved)) + shown
    for character in ("\x1b", "\u202e", "\x07"):
        assert character not in shown
