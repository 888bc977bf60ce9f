"""Who gets an answer of the preview: its own page, with the token, and nobody else."""

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from commands import EXAMPLES
from routecfg.cache import Cache
from routecfg.preview import routes
from routecfg.preview.answers import Summary
from routecfg.preview.following import Following
from routecfg.preview.routes import Route
from routecfg.preview.security import LARGEST_BODY
from routecfg.preview.server import PreviewServer, listening
from routecfg.workspace import Workspace


class Running(NamedTuple):
    """A server on a loopback socket."""

    port: int
    token: str

    def ask(
        self,
        path: str,
        headers: dict[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes | None = None,
        token: str | None = "",
    ) -> tuple[int, str, dict[str, str]]:
        """A request with the token unless it is None, and the status, the text and the headers of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {} if token is None else {"X-Routecfg-Token": token or self.token}
        connection.request(method, path, body, {**sent, **(headers or {})})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, {name.lower(): value for name, value in answer.getheaders()}


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    project = EXAMPLES / "quickstart"
    following = Following(lambda _, seen: Workspace(project, cache=Cache(None, in_memory=True), seen=seen))
    server = PreviewServer(following, listening(0))
    thread = threading.Thread(target=server.run_until_stopped)
    thread.start()
    try:
        yield Running(int(server.address.split(":")[2].split("/")[0]), server.address.partition("#token=")[2])
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


ASKED = "/api/now?after=0"


def test_the_page_with_the_token_is_answered(running: Running) -> None:
    for headers in (
        {},
        {"Host": f"localhost:{running.port}"},
        {"Origin": f"http://127.0.0.1:{running.port}", "Sec-Fetch-Site": "same-origin"},
    ):
        assert running.ask(ASKED, headers)[:2] == (200, '{"version":1}')


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "routing.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "localhost.evil.example:{port}"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/", ASKED])
def test_others_are_not_answered_even_with_the_token(running: Running, path: str, headers: dict[str, str]) -> None:
    given = {name: value.format(port=running.port) for name, value in headers.items()}
    status, text, _ = running.ask(path, given)
    assert status == 403
    assert text.startswith(("another page", "the preview answers"))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", [ASKED, "/api/summary", "/api/chat", "/api/scenario", "/api/", "/api/nothing"])
@pytest.mark.parametrize("token", [None, "x", "x" * 43])
def test_without_the_token_nothing_is_said(running: Running, method: str, path: str, token: str | None) -> None:
    status, text, _ = running.ask(path, method=method, body=b"{}" if method == "POST" else None, token=token)
    assert (status, text.partition(":")[0]) == (403, "the token is wrong")


def test_a_second_host_or_token_is_refused(running: Running) -> None:
    for extra in (f"Host: 127.0.0.1:{running.port}", f"X-Routecfg-Token: {running.token}"):
        with socket.create_connection(("127.0.0.1", running.port), timeout=20) as connection:
            lines = (f"GET {ASKED} HTTP/1.1", f"Host: 127.0.0.1:{running.port}", f"X-Routecfg-Token: {running.token}")
            connection.sendall("\r\n".join([*lines, extra, "", ""]).encode())
            assert connection.recv(100).split()[1] in (b"400", b"403")


def test_every_answer_forbids_what_it_does_not_need(running: Running) -> None:
    answers = [running.ask("/"), running.ask(ASKED), running.ask("/nothing"), running.ask(ASKED, token="x")]
    for _, _, headers in answers:
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == headers["cross-origin-opener-policy"] == "same-origin"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


def test_the_page_says_nothing_of_the_project(running: Running) -> None:
    status, text, _ = running.ask("/", token=None)
    assert status == 200
    assert running.token not in text
    assert str(EXAMPLES) not in text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(running: Running, method: str) -> None:
    assert running.ask(ASKED, method=method)[0] == 405


@pytest.mark.parametrize(
    "path",
    [
        *("/nothing", "/page.html", "/main.js", "/../routecfg.yaml", "/%2e%2e/routecfg.yaml", "/routecfg.yaml", "//"),
        *("/?x", "/api", "/api/nothing", "/api/now?after=x", "/api/now?after=-1", "/api/now?after=1&after=2"),
        *(
            "/api/tree/",
            "/api/chat",
            "/api/object?at=",
            "/api/object?at=queues",
            "/api/object?at=%ff",
            "/api/change?at=",
        ),
    ],
)
def test_there_is_nothing_elsewhere(running: Running, path: str) -> None:
    assert running.ask(path)[:2] == (404, "there is nothing at this address\n")


def test_what_is_too_large_is_not_read(running: Running) -> None:
    assert running.ask("/api/chat", method="POST", body=b" " * (LARGEST_BODY + 1))[0] == 413
    assert running.ask("/" + "x" * 5_000)[0] == 414
    assert running.ask("/", {"X-Long": "x" * 20_000})[0] == 431


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"number": 1}', b'{"unknown": ""}', b"\xff", b"[" * 100_000])
def test_a_body_of_another_form_is_refused(running: Running, body: bytes) -> None:
    assert running.ask("/api/chat", method="POST", body=body)[:2] == (400, "this is not what can be asked here\n")


def test_a_chat_is_answered(running: Running) -> None:
    status, text, headers = running.ask("/api/chat", method="POST", body=b'{"steps": [{"say": "Hello"}]}')
    assert status == 200, text
    assert headers["content-type"] == "application/json"


def test_a_fault_is_said_and_the_server_goes_on(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> Summary:
        raise KeyError("sk-live-what-stands-in-the-files")

    monkeypatch.setitem(routes.GET, "/api/summary", Route(broken))
    status, text, _ = running.ask("/api/summary")
    assert status == 500
    assert "this is a fault of routecfg" in text
    assert "KeyError" in text
    assert "sk-live" not in text
    assert running.ask(ASKED)[0] == 200


def test_it_listens_on_this_machine_only() -> None:
    with listening(0) as bound:
        assert bound.getsockname()[0] == "127.0.0.1"


def test_no_file_of_the_preview_reads_what_a_request_names() -> None:
    """Addresses are looked up in a table, and what they name in what was read of the project."""
    source = Path(routes.__file__).read_text("utf-8")
    assert "Path" not in source
    assert "open(" not in source
