"""What chatbots call back with: a small web server takes it while a chat runs.

Anybody may call a web server. So only a POST to the one address counts, of at most 1 MiB, whole within ten seconds,
with the hash of a chat of this session: in the address, as chatbots are given it, or in the body, as the documentation
has it, and the same in both. It is answered at once, before the chat has looked at it.
"""

import hmac
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import BoundedSemaphore, Event, Thread
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs

import h11
import msgspec

from routecfg.engine.bounds import size_of
from routecfg.world.bounds import Deadline, GivenUpError
from routecfg.world.calls import Call, Refusal

_SECONDS: Final = 10.0
"""For all of a call."""
_CONNECTIONS: Final = 8
"""Connections at once. More wait."""
_PAUSE: Final = 0.1
"""Seconds until the system is asked again for a connection that it could not give."""
_MOST_FIELDS: Final = 20


class Callback(NamedTuple):
    """What a chatbot sent, and the hash in the address that it called."""

    body: dict[str, Any]
    hash: str


class RefusedCall(NamedTuple):
    """A call that was not taken, and why, in words for who runs the chat. What it says may quote the caller."""

    why: str


class Receiver:
    """Takes calls until its block ends. Each is given to `take`, on a thread of its own; False from it means that too
    many are waiting, and the call is refused.

    `path` is that of the address which chatbots call.
    """

    def __init__(
        self, host: str, port: int, path: str, take: Callable[[Callback | RefusedCall], bool], seconds: float = _SECONDS
    ) -> None:
        """Listens at once; `port` 0 takes a free one. `seconds` is for all of a call. Raises OSError."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listening = socket.create_server((host, port), family=family, backlog=2 * _CONNECTIONS)
        self.port: int = self._listening.getsockname()[1]
        self._path = path
        self._take = take
        self._seconds = seconds
        self._hashes: tuple[bytes, ...] = ()
        self._free = BoundedSemaphore(_CONNECTIONS)
        self._is_over = Event()

    def expect(self, hash_: str) -> None:
        """Accepts calls with this hash from now on."""
        self._hashes = (*self._hashes, hash_.encode())

    def __enter__(self) -> "Receiver":
        # nobody waits for daemons when the program ends
        Thread(target=self._accept, name="callbacks", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        with suppress(OSError):  # some systems have nothing to shut down where nobody is connected
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while True:
            self._free.acquire()
            try:
                connection, _ = self._listening.accept()
            except OSError:
                self._free.release()
                if self._is_over.wait(_PAUSE):
                    return
                continue  # the caller is gone, or the system has no more connections for the moment
            Thread(target=self._serve, args=(connection,), name="callback", daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        """One connection, one call."""
        try:
            with connection, suppress(OSError, GivenUpError, h11.ProtocolError):
                call = Call(connection, Deadline(self._seconds))
                try:
                    self._answer(call)
                except h11.RemoteProtocolError:
                    call.answer(400, {"error": "this is not HTTP"})
                except Refusal as refusal:
                    self._take(RefusedCall(refusal.why))
                    call.answer(refusal.status, {"error": refusal.why})
                    call.linger()
        finally:
            self._free.release()

    def _answer(self, call: Call) -> None:
        request = call.request()
        path, _, query = request.target.decode("ascii", "replace").partition("?")
        if path != self._path:
            raise Refusal(404, f"it goes to '{path}', and callbacks to '{self._path}'")
        if request.method != b"POST":
            raise Refusal(405, f"it is a {request.method.decode('ascii', 'replace')}, and callbacks are POSTs")
        body = _read(call.body())
        hash_ = self._hash(query, body)
        if not self._take(Callback(body, hash_)):
            raise Refusal(503, "too much comes at once")
        call.answer(200, {"result": "OK"})

    def _hash(self, query: str, body: Mapping[str, Any]) -> str:
        """The hash, which stands in the address, in the body or in both, and is that of a chat."""
        try:
            given = {*parse_qs(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS).get("hash", ())}
        except ValueError:
            raise Refusal(400, "its address has too many fields") from None
        if body.get("hash"):
            given.add(str(body["hash"]))
        if not given:
            raise Refusal(403, "it has no hash: neither 'hash=' in its address nor 'hash' in its body")
        found: str = given.pop()
        if given:
            raise Refusal(403, "the hash in its body is another than the one in its address")
        sent = found.encode("utf-8", "replace")
        # every hash is compared, in a time that does not depend on where they differ
        if True not in [hmac.compare_digest(sent, known) for known in self._hashes]:
            raise Refusal(403, "its hash belongs to no chat of this session")
        return found


def _read(content: bytes) -> dict[str, Any]:
    """The JSON object of a call."""
    try:
        body = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, ValueError):
        body = None
    if not isinstance(body, dict) or size_of(body) is None:
        raise Refusal(400, "it is not a message: not an object in JSON")
    return body
