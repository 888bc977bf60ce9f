"""`routecfg chat`: scripts, commands, releases, recordings."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from commands import EXAMPLES, NO_DETECTOR, Commands, Ran, copied
from engine.talking import SUPPORT, TUESDAY, VALIDATOR, decision, send, tree
from routecfg.cli.chat_session import Session
from routecfg.engine import Arrival, LoadedBundle
from routecfg.engine.conversation import Conversation
from routecfg.engine.stubs import Stubs, StubWorld
from small_estates import bundle

MORNING = ("--at", "2026-11-25T10:00")
Chat = Callable[..., Ran]


@pytest.fixture
def chat(tmp_path: Path) -> Chat:
    commands = Commands(EXAMPLES / "eshop", tmp_path)

    def run(*lines: str, options: tuple[str, ...] = (), line: str = "eshop-cz") -> Ran:
        return commands("chat", line, *MORNING, *options, stdin="\n".join(lines))

    return run


WORLD = ("--world", "world.yaml")


def test_a_script_is_a_chat(chat: Chat) -> None:
    ran = chat("Kde je objednávka", "", "12345678", "/press 2", options=(*WORLD, "--opens", "Dobrý den"))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "-- Wed 25 Nov 2026 10:00, E-shop, Czech line (+420222333444)",
        "> Dobrý den",
        "Dobrý den, tady Kavka. Pošlete číslo objednávky (8 číslic), nebo vyberte, co potřebujete.",
        "   [Vybrat]",
        "   1  Kde je objednávka",
        "   2  Vrácení a reklamace",
        "   3  Poradit s kávou",
        "   4  Mluvit s člověkem",
        "> Kde je objednávka",
        "Pošlete nám prosím číslo objednávky. Má 8 číslic a najdete ho v potvrzovacím e-mailu.",
        "   1  Nemám ho",
        "> 12345678",
        "Zásilka P1: Brno",
        "Zásilka P2: na cestě",
        "Můžeme pro vás udělat ještě něco?",
        "   1  Jiná objednávka",
        "   2  Ne, děkuji",
        "   3  Hlavní nabídka",
        "> [Ne, děkuji]",
        "Děkujeme, že jste nám napsali. Ať vám káva chutná!",
        "-- the chat ends: terminate 'said-goodbye' (client)",
    ]


def test_without_a_world_a_request_fails_and_says_so(chat: Chat) -> None:
    ran = chat("12345678", options=("--language", "en"))
    assert "-- the request brought nothing: nothing stands in for this address\n" in ran.out
    assert "We do not know the order 12345678. Is the number right?\n" in ran.out


def test_a_chatbot_says_what_the_world_says(chat: Chat) -> None:
    ran = chat("coffee advice", "/press light roast", "are you there?", "/close", options=(*WORLD, "--language", "en"))
    assert ran.out.split("> coffee advice\n")[1].splitlines() == [
        "coffee-expert: Which coffee do you like?",
        "   1  Light roast",
        "   2  Dark roast",
        "> [Light roast]",
        "coffee-expert: One moment, I ask a colleague.",
        "-- handed over to queue 'support'",
        "> are you there?",
        "-- passed on to queue 'support'",
        "-- the chat ends: the contact centre has closed it (queue 'support')",
    ]
    ran = chat("coffee advice", options=("--language", "en"))
    assert "-- the chatbot 'coffee-expert' failed: nothing stands in for this chatbot\n" in ran.out


def test_files_clocks_and_slashes(chat: Chat) -> None:
    ran = chat(
        "/send photo.png",
        "//menu",
        "/later 2h",
        "/at 2026-11-26T09:00",
        "hello?",
        "/later 1d",
        "hello?",
        options=("--language", "en"),
    )
    assert "> (photo.png)\nSorry, we did not understand that.\n" in ran.out
    assert "> /menu\n" in ran.out
    assert "-- it is 2026-11-25 12:00\n-- it is 2026-11-26 09:00\n> hello?\n" in ran.out
    ended = "-- the chat ends: the customer has been silent for too long\n-- Fri 27 Nov 2026 09:00, E-shop, Czech line"
    assert ended in ran.out


def test_a_step_can_be_taken_back_and_data_and_reasons_be_seen(chat: Chat) -> None:
    ran = chat("12345678", "/back", "/data", "87654321", "/data", "/why", options=(*WORLD, "--language", "en"))
    after = ran.out.split("-- the last step is taken back\n")[1]
    assert after.startswith("-- nothing is saved\n> 87654321\nWe are packing your order 87654321.")
    assert '   order_number: "87654321"\n' in after
    lines = (EXAMPLES / "eshop/routing/trees/main-menu.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "pattern" in text)
    assert f"   an answer by the pattern '/^#?[0-9]{{8}}$/'  (routing/trees/main-menu.yaml:{line})\n" in after
    assert "?key=SECRET" in after


def test_json_has_every_event_with_file_and_line(chat: Chat) -> None:
    ran = chat("12345678", "/why", "/data", options=(*WORLD, "--format", "json"))
    events = [json.loads(line) for line in ran.out.splitlines()]
    for event in events:
        VALIDATOR.validate(event)
    assert events[0]["event"] == "arrived"
    assert (events[0]["file"], events[0]["line"]) == ("routing/inbound.yaml", 2)
    assert {"entered", "sent", "chosen", "went", "asked", "saved"} <= {event["event"] for event in events}
    assert all("file" in event for event in events if event.get("place"))
    person = chat("člověk", options=("--format", "json"))
    chosen = next(event for event in map(json.loads, person.out.splitlines()) if event["event"] == "chosen")
    assert chosen["from"].startswith("/target_sets/person/targets/")
    assert chosen["file"] == "routing/answers.yaml"


@pytest.mark.parametrize(
    ("lines", "options", "said"),
    [
        (["/wy"], (), "there is no command '/wy'\nhelp: did you mean '/why'?"),
        (["/later soon"], (), "'/later soon' is not a length of time"),
        (["/later 999999d"], (), "'/later 999999d' is too far away"),
        (["/at yesterday"], (), "/at is not a date and time: 'yesterday'"),
        (["/at 2026-11-25T09:00"], (), "'/at 2026-11-25T09:00' has passed already"),
        (["x" * 200_000], (), "a line has more than 100,000 bytes"),
        (["/wait 1s", "/wait long"], (), "'/wait long' is not a length of time"),
        (["/send"], (), "/send needs the name of a file"),
        (["/press"], (), "/press needs a button"),
        (["/press Nowhere"], (), "no button 'Nowhere' has been shown\nhelp: without /press it is typed"),
        (["/press 9"], (), "no button '9' has been shown"),
        (["/press \x07"], (), "no button '<U+0007>' has been shown"),
        (["/back"], (), "there is nothing to take back"),
        ([], ("--at", "2026-03-29T02:30"), "--at is skipped by a clock change"),
        ([], ("--production", "--release", "1"), "--production and --release cannot both be given"),
        ([], ("--production",), "nothing has been released yet"),
        ([], ("--world", "nowhere.yaml"), "'nowhere.yaml' cannot be read"),
        ([], ("--world", "routecfg.yaml"), "'routecfg.yaml' has 'routecfg', which is not known here"),
    ],
)
def test_what_cannot_be_done_is_said(chat: Chat, lines: list[str], options: tuple[str, ...], said: str) -> None:
    ran = chat(*lines, options=options)
    assert ran.status == 2
    assert said in ran.err


@pytest.mark.parametrize("form", ["text", "json"])
def test_bytes_that_are_no_text_and_signs_that_steer_are_harmless(tmp_path: Path, form: str) -> None:
    file = tmp_path / f"{form}.yaml"
    ran = Commands(EXAMPLES / "eshop", tmp_path).started(
        *("chat", "eshop-cz", *MORNING, "--format", form, "--record", str(file)),
        *("--opens", b"\xff\x1b[31m".decode(errors="surrogateescape"), "--contact", "\u202eJana"),
        stdin=b"\xfe\x1b[0m\n\xff\n/send \x07.png\n",
    )
    assert ran.status == 0
    assert not set("\x1b\x07\u202e") & set(ran.out)
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["scenarios"][form]["opens"] == "\ufffd\x1b[31m"


def test_on_a_terminal_a_mistake_is_told_and_the_chat_goes_on(eshop: Commands) -> None:
    ran = eshop.on_terminal("chat", "eshop-cz", *MORNING, "--language", "en", typed="/wy\nmenu\n/press 4\n\x04")
    assert ran.status == 0
    assert "there is no command '/wy': did you mean '/why'" in ran.out
    assert ran.out.count("Hello, this is Kavka.") == 2
    assert "-- handed over to queue 'support'" in ran.out


@pytest.mark.parametrize(
    ("world", "said"),
    [
        ("request: {}", "has 'request', which is not known here\nhelp: did you mean 'requests'?"),
        ("requests: [1]", "does not say by name what 'requests' answer"),
        ('requests: {"https://a.example": {jsn: 1}}', "does not say what 'https://a.example' answers"),
        ("bots: {a: [{says: 1}]}", "does not say what 'a' answers"),
        ("bots: {a: [", "cannot be read: "),
        ("- 1", "does not say what requests and chatbots answer"),
    ],
)
def test_a_wrong_world_is_explained(chat: Chat, tmp_path: Path, world: str, said: str) -> None:
    file = tmp_path / "world.yaml"
    file.write_text(world, encoding="utf-8")
    ran = chat(options=("--world", str(file)))
    assert ran.status == 2
    assert said in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a POSIX thing")
def test_nothing_waits_for_a_world_without_an_end(chat: Chat, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for world in (str(tmp_path / "pipe"), "/dev/zero"):
        ran = chat(options=("--world", world))
        assert ran.status == 2
        assert ran.err.endswith("cannot be read: it is not an ordinary file\n")


def test_a_language_that_nobody_speaks_is_mentioned(chat: Chat) -> None:
    assert "customers of this number speak cs and en, not 'xx'" in chat(options=("--language", "xx")).err
    assert chat(options=("--language", "cs-CZ")).err == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a POSIX thing")
@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("routing/new.yaml", "the folder 'routing' is for routing files"),
        ("ROUTING/new.yaml", "the folder 'routing' is for routing files"),
        ("production/releases/000002.json", "the folder 'production' is for releases"),
        (".git/config", "the folder '.git' is for git"),
        ("link/new.yaml", "a link on the way leads out of the project"),
        ("nowhere/new.yaml", "there is no such file or folder"),
        ("routecfg.yaml", "'routecfg.yaml' is the project's own"),
        ("nowhere.yaml", "there is a file 'nowhere.yaml' already"),
        ("pipe", "there is a file 'pipe' already"),
        (".", "there is a file '.' already"),
    ],
)
def test_a_place_where_no_recording_may_be_is_refused_before_anything_is_typed(
    tmp_path: Path, place: str, why: str
) -> None:
    shop = copied("quickstart", tmp_path / "shop", tmp_path)
    (shop.folder / "link").symlink_to(tmp_path)
    (shop.folder / "nowhere.yaml").symlink_to(tmp_path / "new.yaml")
    os.mkfifo(shop.folder / "pipe")
    ran = shop("chat", "shop", "--record", place, stdin="Hello")
    assert (ran.status, ran.out) == (2, "")
    assert why in ran.err
    assert not (tmp_path / "new.yaml").exists()
    assert (shop.folder / "nowhere.yaml").is_symlink()


def test_a_recording_makes_the_folder_in_which_scenarios_are_looked_for(shop: Commands) -> None:
    shutil.rmtree(shop.folder / "tests")
    for place, folder in (("tests/a.yaml", shop.folder), ("../tests/orders/b.yaml", shop.folder / "routing")):
        assert shop("chat", "shop", "--record", place, stdin="Hello", cwd=folder).status == 0
    assert shop("test").out == "2 scenarios passed\n"
    for place in ("test/c.yaml", "routing/tests/c.yaml", "../tests/c.yaml"):
        assert shop("chat", "shop", "--record", place, stdin="Hello").status == 2
        assert not (shop.folder / place).parent.exists(), "only there: elsewhere nobody would look for it"


def test_a_recording_is_a_scenario(chat: Chat, tmp_path: Path) -> None:
    file = tmp_path / "orders.yaml"
    options = (*WORLD, "--record", str(file), "--contact", "Jana", "--language", "cs", "--opens", "Dobrý den")
    ran = chat("nonsense", "/back", "12345678", "/later 2h", "/press 2", "/send photo.png", options=options)
    assert (ran.status, ran.err) == (0, f"recorded in {file}\n")
    scenario = yaml.safe_load(file.read_text(encoding="utf-8"))["scenarios"]["orders"]
    assert scenario["inbound"] == "eshop-cz"
    assert scenario["contact"] == {"name": "Jana", "language": "cs"}
    assert scenario["opens"] == "Dobrý den"
    assert set(scenario) >= {"at", "requests", "bots", "title"}
    first, order, pressed, again = scenario["chat"]
    assert first["expect"]["buttons"][0] == "Kde je objednávka"
    assert order["say"] == "12345678"
    assert order["expect"]["reads"][0] == "Zásilka P1: Brno"
    assert pressed["press"] == "Ne, děkuji"
    assert "at" in pressed
    assert (again["send"], again["new_chat"]) == ("photo.png", True)
    refused = chat("hello", options=options)
    assert refused.status == 2
    assert "there is a file" in refused.err


def test_a_release_is_talked_to_as_it_is(shop: Commands) -> None:
    """What the sandbox says meanwhile is nothing to a release."""
    assert shop("apply", "--yes", "--first").status == 0
    file = shop.folder / "routing/shop.yaml"
    text = file.read_text(encoding="utf-8")
    live = shop("chat", *MORNING, "--production", "--format", "json")
    assert live.status == 0
    file.write_text(text.replace("title:", "title: New", 1), encoding="utf-8")
    assert shop("chat", *MORNING, "--release", "1", "--format", "json").out == live.out
    assert "file" not in json.loads(live.out.splitlines()[0])
    assert shop("chat", "--release", "2").status == 2


def test_a_loop_ends_with_status_1(shop: Commands) -> None:
    shop.write(
        "routing/shop.yaml",
        """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", next_destination: {decision_tree: menu}}
decision_trees:
  menu: {title: M, decisions: {a: {title: A, targets: [{to: {decision: a}}]}}}
""",
    )
    ran = shop("chat")
    assert ran.status == 1
    assert (
        "-- the chat fails: more than 100 steps without a message of the customer, at /decision_trees/menu" in ran.out
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_literal_secrets_are_not_printed(shop: Commands, form: str) -> None:
    secret = "hunter2hunter2"
    shop.write(
        "routing/shop.yaml",
        f"""
inbound_routings:
  line: {{title: L, api_token: {{env: T}}, channel_id: "1", next_destination: {{decision_tree: menu}}}}
decision_trees:
  menu:
    title: M
    decisions:
      a:
        title: A
        actions:
          - save_data: {{api_token: {secret}, other: "password={secret}"}}
          - request:
              url: "https://u:{secret}@api.example/?key={{{{ secrets.k }}}}&api_key={secret}"
              headers: {{Authorization: "Bearer {secret}"}}
              save_as: x
          - send_message: {{text: "https://api.example/?token={secret}"}}
        targets: [{{to: {{queue: q}}}}]
queues: {{q: {{title: Q}}}}
""",
    )
    ran = shop("chat", "--format", form, "--record", "chat.yaml", stdin="/why\n/data\n")
    assert ran.status == 0
    assert secret not in ran.out + ran.err
    assert secret not in (shop.folder / "chat.yaml").read_text(encoding="utf-8")
    assert "key=SECRET" in ran.out + ran.err


def test_files_with_errors_are_refused(shop: Commands) -> None:
    shop.write("routing/more.yaml", "queues: {a: {titel: A}}")
    ran = shop("chat")
    assert ran.status == 2
    assert "the routing files have errors" in ran.err
    shop.write("routing/more.yaml", "terminates: {a: {title: A, disconnection_cause: user, queue: nobody}}")
    assert shop("chat").status == 2


def test_messages_show_the_language_where_nothing_else_says_it(chat: Chat, tmp_path: Path) -> None:
    file = tmp_path / "detected.yaml"
    ran = chat("ok", "where is my order", "/why", "Kde je objednávka", options=("--record", str(file)))
    assert "handed over to queue 'support'\n" in ran.out, "English to the end"
    assert "   language 'en', as the message shows\n" in ran.out
    scenario = yaml.safe_load(file.read_text(encoding="utf-8"))["scenarios"]["detected"]
    assert scenario["contact"] == {"language": "detect"}
    assert "language 'cs', the first of the line" in chat("/why").out
    assert "language 'cs', as the host says" in chat("/why", options=("--language", "cs", "--opens", "hello")).out
    assert "language 'en', the first" in chat("/why", options=("--opens", "Dobrý den"), line="wholesale").out


def test_what_detects_languages_may_be_missing(eshop: Commands) -> None:
    ran = eshop("chat", "eshop-cz", *MORNING, stdin="where is my order\nhello", before=NO_DETECTOR)
    assert ran.status == 0
    assert ran.err == (
        "the language of messages is not detected, so the customer speaks 'cs', the first of this number:"
        " install a detector with pip install 'routecfg[languages]', --language says another\n"
    )
    for options in (("eshop-cz", "--language", "en"), ("wholesale",)):
        assert eshop("chat", *options, *MORNING, stdin="hello", before=NO_DETECTOR).err == ""


def test_a_recording_keeps_the_clock_where_nothing_is_closed_or_a_step_is_taken_back(
    chat: Chat, tmp_path: Path
) -> None:
    file = tmp_path / "clock.yaml"
    chat("/later 1h", "/close", "haló", "/later 2h", "dobrý", "/back", "/later 3h", options=("--record", str(file)))
    scenario = yaml.safe_load(file.read_text(encoding="utf-8"))["scenarios"]["clock"]
    closed, said = scenario["chat"][1:]
    assert closed == {"at": "2026-11-25T11:00"}
    assert said["say"] == "haló"


def test_a_step_taken_back_takes_the_clock_of_the_recording_back(chat: Chat, tmp_path: Path) -> None:
    file = tmp_path / "back.yaml"
    chat("haló", "/later 2h", "/back", "dobrý", options=("--record", str(file)))
    scenario = yaml.safe_load(file.read_text(encoding="utf-8"))["scenarios"]["back"]
    assert scenario["chat"][-1]["at"] == "2026-11-25T10:00"


def test_silence_ends_a_chat(chat: Chat, tmp_path: Path) -> None:
    file = tmp_path / "silence.yaml"
    ran = chat("/later 23h", "/later 1h", "/back", "haló", "/later 2d", options=("--record", str(file)))
    silent = "-- the chat ends: the customer has been silent for too long\n"
    assert f"-- it is 2026-11-26 09:00\n-- it is 2026-11-26 10:00\n{silent}-- the last step is taken back\n" in ran.out
    assert ran.out.endswith(f"-- it is 2026-11-28 09:00\n{silent}")
    scenario = yaml.safe_load(file.read_text(encoding="utf-8"))["scenarios"]["silence"]
    assert [step.get("at") for step in scenario["chat"][1:]] == ["2026-11-26T09:00", "2026-11-28T09:00"]
    assert scenario["ends"] == {"idle": True}


def test_who_stops_a_chat_keeps_the_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    loaded = LoadedBundle(bundle(tree({"a": decision(send("Hello"), targets=[{"to": SUPPORT}])})))
    talk = Conversation(loaded, Arrival("line"), int(TUESDAY.timestamp()), StubWorld(Stubs()))
    session = Session(talk, "line", lambda _: None, as_json=False, opens="Hi")
    session.record_to(Path("kept.yaml"), "", None, None)

    def lines() -> Iterator[str]:
        yield "Are you there?"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        session.run(lines())
    assert "- {say: 'Are you there?'}" in Path("kept.yaml").read_text()
