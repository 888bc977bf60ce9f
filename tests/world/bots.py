"""A chatbot on loopback that speaks the documented protocol: it takes posts, and calls back at the address in them."""

import http.client
import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from world.services import Service, answer_of, service

ANSWER = answer_of(b"{}")


class Bot:
    """A chatbot that says one thing after another: for each post a list of what it calls back with.

    `posts` are the bodies that it got, `answers` the statuses that its calls brought. `pause`: so many seconds are
    between two calls; `hasty`: it calls before it answers the post.
    """

    def __init__(self, says: list[list[dict[str, Any]]], answer: bytes, pause: float, *, hasty: bool) -> None:
        self.posts: list[Any] = []
        self.answers: list[int] = []
        self.service: Service
        self._says = says
        self._answer = answer
        self._pause = pause
        self._hasty = hasty

    @property
    def url(self) -> str:
        return self.service.url("/daktela")

    def take(self, connection: socket.socket, request: bytes) -> None:
        """Answers a post, and says what is next."""
        body = json.loads(request.partition(b"\r\n\r\n")[2])
        self.posts.append(body)
        if not self._hasty:
            connection.sendall(self._answer)
            connection.close()
        for number, said in enumerate(self._says.pop(0) if self._says else ()):
            if number:
                time.sleep(self._pause)
            self.answers.append(call(body["conversation"]["response_url"], said))
        if self._hasty:
            connection.sendall(self._answer)


def call(url: str, body: Any, method: str = "POST", **headers: str) -> int:
    """Calls an address with a body, in JSON unless these are bytes. The status of the answer."""
    address = urlsplit(url)
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=5)
    try:
        connection.request(method, f"{address.path}?{address.query}", content, {"Connection": "close", **headers})
        return connection.getresponse().status
    finally:
        connection.close()


@contextmanager
def bot(*says: list[dict[str, Any]], answer: bytes = ANSWER, pause: float = 0, hasty: bool = False) -> Iterator[Bot]:
    """A chatbot that is there until the block ends."""
    running = Bot([*says], answer, pause, hasty=hasty)
    with service(running.take) as running.service:
        yield running
