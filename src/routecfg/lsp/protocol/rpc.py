"""JSON-RPC 2.0: answers, notices and refusals."""

from typing import Any, Final, TypeAlias

import msgspec

PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
INTERNAL_ERROR: Final = -32603
NOT_INITIALIZED: Final = -32002
REQUEST_CANCELLED: Final = -32800
REQUEST_FAILED: Final = -32803

Id: TypeAlias = int | str


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """A request gets no result: the code of the protocol, and a sentence."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code: Final = code
        self.message: Final = message


class Error(msgspec.Struct, frozen=True):
    """Why a request gets no result."""

    code: int
    message: str


class Answer(msgspec.Struct, frozen=True):
    """The result of a request, which may be nothing."""

    id: Id
    result: Any
    jsonrpc: str = "2.0"


class Refusal(msgspec.Struct, frozen=True):
    """An answer without a result. `id` is None if nobody knows which request it was."""

    id: Id | None
    error: Error
    jsonrpc: str = "2.0"


class Notice(msgspec.Struct, frozen=True):
    """What the editor is told without being asked."""

    method: str
    params: Any
    jsonrpc: str = "2.0"


class Question(msgspec.Struct, frozen=True):
    """What the editor is asked."""

    id: Id
    method: str
    params: Any
    jsonrpc: str = "2.0"
