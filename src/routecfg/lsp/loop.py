"""The loop of the server: messages in as they come, answers out, and between them what is due."""

import queue
import threading
from collections.abc import Callable
from typing import Any, Final

from routecfg.lsp.framing import BrokenStreamError, Oversized, bodies, decoded
from routecfg.lsp.protocol.rpc import Id
from routecfg.lsp.server import Server
from routecfg.workspace import Surroundings

_CANCEL: Final = b"$/cancelRequest"
_MOST_CANCELLED: Final = 1_000


def serve(read: Callable[[int], bytes], write: Callable[[bytes], None], surroundings: Surroundings) -> int:
    """Serves one editor until it says goodbye or is gone; the exit status.

    `read` waits for bytes and returns at most so many, none at the end. Raises what `write` raises.
    """
    inbox: queue.SimpleQueue[bytes | Oversized | None] = queue.SimpleQueue()
    cancelled: dict[Id, None] = {}

    def listen() -> None:
        try:
            for body in bodies(read):
                if isinstance(body, bytes) and _CANCEL in body[:200]:
                    _note_cancelled(body, cancelled)
                inbox.put(body)
        except (BrokenStreamError, OSError):
            pass  # as if the editor were gone: nobody knows where the next message begins
        finally:
            inbox.put(None)

    server = Server(write, surroundings, lambda each: each in cancelled)
    threading.Thread(target=listen, name="messages", daemon=True).start()
    while server.ended is None:
        try:
            body = inbox.get(timeout=server.wait)
        except queue.Empty:
            server.settle()
            continue
        if body is None:
            break
        server.handle(body)
    return server.ended if server.ended is not None else 1


def _note_cancelled(body: bytes, cancelled: dict[Id, None]) -> None:
    """Notes which request is no longer wanted, before those that came earlier are answered."""
    try:
        message: Any = decoded(body)
        identity = message["params"]["id"]
    except (ValueError, RecursionError, KeyError, TypeError):
        return
    if type(identity) in (int, str):
        cancelled[identity] = None
    while len(cancelled) > _MOST_CANCELLED:
        del cancelled[next(iter(cancelled))]
