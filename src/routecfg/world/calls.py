"""One call of a web server: a connection, the request on it, an answer.

By `h11` and not by `http.server`: that has a time limit for each read and none for all of them, and does not read
bodies that come in chunks.
"""

import socket
from collections.abc import Mapping
from typing import Final

import h11
import msgspec

from routecfg.engine.bounds import MOST_DATA
from routecfg.world.bounds import Deadline, GivenUpError

_LINGERING: Final = 2.0
"""Seconds for what a caller still sends after it was refused: a connection cut off at once loses the answer as well."""
_LONGEST_HEAD: Final = 1 << 14
_PIECE: Final = 1 << 16


class Refusal(Exception):  # noqa: N818 - it is an answer, and is caught where answers are given
    """The answer to a call that is not taken: a status, and why, in words for who runs the chat."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class Call:
    """A connection on which one call comes in."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=_LONGEST_HEAD)

    def request(self) -> h11.Request:
        """What is called. Raises OSError, GivenUpError, h11.RemoteProtocolError."""
        event = self._event()
        if not isinstance(event, h11.Request):
            raise OSError
        return event

    def body(self) -> bytes:
        """All of the body. Raises the same, and Refusal for one that is too large or takes too long."""
        content = bytearray()
        try:
            while isinstance(event := self._event(), h11.Data):
                content += event.data
                if len(content) > MOST_DATA:
                    raise Refusal(413, f"it is larger than {MOST_DATA >> 20} MiB")
        except GivenUpError:
            raise Refusal(408, "it did not come to its end in time") from None
        if not isinstance(event, h11.EndOfMessage):
            raise OSError
        return bytes(content)

    def answer(self, status: int, content: Mapping[str, str]) -> None:
        """Answers. Raises OSError."""
        if self._http.our_state not in (h11.SEND_RESPONSE, h11.IDLE):
            return
        data = msgspec.json.encode(content)
        headers = [("content-type", "application/json"), ("content-length", str(len(data))), ("connection", "close")]
        if status == 405:
            headers.append(("allow", "POST"))
        self._connection.settimeout(_LINGERING)
        for event in (h11.Response(status_code=status, headers=headers), h11.Data(data), h11.EndOfMessage()):
            self._connection.sendall(self._http.send(event) or b"")

    def linger(self) -> None:
        """Drops what still comes, for a moment. Raises OSError, GivenUpError."""
        self._connection.shutdown(socket.SHUT_WR)
        deadline = Deadline(_LINGERING)
        while self._receive(deadline):
            pass

    def _event(self) -> object:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            if self._http.they_are_waiting_for_100_continue:
                self._connection.sendall(self._http.send(h11.InformationalResponse(status_code=100, headers=[])) or b"")
            self._http.receive_data(self._receive(self._deadline))
        return event

    def _receive(self, deadline: Deadline) -> bytes:
        """What has come. Raises OSError, GivenUpError."""
        self._connection.settimeout(deadline.left())
        try:
            return self._connection.recv(_PIECE)
        except TimeoutError:
            raise deadline.missed() from None
