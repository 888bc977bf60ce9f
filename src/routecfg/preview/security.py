"""Who may ask the server: the page that it gave out itself, and nobody else on this machine or in the browser.

Every other page that is open in the browser can send requests to 127.0.0.1, and so can every user of this machine. So
what tells anything of the project asks for a token that only the page has. A name of somebody else's that suddenly
leads to 127.0.0.1 (DNS rebinding) is in `Host`, and a request of another page in `Origin` and `Sec-Fetch-Site`.
"""

import hmac
from collections.abc import Iterable
from typing import Final

TOKEN_HEADER: Final = b"x-routecfg-token"
LONGEST_PATH: Final = 4096
"""Bytes of a path with its query. A pointer is a few names long."""
LARGEST_BODY: Final = 1 << 18

FIXED: Final = (
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
"""Headers of every answer."""

NOTHING: Final = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of what is not the page."""


class Guard:
    """Knows the token, and the addresses under which this server is known."""

    def __init__(self, port: int, token: str) -> None:
        self._token = token.encode("ascii")
        self._hosts = {f"{name}:{port}".encode("ascii") for name in ("127.0.0.1", "localhost")}
        self._origins = {b"http://" + host for host in self._hosts}

    def refusal(self, headers: Iterable[tuple[bytes, bytes]], *, secret: bool) -> str | None:
        """Why a request is not answered, in a sentence; None if it is. `secret`: the answer is for the page alone."""
        given: dict[bytes, list[bytes]] = {}
        for name, value in headers:
            given.setdefault(name.lower(), []).append(value)
        host, origin, site = (given.get(name, []) for name in (b"host", b"origin", b"sec-fetch-site"))
        if len(host) != 1 or host[0] not in self._hosts:
            return "the preview answers to 127.0.0.1 and localhost only: open the address that it has printed"
        if any(each not in self._origins for each in origin):
            return "another page asks for this: the preview answers its own page only"
        if any(each not in (b"same-origin", b"none") for each in site):
            return "another page asks for this: open the address that the preview has printed"
        if secret:
            token = given.get(TOKEN_HEADER, [])
            if len(token) != 1 or not hmac.compare_digest(token[0], self._token):
                return "the token is wrong: open the whole address that the preview printed, with the part after #"
        return None
