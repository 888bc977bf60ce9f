"""The server of the page: on 127.0.0.1, for the page that has the token, until it is stopped."""

import asyncio
import secrets
import socket
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import Any, Final

import msgspec
import uvicorn

from routecfg import ISSUES
from routecfg.diagnostics import CannotRun
from routecfg.diagnostics.fault import fault
from routecfg.preview.following import Following
from routecfg.preview.opened import Opened
from routecfg.preview.page import page
from routecfg.preview.routes import NotFound, answer, done
from routecfg.preview.security import FIXED, LARGEST_BODY, LONGEST_PATH, NOTHING, Guard

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]

HOST: Final = "127.0.0.1"
_LONG_POLL: Final = 25.0
"""Seconds after which a question for a newer version is answered without one."""
_LONGEST_HEAD: Final = 1 << 14
_MOST_CONNECTIONS: Final = 64
_MOST_KNOWN: Final = 2_000
"""Answers that are kept until the files change."""
_NOW: Final = "/api/now?after="
_NOTHING_HERE: Final = "there is nothing at this address"
_JSON: Final = b"application/json"
_TEXT: Final = b"text/plain; charset=utf-8"


class Reply(msgspec.Struct, frozen=True):
    """An answer to a request."""

    status: int
    kind: bytes
    body: bytes
    policy: bytes = NOTHING


def listening(port: int) -> socket.socket:
    """A socket that nobody outside this machine reaches; with port 0 on any free port. Raises CannotRun."""
    # asyncio sends small pieces at once only if a socket names its protocol; else each answer takes 40 ms longer.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.bind((HOST, port))
        made.listen(_MOST_CONNECTIONS)  # a browser that is fast waits until the server answers
    except OSError as error:
        made.close()
        raise CannotRun(
            f"port {port} of this machine cannot be used: {(error.strerror or 'it is taken').lower()}",
            "leave out --port to use any free port",
        ) from None
    return made


class PreviewServer(uvicorn.Server):
    """Serves a project on a socket. `address` is what the browser opens."""

    def __init__(self, following: Following, bound: socket.socket) -> None:
        self._following = following
        self._bound = bound
        port = bound.getsockname()[1]
        token = secrets.token_urlsafe(32)
        self._guard = Guard(port, token)
        self.address = f"http://{HOST}:{port}/#token={token}"
        self._stop = threading.Event()
        self._worker = ThreadPoolExecutor(1, "views")
        self._known: dict[str, bytes] = {}
        self._known_version = 0
        super().__init__(
            uvicorn.Config(
                self._app,
                interface="asgi3",
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                limit_concurrency=_MOST_CONNECTIONS,
                timeout_graceful_shutdown=2,
                h11_max_incomplete_event_size=_LONGEST_HEAD,
            )
        )

    def run_until_stopped(self) -> None:
        """Serves until Ctrl-C, or until the process is told to end."""
        follower = threading.Thread(target=self._following.follow, args=(self._stop, self._announce), daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        follower.start()
        try:
            with suppress(KeyboardInterrupt):
                self.run([self._bound])
        finally:
            self._stop.set()
            self._worker.shutdown(wait=False, cancel_futures=True)
            follower.join(2)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to listen."""
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn calls it so
        """Ends in good order, as it should: uvicorn would let the process die of the signal in the end."""
        self.force_exit = self.should_exit
        self.should_exit = True
        self._announce()

    def _announce(self) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def _app(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] == "http":
            reply = await self._reply(scope, receive)
            headers = [
                *FIXED,
                (b"content-type", reply.kind),
                (b"content-length", str(len(reply.body)).encode()),
                (b"content-security-policy", reply.policy),
            ]
            await send({"type": "http.response.start", "status": reply.status, "headers": headers})
            await send({"type": "http.response.body", "body": reply.body})

    async def _reply(self, scope: _Message, receive: _Receive) -> Reply:
        target = scope["raw_path"].decode("latin-1")
        if scope["query_string"]:
            target += "?" + scope["query_string"].decode("latin-1")
        if len(target) > LONGEST_PATH:
            return _said(414, "this address is too long")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > _LONGEST_HEAD:
            return _said(431, "there is too much in the head of this request")
        refusal = self._guard.refusal(scope["headers"], secret=target.startswith("/api/"))
        if refusal is not None:
            return _said(403, refusal)
        if scope["method"] not in ("GET", "POST"):
            return _said(405, "only GET and POST are answered")
        if target == "/" and scope["method"] == "GET":
            html, policy = page()
            return Reply(200, b"text/html; charset=utf-8", html.encode(), policy.encode())
        if scope["method"] == "POST":
            body = await _body(receive)
            if body is None:
                return _said(413, f"no more than {LARGEST_BODY >> 10} KiB are read")
            return await self._worked_out(lambda opened: done(opened, target, body))
        if target.startswith(_NOW):
            return await self._now(target.removeprefix(_NOW))
        return await self._worked_out(partial(self._viewed, target))

    async def _now(self, after: str) -> Reply:
        if not after.isascii() or not after.isdecimal() or len(after) > 18:
            return _said(404, _NOTHING_HERE)
        if self._following.newest.version <= int(after) and not self.should_exit:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), _LONG_POLL)
        return Reply(200, _JSON, msgspec.json.encode({"version": self._following.newest.version}))

    async def _worked_out(self, answered: Callable[[Opened], bytes]) -> Reply:
        """An answer that takes time, of the state that is newest when its turn comes: older ones are of no use."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._reply_of, answered)

    def _reply_of(self, answered: Callable[[Opened], bytes]) -> Reply:
        try:
            with self._following.busy:
                return Reply(200, _JSON, answered(self._following.newest))
        except NotFound:
            return _said(404, _NOTHING_HERE)
        except CannotRun as error:
            return _said(409, f"{error.message}: {error.help}" if error.help else error.message)
        except msgspec.MsgspecError:
            return _said(400, "this is not what can be asked here")
        except Exception as error:
            return _said(500, f"{fault(error)}; please report it at {ISSUES}")

    def _viewed(self, target: str, opened: Opened) -> bytes:
        if opened.version != self._known_version or len(self._known) > _MOST_KNOWN:
            self._known, self._known_version = {}, opened.version
        if target not in self._known:
            self._known[target] = answer(opened, target)
        return self._known[target]


def _said(status: int, text: str) -> Reply:
    return Reply(status, _TEXT, f"{text}\n".encode())


async def _body(receive: _Receive) -> bytes | None:
    """The body of a request; None if it is too large."""
    body = b""
    while True:
        message = await receive()
        piece: bytes = message.get("body", b"")
        body += piece
        if len(body) > LARGEST_BODY:
            return None
        if not message.get("more_body", False):
            return body
