"""The client against services that behave, and against those that do not."""

import ast
from pathlib import Path

import msgspec

import routecfg.world
from routecfg.engine.stubs import Reply, Stubs, StubWorld
from routecfg.engine.world import Outcome
from routecfg.world.bounds import Bounds, Deadline
from world.services import answer_of, asked, client, saying, service


def test_a_request_brings_a_status_and_json() -> None:
    with service(saying(answer_of(b'{"status": "shipped"}'))) as shop:
        assert client().get(asked(shop.url("/orders/1?x=y"))) == Outcome(200, {"status": "shipped"})
    head = shop.requests[0].split("\r\n")
    assert head[0] == "GET /orders/1?x=y HTTP/1.1"
    assert f"host: localhost:{shop.port}" in [line.lower() for line in head]


def test_a_post_brings_json_to_a_chatbot() -> None:
    body = {"name": None, "conversation": {"title": "Žádost"}}
    with service(saying(answer_of(b"thanks"))) as bot:
        assert client().post(bot.url("/daktela"), body) == Outcome(200)
    head, _, content = bot.requests[0].partition("\r\n\r\n")
    assert head.startswith("POST /daktela HTTP/1.1\r\n")
    assert msgspec.json.decode(content) == body


def test_a_private_host_is_refused_unless_it_is_allowed() -> None:
    found = client().get(asked("https://crm.acme.internal/"))
    assert found.why == (
        "the host 'crm.acme.internal' is not allowed: it stands in a private network, and not under 'allow_hosts'"
    )


def test_plain_http_is_refused_unless_the_host_is_allowed() -> None:
    found = client().get(asked("http://shop.example/"))
    assert found.why == "the host 'shop.example' is not allowed without https: it is not under 'allow_hosts'"


def test_the_room_itself_loads_nothing() -> None:
    """Chats that are not live detect languages, and would load all that speaks to the network."""
    read = ast.parse(Path(routecfg.world.__file__).read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(read) if isinstance(node, (ast.Import, ast.ImportFrom))]


def test_the_bounds_are_those_of_the_language_page_and_stubs_fail_in_the_same_words() -> None:
    page = " ".join((Path(__file__).parents[2] / "docs/language.md").read_text(encoding="utf-8").split())
    assert "10 seconds for everything: finding the host, connecting, up to five redirects, and the answer" in page
    assert "not JSON or is larger than 1 MiB, packed or unpacked" in page
    assert Bounds() == (10, 1 << 20, 5)
    stubs = Stubs(requests={"https://a.example/": Reply(fails="timeout")})
    assert StubWorld(stubs).answer(asked("https://a.example/")).why == str(Deadline(Bounds().seconds).missed())
