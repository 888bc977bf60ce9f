"""Web services on loopback, for the client to meet: each does what a test says, byte by byte if it must."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

import pytest

from routecfg.engine import Asked
from routecfg.world.bounds import Bounds
from routecfg.world.client import Client

Answering: TypeAlias = Callable[[socket.socket, bytes], None]
"""Gets the connection and the request that came over it."""

NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no certificate. Loading those that the system trusts takes a while."""

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


class Service:
    """A service that takes connections until its block ends. `requests` are those that came, whole."""

    def __init__(self, answering: Answering, listening: socket.socket, *, reads: bool) -> None:
        self.requests: list[str] = []
        self.port: int = listening.getsockname()[1]
        self._answering = answering
        self._listening = listening
        self._reads = reads

    def url(self, rest: str = "/", host: str = "localhost") -> str:
        return f"http://{host}:{self.port}{rest}"

    def run(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.settimeout(5)
                request = _request(connection) if self._reads else b""
                self.requests.append(request.decode())
                self._answering(connection, request)


def _request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        if not (piece := connection.recv(65536)):
            return received
        received += piece
    head, _, content = received.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(content) < length and (piece := connection.recv(65536)):
        content += piece
    return head + b"\r\n\r\n" + content


@contextmanager
def service(answering: Answering, *, reads: bool = True) -> Iterator[Service]:
    """Runs a service. `reads`: it takes the request before it answers; otherwise that is up to `answering`."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = Service(answering, listening, reads=reads)
        thread = threading.Thread(target=running.run)
        thread.start()
        try:
            yield running
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def saying(*answers: bytes) -> Answering:
    """Answers request by request with these bytes; the last ones repeat."""
    left = list(answers)

    def answer(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(left.pop(0) if len(left) > 1 else left[0])

    return answer


def answer_of(content: bytes, head: bytes = OK) -> bytes:
    return head + b"Content-Length: %d\r\n\r\n" % len(content) + content


def to(location: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


def asked(url: str, **rest: object) -> Asked:
    return Asked(at="2026-11-30T12:00:00+01:00", number=1, url=url, save_as="order", **rest)  # type: ignore[arg-type]  # what tests need of it


def here(_host: str, _port: int) -> Sequence[str]:
    """Every name is this machine's."""
    return ["127.0.0.1"]


def client(*allowed: str, seconds: float = 5, **rest: object) -> Client:
    """A client for which all names are this machine's, and that may call `localhost` and what else is allowed."""
    given = {"resolve": here, "environment": {}, "folder": Path("/nowhere"), "secrets": {}, "trust": NOBODY, **rest}
    return Client(allow_hosts=("localhost", *allowed), bounds=Bounds(seconds=seconds), **given)  # type: ignore[arg-type]  # the same


@contextmanager
def serving_nobody() -> Iterator[None]:
    """Whoever connects to anything breaks the test."""

    def connect(address: object, *_rest: object) -> socket.socket:
        raise AssertionError(f"connects to {address}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "create_connection", connect)
        yield
