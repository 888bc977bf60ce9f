"""`routecfg chat --live` as users run it, against a chatbot on this machine."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from commands import Commands, copied
from engine.talking import VALIDATOR
from world.bots import Bot, bot
from world.services import answer_of

ROOT = Path(__file__).parents[2]
MORNING = ("--at", "2026-11-25T10:00", "--language", "en")
LIVE = ("chat", "eshop-cz", *MORNING, "--live", "--wait", "5s")
ASKS: list[dict[str, Any]] = [
    {
        "text": "Which coffee do you like?",
        "button": [{"text": "All our beans", "url": "https://kavka.example/beans"}],
        "quickreply": [{"name": "light", "text": "Light roast"}, {"name": "dark", "text": "Dark roast"}],
    }
]
HANDS_OVER: list[dict[str, Any]] = [{"text": "One moment."}, {"text": "I ask a colleague.", "queue": "10001"}]


ANSWERS = "its answer to a post is ignored, it must call back"


@pytest.fixture
def shop(tmp_path: Path) -> Commands:
    return copied("eshop", tmp_path / "shop", tmp_path)


def speaks_to(shop: Commands, there: Bot) -> None:
    """Makes the coffee bot of the e-shop the one on this machine."""
    shop.change("routing/chatbots.yaml", "https://bot.kavka.example/daktela", there.url)
    shop.change("routecfg.yaml", "[crm.kavka.internal]", "[crm.kavka.internal, localhost]")


def test_a_whole_chat_with_the_coffee_bot_and_its_recording(shop: Commands) -> None:
    with bot(ASKS, HANDS_OVER) as there:
        speaks_to(shop, there)
        script = "coffee advice\n/press 1\nare you there?\n/close\n"
        ran = shop.started(*LIVE, "--yes", "--record", "tests/coffee-live.yaml", stdin=script)
    assert ran.status == 0
    assert ran.out.split("> coffee advice\n")[1].splitlines() == [
        "coffee-expert: Which coffee do you like?",
        "   *  All our beans  https://kavka.example/beans",
        "   1  Light roast",
        "   2  Dark roast",
        "> [Light roast]",
        "coffee-expert: One moment.",
        "coffee-expert: I ask a colleague.",
        "-- handed over to queue 'support'",
        "> are you there?",
        "-- passed on to queue 'support'",
        "-- the chat ends: the contact centre has closed it (queue 'support')",
    ]
    *said, callback, recorded = ran.err.splitlines()
    assert said == [
        "live: this chat may speak to",
        "  api.carrier.example: requests, with the secret 'carrier_token' (file /run/secrets/carrier_token)",
        "  crm.kavka.internal: requests, with the secret 'crm_key' (variable CRM_KEY)",
        f"  localhost:{there.service.port}: what customers write to chatbot 'coffee-expert'",
    ]
    assert re.fullmatch(r"live: chatbots call back at http://127\.0\.0\.1:[0-9]+/callback", callback)
    assert recorded == "recorded in tests/coffee-live.yaml"
    assert there.answers == [200, 200, 200]
    assert [each.get("quickreply") for each in there.posts] == [None, {"name": "light"}]
    assert shop("test", "coffee-live").out == "1 scenario passed\n"


def test_nothing_is_sent_unless_somebody_asks_for_it_and_agrees(shop: Commands) -> None:
    with bot() as there:
        speaks_to(shop, there)
        assert shop("chat", "eshop-cz", *MORNING, stdin="coffee advice\nhello\n").status == 0
        refused = shop(*LIVE, "--bot", "coffee-expert=https://bot.kavka.example/", stdin="coffee advice\n")
        assert (refused.status, refused.out) == (2, "")
        assert "/callback, which chatbots on other machines cannot reach: see --callback\n" in refused.err
        assert "there is no terminal to confirm on, so nothing was sent\nhelp: confirm with --yes\n" in refused.err
        refused = shop.on_terminal(*LIVE, typed="n\ncoffee advice\n")
        assert refused.status == 2
        assert refused.out.endswith("Speak to them? [y/N] routecfg: nothing was sent\n")
        shop.write("world.yaml", "bots: {coffee-expert: {says: From the file}}")
        ran = shop(*LIVE, "--yes", "--world", "world.yaml", stdin="coffee advice\n")
        assert "coffee-expert: From the file\n" in ran.out
        assert "localhost" not in ran.err
    assert there.service.requests == []


def test_on_a_terminal_a_chat_looks_as_its_page_shows_it(shop: Commands) -> None:
    page = (ROOT / "docs/chat.md").read_text(encoding="utf-8")
    command, _, shown = page.partition("\n$ routecfg ")[2].partition("\n```")[0].partition("\n")
    with bot(ASKS, HANDS_OVER) as there:
        arguments = shlex.split(command.replace("localhost:9000", f"127.0.0.1:{there.service.port}"))
        ran = shop.on_terminal(*arguments, typed="y\n/press 3\n/press 1\n\x04", env={"NO_COLOR": "1"})
    assert ran.status == 0
    # all was typed before the first question, so nothing that was typed stands behind one
    unanswered = re.sub(r"^(Speak .*\] |> ).*\n", r"\1", shown, flags=re.MULTILINE)
    seen = ran.out[ran.out.index("live: ") :].replace(f"127.0.0.1:{there.service.port}", "localhost:9000")
    assert re.sub(r"127\.0\.0\.1:[0-9]+", "127.0.0.1:45081", seen) == f"{unanswered}\n> \n"
    assert there.posts[1]["quickreply"] == {"name": "light"}


def test_a_chatbot_may_be_spoken_to_at_another_address(shop: Commands) -> None:
    """The project allows no private host, and does not have to."""
    with bot(ASKS, [{"text": "Let me see"}, {"text": "Nice"}], pause=0.35) as there:
        address = f"coffee-expert={there.service.url('/daktela', '127.0.0.1')}"
        lines = "coffee advice\n/send https://cc.example/photos/1.png?key=x This one\n/wait 1s\n/back\n"
        options = ("--yes", "--bot", address, "--field", "customer-number=22")
        ran = shop(*LIVE, *options, stdin=lines)
    assert ran.out.endswith("coffee-expert: Let me see\ncoffee-expert: Nice\n")
    assert ran.status == 2
    assert "the last step cannot be taken back: something was sent" in ran.err
    fields = there.posts[0]["conversation"]["customFields"]
    assert [each["value"] for each in fields] == ["22", ""]
    assert there.posts[1]["text"] == "This one"
    assert there.posts[1]["attachments"] == [
        {"link": "https://cc.example/photos/1.png?key=x", "title": "1.png", "type": "image/png"}
    ]


def test_a_chatbot_that_says_nothing_and_one_that_is_down(shop: Commands) -> None:
    where = ("--listen", "0", "--callback", "https://tunnel.example/eshop")
    with bot(answer=answer_of(b'{"text": "I do not call back"}')) as there:
        speaks_to(shop, there)
        ran = shop(*LIVE, *where, "--wait", "1s", "--yes", "--record", "silent.yaml", stdin="coffee advice\n")
    assert ran.status == 0
    assert ran.err.splitlines()[-3:] == [
        "live: chatbots call back at https://tunnel.example/eshop",
        f"the chatbot has said nothing within 1 s: {ANSWERS}",
        "recorded in silent.yaml",
    ]
    assert there.posts[0]["conversation"]["response_url"].startswith("https://tunnel.example/eshop?hash=")
    assert "- {says: ''}" in (shop.folder / "silent.yaml").read_text()
    ran = shop(*LIVE, "--yes", "--record", "tests/down.yaml", stdin="coffee advice\n")
    assert "-- the chatbot 'coffee-expert' failed: 'localhost' takes no connections\n" in ran.out
    assert ran.out.endswith("-- handed over to queue 'support'\n")
    assert shop("test", "down").out == "1 scenario passed\n"


# the second one goes the same way until it is printed: it can wait
@pytest.mark.parametrize("form", ["text", pytest.param("json", marks=pytest.mark.slow)])
def test_what_a_chatbot_says_steers_nothing_and_shows_no_secret(shop: Commands, form: str) -> None:
    secret = "sk_live_4eC39HqLyjWDarjtT1zdp7dc"
    hostile = f"\x1b[31m\u202e::error::x\n::error::y {secret}"
    said = {"text": hostile, "quickreply": [{"name": hostile, "text": hostile + "y" * 5000}] * 60}
    with bot([{"text": "z" * 10_000}, said, {"text": "wrong", "hash": hostile}], [{"queue": hostile}]) as there:
        speaks_to(shop, there)
        lines = "coffee advice\nhello\n/why\n"
        ran = shop(*LIVE, "--yes", "--format", form, "--record", "tests/hostile.yaml", stdin=lines)
    assert ran.status == 0
    assert not set("\x1b\u202e") & set(ran.out + ran.err)
    assert "\n::error" not in ran.out
    assert secret not in ran.out + ran.err + (shop.folder / "tests/hostile.yaml").read_text()
    assert "a call was refused: the hash in its body is another than the one in its address\n" in ran.err
    assert there.answers == [200, 200, 403, 200]
    if form == "json":
        for line in ran.out.splitlines():
            VALIDATOR.validate(json.loads(line))
    else:
        assert "-- 5,904 more characters: WhatsApp takes no text of that length\n" in ran.out
        assert "-- 30 more buttons\n" in ran.out
    assert shop("test", "hostile").out == "1 scenario passed\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--callback", "https://a.example"), "'--callback' needs '--live'"),
        (("--listen", "8080"), "'--listen' needs '--live'"),
        (("--wait", "5s"), "'--wait' needs '--live'"),
        (("--bot", "coffee-expert=https://a.example"), "'--bot' needs '--live'"),
        (("--yes",), "'--yes' needs '--live'"),
        (("--field", "customer-number"), "'--field customer-number' does not give a value"),
        (("--field", "number=22"), "'--field': no custom field is called 'number'"),
        (("--live", "--bot", "coffee=http://a"), "'--bot': no chatbot is called 'coffee'"),
        (("--live", "--bot", "coffee-expert=a"), "'--bot' does not give a web address"),
        (
            ("--live", "--world", "world.yaml", "--bot", "coffee-expert=http://a"),
            "'coffee-expert' stands in the file of '--world' and at '--bot'",
        ),
        (("--live", "--wait", "soon"), "'--wait soon' is not a length of time"),
        (("--live", "--listen", "here"), "'--listen here' is not an address and a port"),
        (("--live", "--listen", "127.0.0.1:99999"), "'--listen 127.0.0.1:99999' is not an address and a port"),
        (
            ("--live", "--listen", "192.0.2.1:8080"),
            "at '192.0.2.1:8080': Cannot assign requested address\n",
        ),
        (("--live", "--listen", "no..host:8080"), "chatbots cannot call back at 'no..host:8080': "),
        (("--live", "--listen", "0.0.0.0:8080"), "does not say at which address chatbots reach this machine"),
        (("--live", "--listen", "[0::0]:8080"), "does not say at which address chatbots reach this machine"),
        (("--live", "--listen", "0:8080"), "'--listen 0:8080' is not an address and a port"),
        (("--live", "--listen", "127.1:8080"), "'--listen 127.1:8080' is not an address and a port"),
        (("--live", "--callback", "https://a.example"), "'--callback' needs '--listen'"),
        (("--live", "--listen", "0", "--callback", "ftp://a"), "'--callback' is not a web address"),
        (("--live", "--listen", "0", "--callback", "https://a/?b"), "the address of '--callback' has a '?'"),
    ],
)
def test_what_does_not_fit_together_is_said_before_anything_is_sent(
    shop: Commands, options: tuple[str, ...], said: str
) -> None:
    ran = shop("chat", "eshop-cz", *MORNING, *options, stdin="hello\n")
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
