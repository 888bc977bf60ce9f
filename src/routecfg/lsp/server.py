"""A session with one editor, from `initialize` to `exit`: which message is for whom, and what is answered.

Nothing here reads or waits. Messages are handed in and answers handed out; `Editor` does what they ask for.
"""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from routecfg import ISSUES, __version__
from routecfg.diagnostics import CannotRun
from routecfg.diagnostics.fault import fault
from routecfg.disclosure import harmless
from routecfg.lsp.editor import Editor
from routecfg.lsp.framing import Oversized, decoded, framed
from routecfg.lsp.protocol import rpc
from routecfg.lsp.protocol.lifecycle import InitializeParams
from routecfg.streams import CannotWriteError
from routecfg.workspace import Surroundings

_ERROR: Final = 1
_WARNING: Final = 2


class Server:
    """Answers messages. `ended` is the exit status once the editor has said goodbye."""

    def __init__(
        self, write: Callable[[bytes], None], surroundings: Surroundings, cancelled: Callable[[rpc.Id], bool]
    ) -> None:
        """`write` takes what goes to the editor; `cancelled` says whether an answer is no longer wanted."""
        self._write: Final = write
        self._surroundings: Final = surroundings
        self._cancelled: Final = cancelled
        self._shut_down = False
        self.editor: Editor | None = None
        self.ended: int | None = None

    def handle(self, body: bytes | Oversized) -> None:
        """Does what a message asks for, and answers it if it wants an answer.

        Raises what `write` raises, and MemoryError.
        """
        if isinstance(body, Oversized):
            self._log(_WARNING, "a message was too large and was left out")
            return
        try:
            message = decoded(body)
        except (ValueError, RecursionError):
            self._refuse(None, rpc.Refused(rpc.PARSE_ERROR, "the message is not JSON"))
            return
        identity = message.get("id") if isinstance(message, dict) else None
        method = message.get("method") if isinstance(message, dict) else None
        if not isinstance(message, dict) or type(identity) not in (int, str, type(None)):
            self._refuse(None, rpc.Refused(rpc.INVALID_REQUEST, "the message is not a request"))
        elif isinstance(method, str):
            self._dispatch(identity, method, message.get("params"), asks="id" in message)
        elif "result" not in message and "error" not in message:  # else it is what the editor answers to a question
            self._refuse(identity, rpc.Refused(rpc.INVALID_REQUEST, "the message names no method"))

    @property
    def wait(self) -> float | None:
        """How many seconds from now something is due; None if nothing is."""
        return self.editor.wait if self.editor is not None else None

    def settle(self) -> None:
        """Checks what has changed, and publishes what is found. Raises what `write` raises, and MemoryError."""
        try:
            if self.editor is not None:
                self.editor.settle()
        except (MemoryError, CannotWriteError):
            raise
        except Exception as error:
            self._log(_ERROR, _reported(error))

    def _dispatch(self, identity: rpc.Id | None, method: str, params: Any, *, asks: bool) -> None:
        try:
            result = self._result(identity, method, params, asks=asks)
            answer = framed(rpc.Answer(identity, result)) if identity is not None else b""
        except rpc.Refused as refused:
            failure = refused
        except CannotRun as cannot:
            words = cannot.message if cannot.help is None else f"{cannot.message}: {cannot.help}"
            failure = rpc.Refused(rpc.REQUEST_FAILED, harmless(words))
        except msgspec.ValidationError:  # its text may quote what was sent
            failure = rpc.Refused(rpc.INVALID_PARAMS, f"{harmless(method)} was sent with other fields than it has")
        except (MemoryError, CannotWriteError):
            raise
        except Exception as error:
            failure = rpc.Refused(rpc.INTERNAL_ERROR, _reported(error))
        else:
            if answer:
                self._write(answer)
            return
        if asks:
            self._refuse(identity, failure)
        elif failure.code != rpc.METHOD_NOT_FOUND:  # a notice may be ignored
            self._log(_ERROR, failure.message)

    def _result(self, identity: rpc.Id | None, method: str, params: Any, *, asks: bool) -> Any:
        if method == "exit":
            self.ended = 0 if self._shut_down else 1
            return None
        if self._shut_down:
            raise rpc.Refused(rpc.INVALID_REQUEST if asks else rpc.METHOD_NOT_FOUND, "the session is over")
        if method == "initialize":
            return self._initialize(params)
        if self.editor is None:
            code = rpc.NOT_INITIALIZED if asks else rpc.METHOD_NOT_FOUND
            raise rpc.Refused(code, "'initialize' must be sent first")
        if method == "shutdown":
            self._shut_down = True
            return None
        if identity is not None and self._cancelled(identity):
            raise rpc.Refused(rpc.REQUEST_CANCELLED, "the request was cancelled")
        return self.editor.handle(method, params)

    def _initialize(self, params: Any) -> Any:
        if self.editor is not None:
            raise rpc.Refused(rpc.INVALID_REQUEST, "'initialize' comes once")
        self.editor = Editor(msgspec.convert(params, InitializeParams), self._send, self._surroundings)
        return self.editor.introduction(__version__)

    def _send(self, message: Any) -> None:
        self._write(framed(message))

    def _refuse(self, identity: rpc.Id | None, why: rpc.Refused) -> None:
        self._send(rpc.Refusal(identity, rpc.Error(why.code, why.message)))

    def _log(self, kind: int, message: str) -> None:
        self._send(rpc.Notice("window/logMessage", {"type": kind, "message": f"routecfg: {message}"}))


def _reported(error: Exception) -> str:
    return f"{fault(error)}: please report it at {ISSUES}"
