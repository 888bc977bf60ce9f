"""What is sent: exactly one request, to the host that was checked, whatever stands in addresses and headers."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from routecfg.engine.world import Outcome
from routecfg.world.bounds import GivenUpError
from routecfg.world.network import resolve
from routecfg.world.web_address import WebAddress, target
from world.services import answer_of, asked, client, saying, service, serving_nobody

NOT_AN_ADDRESS = "the address does not begin with https:// and the name of a host"
BEHIND_THE_HOST = "something else than a port or a path stands behind the host of the address"
NO_NAME = "the host of the address is no name of a host"


@pytest.mark.parametrize(
    ("rest", "path"),
    [
        ("", "/"),
        ("/", "/"),
        ("?a", "/?a"),
        ("/a b\r\nX-Evil: 1", "/a%20b%0D%0AX-Evil:%201"),
        ("/\u017eluťoučký?q=kůň", "/%C5%BElu%C5%A5ou%C4%8Dk%C3%BD?q=k%C5%AF%C5%88"),
        ("/a%20b%2Fc", "/a%20b%2Fc"),
        ("/#fragment?x", "/"),
        ('/a\\b<">^`{|}[]', "/a%5Cb%3C%22%3E%5E%60%7B%7C%7D%5B%5D"),
        ("//evil.example/../x", "//evil.example/../x"),
        ("/a@b:c", "/a@b:c"),
        ("/x\n", "/x"),
        ("/\x00\u2028\x7f", "/%00%E2%80%A8%7F"),
    ],
)
def test_a_path_is_sent_as_one_word(rest: str, path: str) -> None:
    with service(saying(answer_of(b"1"))) as running:
        assert client().get(asked(running.url(rest))) == Outcome(200, 1)
    assert running.requests[0].startswith(f"GET {path} HTTP/1.1\r\n")
    assert running.requests[0].count("\r\n\r\n") == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", NOT_AN_ADDRESS),
        ("shop.example/", NOT_AN_ADDRESS),
        ("//shop.example/", NOT_AN_ADDRESS),
        ("file:///etc/passwd", NOT_AN_ADDRESS),
        ("ftp://shop.example/", NOT_AN_ADDRESS),
        ("https:/shop.example/", NOT_AN_ADDRESS),
        (" https://shop.example/", NOT_AN_ADDRESS),
        ("https://", NO_NAME),
        ("https:///path", NO_NAME),
        ("https://?", NO_NAME),
        ("https://.../", NO_NAME),
        ("https://a..b/", NO_NAME),
        ("https://shop example/", NO_NAME),
        ("https://shop.example\r\nX/", NO_NAME),
        ("https://shop%2eexample/", NO_NAME),
        ("https://*/", NO_NAME),
        ("https://[]/", NO_NAME),
        ("https://[:]/", NO_NAME),
        ("https://[127.0.0.1]/", NO_NAME),
        (f"https://{'a' * 64}.example/", NO_NAME),
        (f"https://{'a.' * 130}example/", NO_NAME),
        ("https://\ud800.example/", NO_NAME),
        ("https://[::1]x/", BEHIND_THE_HOST),
        ("https://shop.example\\@evil.example/", BEHIND_THE_HOST),
        ("https://shop.example:x/", BEHIND_THE_HOST),
        ("https://shop.example:443x/", BEHIND_THE_HOST),
        ("https://[::1]x/", BEHIND_THE_HOST),
        ("https://[::1%25eth0]/", BEHIND_THE_HOST),
        ("https://shop.example:0/", "the port of the address does not exist"),
        ("https://shop.example:65536/", "the port of the address does not exist"),
        ("https://shop.example/\ud800", "the address holds half a character"),
    ],
)
def test_what_is_no_web_address_is_not_called(url: str, why: str) -> None:
    with serving_nobody():
        assert client(resolve=lambda *_: ["93.184.216.34"]).get(asked(url)) == Outcome(why=why)
        assert client(resolve=lambda *_: ["93.184.216.34"]).post(url, {}) == Outcome(why=why)


@pytest.mark.parametrize("url", ["https://user@shop.example/", "https://a:b@shop.example/", "https://@shop.example/"])
def test_neither_chatbots_nor_hosts_that_data_choose_are_called_with_a_user(url: str) -> None:
    refused = Outcome(why="a name or a password stands before the host of the address")
    with serving_nobody():
        assert client().post(url, {}) == refused
        assert client().get(asked(url, open_host=True)) == refused


@pytest.mark.parametrize(
    "host", ["straße.example", "１２７.0.0.1", "shop。example", "ⓢhop.example", "\u200dshop.example"]
)
def test_a_host_that_can_be_read_in_two_ways_is_refused(host: str) -> None:
    with serving_nobody():
        assert client().get(asked(f"https://{host}/")).why


def test_an_international_host_is_looked_up_as_it_is_registered() -> None:
    for host in ("Příklad.example", "xn--pklad-zsa96e.example", "XN--PKLAD-ZSA96E.example"):
        assert WebAddress.read(f"https://{host}:8443/x").authority == "xn--pklad-zsa96e.example:8443"
    assert WebAddress.read("https://xn--strae-oqa.example/").host == "xn--strae-oqa.example"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0",
        "10.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[fd00:ec2::254]",
    ],
)
def test_no_way_to_write_a_private_address_gets_there(host: str) -> None:
    """The system itself looks these up: what it makes of a number is what is checked."""
    with serving_nobody():
        asks = client(resolve=resolve).get(asked(f"https://{host}/")).why
        posts = client(resolve=resolve).post(f"https://{host}/", {}).why
    assert asks == posts
    assert asks.startswith(("the host ", "there is no host "))


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "localhost.", "LocalHost."])
def test_an_allowed_host_is_allowed_however_it_is_written(host: str) -> None:
    with service(saying(answer_of(b"1"))) as running:
        assert client().get(asked(running.url(host=host))) == Outcome(200, 1)
    assert f"host: localhost:{running.port}\r\n" in running.requests[0]


@pytest.mark.parametrize("host", ["xlocalhost", "localhost.evil.example", "evil-localhost", "localhost-", "local.host"])
def test_only_the_host_itself_is_allowed(host: str) -> None:
    with serving_nobody():
        assert "is not allowed" in client().get(asked(f"http://{host}/")).why
        assert "is not allowed" in client().get(asked(f"https://{host}/")).why


def test_headers_that_say_how_to_send_are_not_the_project_s() -> None:
    """They come with requests that are copied from other clients."""
    headers = {
        "Host": "intranet",
        "Content-Length": "10",
        "Transfer-Encoding": "chunked",
        "connection": "keep-alive",
        "Upgrade": "websocket",
        "Proxy-Authorization": "x",
        "ACCEPT-ENCODING": "br",
        "Accept": "*/*",
    }
    with service(saying(answer_of(b"1"))) as running:
        assert client().get(asked(running.url(), headers=headers)) == Outcome(200, 1)
    head, *sent = running.requests[0].strip().split("\r\n")
    assert head == "GET / HTTP/1.1"
    assert sorted(each for each in sent if not each.startswith("user-agent:")) == [
        "accept-encoding: gzip",
        "accept: */*",
        "connection: close",
        f"host: localhost:{running.port}",
    ]


@pytest.mark.parametrize("name", ["A B", "A:", "", "Á", "A\r\nB"])
def test_a_header_has_a_plain_name(name: str) -> None:
    with serving_nobody():
        found = client().get(asked("http://localhost/", headers={name: "x"}))
    assert found == Outcome(why="a header has a name that cannot be sent")


@pytest.mark.parametrize("text", ["a\r\nB: c", "a\nB: c", "a\rb", "a\x00b", "a\x7f", "a\ud800"])
def test_a_header_is_one_line(text: str) -> None:
    with serving_nobody():
        found = client().get(asked("http://localhost/", headers={"X": text}))
    assert found == Outcome(why="the header 'X' holds characters that cannot be sent, such as a line break")


def test_headers_are_sent_as_text() -> None:
    headers = {"X-Name": " Žofie\tB ", "X-Empty": "", "Accept": "application/vnd.acme+json", "user-agent": "chat"}
    with service(saying(answer_of(b"1"))) as running:
        assert client().get(asked(running.url(), headers=headers)) == Outcome(200, 1)
    lines = running.requests[0].split("\r\n")
    assert {"x-name: Žofie\tB", "x-empty: ", "accept: application/vnd.acme+json", "user-agent: chat"} <= set(lines)


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with service(saying(answer_of(b"1"))) as running:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")
        assert client().get(asked(running.url())) == Outcome(200, 1)


@pytest.mark.parametrize("content", [{"a": "\ud800"}, {"a": object()}, {1: float}])
def test_what_cannot_be_written_as_json_is_not_posted(content: object) -> None:
    with serving_nobody():
        found = client().post("http://localhost/", content)
    assert found == Outcome(why="what is to be sent cannot be written as JSON")


PIECES = (
    *("a.example", "127.0.0.1", "[::1]", "é", "xn--9ca", "-", "_", ":", ":80", "/", "//", "/x", "?", "#", "@", "\\"),
    *(
        "[",
        "]",
        "%",
        "%2e",
        "%00",
        "\r\n",
        "\t",
        " ",
        "\u3002",
        "\u200d",
        "\u2100",
        "\uff0f",
        "\x00",
        "SECRET",
        "https://",
    ),
)


BEGINNINGS = ("https://", "HTTP://a.example", "https://a.example", "https://a.example/", "https://[::1]", "https:")


@given(st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
@example("https://", "a.example:80:90")
@example("https://", "a.example\t.b")
@example("https://", "[::1]:443\\@a.example")
def test_the_host_that_is_checked_is_the_one_that_others_read(beginning: str, rest: str) -> None:
    """`urllib` reads an address in the lax way of browsers. Where both find a host it is the same."""
    try:
        address = WebAddress.read(beginning + rest, may_name_user=True)
        path = target(address.rest)
    except GivenUpError:
        return
    assert path.isascii()
    assert path.isprintable()
    assert " " not in path
    other = urlsplit(address.origin + path)
    assert other.hostname
    assert (other.scheme, other.hostname, other.port or {"http": 80, "https": 443}[other.scheme]) == address[:3]
    assert other.username is None
    assert other.path + (f"?{other.query}" if "?" in path else "") == path
    lax = urlsplit(beginning + rest)
    assert lax.hostname is not None
    host = f"[{lax.hostname}]" if ":" in lax.hostname else lax.hostname
    assert WebAddress.read(f"https://{host}").host == address.host
