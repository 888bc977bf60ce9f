"""The HTTP client: one request at a time, to hosts that may be called, within bounds."""

import re
import ssl
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import httpcore2
import msgspec

from routecfg import __version__
from routecfg.engine.events import Asked, Placeholder
from routecfg.engine.world import Outcome
from routecfg.model import SecretReference
from routecfg.world.answers import body, header, json_in, without
from routecfg.world.bounds import Bounds, Deadline, GivenUpError
from routecfg.world.network import GuardedNetwork, Resolve, resolve
from routecfg.world.secrets import Secrets, basic, filtered, put_in, put_in_part
from routecfg.world.web_address import WebAddress, target

_SUCCESS: Final = range(200, 300)
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_OF_THE_CONNECTION: Final = frozenset(
    ("accept-encoding", "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization",
     "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade")
)  # fmt: skip
"""Headers that say how a request is sent, and to whom. What a project writes there was copied from another client."""

_OURS: Final = {"accept": "application/json", "accept-encoding": "gzip", "user-agent": f"routecfg/{__version__}"}
"""What a request says if it does not say so itself."""


class Client:
    """Makes requests for chats. It may be used by several threads at once; nothing is kept between requests."""

    def __init__(
        self,
        secrets: Mapping[str, SecretReference],
        allow_hosts: Collection[str],
        environment: Mapping[str, str],
        folder: Path,
        *,
        agreed: Mapping[str, Collection[str]] | None = None,
        bounds: Bounds | None = None,
        resolve: Resolve = resolve,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """`secrets` and `allow_hosts` are those of the project.

        Secrets are looked up in `environment`, and in files: any that a path from the root of the system names, and
        those in `folder`, the project's. `agreed` has the hosts that requests may name, with unusual ports, and the
        secrets that each may get; None: any. `trust` says which certificates are trusted; None: those that the system
        trusts, or those in the file that SSL_CERT_FILE names.
        """
        self._secrets = Secrets(secrets, environment, folder)
        self._allowed = frozenset(allow_hosts)
        self._agreed = agreed
        self._bounds = bounds or Bounds()
        self._resolve = resolve
        self._given_trust = trust

    def get(self, asked: Asked) -> Outcome:
        """Makes a request, with the secrets that it names, and follows redirects.

        Gives a status, JSON if the status is a success and JSON came with it, or why there is no answer. It never
        raises, and no secret is in what it gives.
        """
        used: list[str] = []
        try:
            found = self._get(asked, used)
        except GivenUpError as error:
            return Outcome(why=without(used, str(error)))
        return msgspec.structs.replace(found, json=without(used, found.json))

    def post(self, url: str, content: Any) -> Outcome:
        """Posts JSON to a chatbot. Gives a status, and JSON if there is any in the answer, or why there is none.

        Redirects are not followed: what customers write goes where the project says, and nowhere else. Never raises.
        """
        try:
            sent = msgspec.json.encode(content)
        except (TypeError, ValueError, RecursionError):
            return Outcome(why="what is to be sent cannot be written as JSON")
        try:
            deadline = Deadline(self._bounds.seconds)
            address = self._allowed_address(WebAddress.read(url))
            headers = {"content-type": "application/json; charset=utf-8"}
            with self._answer("POST", address, address.rest, headers, sent, deadline) as response:
                return self._outcome(response, deadline)
        except GivenUpError as error:
            return Outcome(why=str(error))

    def _get(self, asked: Asked, used: list[str]) -> Outcome:
        """The same as `get`. `used` gets the secrets that are sent. Raises GivenUpError."""
        deadline = Deadline(self._bounds.seconds)
        address = self._allowed_address(WebAddress.read(asked.url, may_name_user=not asked.open_host))
        values = self._values(asked, address, used)
        in_address = [(each.start, value) for each, value in values if not each.header]
        rest = put_in_part(address.rest, address.start, in_address)
        headers = _headers(asked.headers, values)
        if address.user:
            authorization = basic(put_in_part(address.user, address.user_start, in_address))
            used.append(authorization.split()[1])
            headers = {"authorization": authorization, **headers}
        for _ in range(self._bounds.redirects + 1):
            with self._answer("GET", address, rest, headers, b"", deadline) as response:
                location = header(response.headers, b"location")
                if response.status not in _REDIRECTS or not location:
                    return self._outcome(response, deadline)
            following = self._allowed_address(address._replace(rest=rest).leads_to(location))
            if address.scheme == "https" and following.scheme == "http":
                raise GivenUpError(f"'{address.host}' redirects to an address without https")
            if following.origin != address.origin:
                headers = {}  # any of them may say who we are
            address, rest = following, following.rest
        raise GivenUpError(f"it redirects more than {self._bounds.redirects} times")

    def _values(self, asked: Asked, address: WebAddress, used: list[str]) -> list[tuple[Placeholder, str]]:
        """What belongs into each place of a secret. `used` gets the secrets. Raises GivenUpError."""
        if asked.open_host and asked.placeholders:
            raise GivenUpError("a secret is not sent to a host that data of the chat choose")
        if self._agreed is not None and not asked.open_host and address.authority not in self._agreed:
            raise GivenUpError(f"nobody has agreed to requests to '{address.authority}'")
        values = []
        for each in asked.placeholders:
            before = address.user_start <= each.start < address.user_start + len(address.user)
            if not each.header and each.start < address.start and not before:
                raise GivenUpError("a secret stands where the address names the host")
            if self._agreed is not None and each.name not in self._agreed.get(address.authority, ()):
                raise GivenUpError(f"nobody has agreed that '{address.authority}' gets the secret '{each.name}'")
            secret = self._secrets.found(each.name)
            values.append((each, filtered(secret, each)))
            used += (secret, values[-1][1])
        return values

    def _allowed_address(self, address: WebAddress) -> WebAddress:
        """The address, if it is https or may do without. Raises GivenUpError."""
        if address.scheme == "http" and address.host not in self._allowed:
            raise GivenUpError(f"the host '{address.host}' is not allowed without https: it is not under 'allow_hosts'")
        return address

    @contextmanager
    def _answer(
        self, method: str, address: WebAddress, rest: str, headers: dict[str, str], content: bytes, deadline: Deadline
    ) -> Iterator[httpcore2.Response]:
        """The answer to one request, without its body. Raises GivenUpError, also while the body is read."""
        network = GuardedNetwork(deadline, self._resolve, may_be_private=address.host in self._allowed)
        url = httpcore2.URL(
            scheme=address.scheme.encode(), host=address.host.encode(), port=address.port, target=target(rest).encode()
        )
        sent = {"host": address.authority, **_OURS, **headers, "connection": "close"}
        if method == "POST":
            sent["content-length"] = str(len(content))
        request = httpcore2.Request(
            method,
            url,
            headers=[(name.encode(), value.encode()) for name, value in sent.items()],
            content=content,
        )
        trust = self._trust if address.scheme == "https" else None  # takes a while to load
        with closing(httpcore2.HTTPConnection(url.origin, trust, network_backend=network)) as connection:
            try:
                yield connection.handle_request(request)
            except httpcore2.RemoteProtocolError:
                raise GivenUpError(f"'{address.host}' broke off, or answers with something else than HTTP") from None
            except (httpcore2.ProtocolError, httpcore2.NetworkError, httpcore2.TimeoutException):
                raise GivenUpError(f"'{address.host}' cannot be asked this way") from None

    def _outcome(self, response: httpcore2.Response, deadline: Deadline) -> Outcome:
        """The outcome of an answer. Its body is read only if the status means success."""
        if response.status not in _SUCCESS:
            return Outcome(response.status)
        coding = header(response.headers, b"content-encoding")
        return Outcome(response.status, json_in(body(response.iter_stream(), coding, self._bounds.bytes, deadline)))

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        try:
            return self._given_trust or httpcore2.default_ssl_context()
        except OSError:
            raise GivenUpError("the certificates to trust cannot be read: is SSL_CERT_FILE right?") from None


def _headers(written: Mapping[str, str], values: list[tuple[Placeholder, str]]) -> dict[str, str]:
    """The headers of a request with their secrets, by names in small letters. Raises GivenUpError."""
    headers: dict[str, str] = {}
    for name, text in written.items():
        lower = name.lower()
        if not _NAME.fullmatch(name):
            raise GivenUpError("a header has a name that cannot be sent")
        if lower in _OF_THE_CONNECTION:
            continue
        value = put_in(text, ((each.start, secret) for each, secret in values if each.header == name)).strip()
        if _CONTROL.search(value) or not _is_whole(value):
            raise GivenUpError(f"the header '{name}' holds characters that cannot be sent, such as a line break")
        headers[lower] = value
    return headers


def _is_whole(text: str) -> bool:
    """Whether a text can be sent: it has no half of a character (an unpaired surrogate)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
