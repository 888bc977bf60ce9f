"""Redirects: each address is checked like the first one, and strangers learn nothing."""

import socket
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routecfg.engine import Placeholder
from routecfg.engine.world import Outcome
from routecfg.ip_addresses import Reach, reach_of
from routecfg.model import SecretReference
from world.services import Service, answer_of, asked, client, saying, service, serving_nobody, to

DONE = answer_of(b"true")


def requested(running: Service) -> list[str]:
    """The paths that were asked for."""
    return [request.split(" ")[1] for request in running.requests]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(status: int) -> None:
    with service(saying(to("/b", status), DONE)) as running:
        assert client().get(asked(running.url("/a/"))) == Outcome(200, True)
    assert requested(running) == ["/a/", "/b"]


@pytest.mark.parametrize(
    ("location", "path"), [("b?x=1#y", "/a/b?x=1"), ("?c", "/a/?c"), ("/ž b", "/%C5%BE%20b"), ("../../b", "/b")]
)
def test_a_redirect_is_followed_from_where_the_request_was(location: str, path: str) -> None:
    with service(saying(to(location), DONE)) as running:
        assert client().get(asked(running.url("/a/"))) == Outcome(200, True)
    assert requested(running) == ["/a/", path]


def test_a_redirect_may_lead_to_another_host() -> None:
    with service(saying(DONE)) as second, service(saying(to(second.url("/x", "127.0.0.1")))) as first:
        assert client("127.0.0.1").get(asked(first.url())) == Outcome(200, True)


def test_redirects_end() -> None:
    with service(saying(to("/again"))) as running:
        assert client().get(asked(running.url())) == Outcome(why="it redirects more than 5 times")
    assert len(running.requests) == 6


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://localhost/",
        "https://a:b@localhost/",
        "http://[",
        "http://localhost:0/",
        "http://localhost:99999/",
        "https://%31/",
    ],
)
def test_a_redirect_to_what_is_no_web_address_is_refused(location: str) -> None:
    with service(saying(to(location))) as running:
        found = client().get(asked(running.url()))
    assert found == Outcome(why="'localhost' redirects to an address that cannot be called")


@pytest.mark.parametrize("host", ["intranet.acme.internal", "2130706433", "[::1]", "127.0.0.1"])
def test_a_redirect_into_the_network_is_refused(host: str) -> None:
    with service(saying(to(f"https://{host}/"))) as running:
        found = client().get(asked(running.url()))
    name = host.strip("[]")
    assert found.why == f"the host '{name}' is not allowed: it stands in a private network, and not under 'allow_hosts'"


def test_a_redirect_to_plain_http_is_refused() -> None:
    with service(saying(to("http://shop.example/"))) as running:
        found = client().get(asked(running.url()))
    assert found.why == "the host 'shop.example' is not allowed without https: it is not under 'allow_hosts'"


def test_an_allowed_host_cannot_redirect_to_the_metadata_of_a_cloud() -> None:
    def look_up(host: str, _port: int) -> Sequence[str]:
        return ["169.254.169.254" if host == "metadata" else "127.0.0.1"]

    with service(saying(to("http://metadata/latest"))) as running:
        found = client("metadata", resolve=look_up).get(asked(running.url()))
    assert found.why == "the host 'metadata' is not allowed: no web service stands at its address"


def test_headers_and_secrets_are_not_sent_to_another_site() -> None:
    headers = {"Authorization": "Bearer SECRET", "Cookie": "a=b", "X-Shop": "cz"}
    trusted = client(secrets={"key": SecretReference(env="KEY")}, environment={"KEY": "hunter2"})
    with service(saying(DONE)) as second, service(saying(to("/own"), to(second.url("/theirs")))) as first:
        given = asked(first.url(), headers=headers, placeholders=(Placeholder("key", 7, "Authorization"),))
        assert trusted.get(given) == Outcome(200, True)
    assert requested(first) == ["/", "/own"]
    assert all("authorization: Bearer hunter2" in request for request in first.requests)
    assert requested(second) == ["/theirs"]
    assert all(word not in second.requests[0] for word in ("hunter2", "authorization", "cookie", "x-shop"))


def test_a_post_is_not_redirected() -> None:
    with service(saying(to("/elsewhere", 307))) as running:
        assert client().post(running.url(), {"text": "hello"}) == Outcome(307)
    assert len(running.requests) == 1


def test_the_address_that_was_checked_is_the_one_that_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that changes between looking it up and connecting gains nothing: it is looked up once."""
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    connected = []

    def connect(address: tuple[str, int], _timeout: float) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    found = client(resolve=lambda *_: answers.pop(0)).get(asked("https://shop.example/"))
    assert found == Outcome(why="'shop.example' takes no connections")
    assert connected == [("93.184.216.34", 443)]


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    for addresses in (["93.184.216.34", "10.0.0.1"], ["10.0.0.1", "93.184.216.34"], ["93.184.216.34", "::ffff:7f00:1"]):
        with serving_nobody():
            why = client(resolve=lambda *_: addresses).get(asked("https://shop.example/")).why  # noqa: B023 - called at once
        assert why.endswith("it stands in a private network, and not under 'allow_hosts'")


@settings(max_examples=30)
@given(st.lists(st.ip_addresses().map(str), max_size=4), st.booleans())
def test_only_addresses_that_may_be_called_are_connected_to(addresses: list[str], listed: bool) -> None:
    allowed = {Reach.PUBLIC, Reach.PRIVATE} if listed else {Reach.PUBLIC}
    connected: list[str] = []

    def connect(address: tuple[str, int], _timeout: float) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "create_connection", connect)
        client(*["shop.example"] * listed, resolve=lambda *_: addresses).get(asked("https://shop.example/"))
    fit = all(reach_of(each) in allowed for each in addresses)
    assert connected == (list(dict.fromkeys(addresses)) if fit else [])
