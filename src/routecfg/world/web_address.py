"""Web addresses as the client calls them: taken apart strictly, so that what is checked is what is called.

No library does this: they are made to understand as much as possible. Whatever could be read in two ways is refused.
"""

import re
from ipaddress import IPv6Address
from typing import Final, NamedTuple, Self
from urllib.parse import quote, urljoin

from routecfg.world.bounds import GivenUpError

_ADDRESS: Final = re.compile(
    r"(?P<scheme>https?)://(?:(?P<user>[\w!$%&'()*+,.:;=~-]*)@)?"
    r"(?P<host>\[[0-9a-f:.]*\]|[^\[\]/?#:@\\]*)(?::(?P<port>[0-9]{1,5}))?",
    re.IGNORECASE | re.ASCII,
)
_NAME: Final = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_NO_NAME: Final = "the host of the address is no name of a host"
_LONGEST_NAME: Final = 253
_PORTS: Final = {"http": 80, "https": 443}
_AS_WRITTEN: Final = "!$%&'()*+,-./:;=?@_~"
"""What stands in a path or a query as it is (RFC 3986), beside letters and digits; `%` begins what is encoded."""


class WebAddress(NamedTuple):
    """A web address. `rest` is what follows the host, without what follows a `#`; it begins at `start` in the text.

    `user` is what stands before the host, a name and a password mostly; it begins at `user_start`.
    """

    scheme: str
    host: str
    port: int
    rest: str
    start: int
    user: str = ""
    user_start: int = 0

    @classmethod
    def read(cls, text: str, *, may_name_user: bool = False) -> Self:
        """Raises GivenUpError for what is not an address that can be called."""
        match = _ADDRESS.match(text)
        if match is None:
            raise GivenUpError("the address does not begin with https:// and the name of a host")
        if match["user"] is not None and not may_name_user:
            raise GivenUpError("a name or a password stands before the host of the address")
        rest = text[match.end() :].partition("#")[0]
        if rest and rest[0] not in "/?":
            raise GivenUpError("something else than a port or a path stands behind the host of the address")
        scheme = match["scheme"].lower()
        port = _PORTS[scheme] if match["port"] is None else int(match["port"])
        if not 0 < port < 1 << 16:
            raise GivenUpError("the port of the address does not exist")
        return cls(scheme, _host(match["host"]), port, rest, match.end(), match["user"] or "", match.end("scheme") + 3)

    def leads_to(self, location: str) -> "WebAddress":
        """The address that a redirect from here names. Raises GivenUpError for one that cannot be called."""
        try:
            return WebAddress.read(urljoin(f"{self.origin}{target(self.rest)}", location))
        except (GivenUpError, ValueError):
            raise GivenUpError(f"'{self.host}' redirects to an address that cannot be called") from None

    @property
    def authority(self) -> str:
        """Host and port, as the header `Host` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """The address of the whole site: what is meant for one site is not sent to another."""
        return f"{self.scheme}://{self.authority}"


def target(rest: str) -> str:
    """What follows the host, as it is sent: what may not stand there is encoded. Raises GivenUpError."""
    try:
        sent = quote(rest.strip(), safe=_AS_WRITTEN)
    except UnicodeEncodeError:
        raise GivenUpError("the address holds half a character") from None
    return sent if sent.startswith("/") else f"/{sent}"


def _host(written: str) -> str:
    """The name of a host, or an IP address, in the form in which it is looked up."""
    if written.startswith("["):
        try:
            return str(IPv6Address(written[1:-1]))
        except ValueError:
            raise GivenUpError(_NO_NAME) from None
    lower = written.lower().removesuffix(".")
    try:
        host = lower.encode("idna").decode("ascii")
        if not lower.isascii() and host.encode("ascii").decode("idna") != lower:
            # Python has the older rules of international names, and reads it as another name than browsers do
            raise GivenUpError("the host of the address has letters that can be read in two ways")
    except UnicodeError:
        host = ""
    if len(host) > _LONGEST_NAME or not _NAME.fullmatch(host):
        raise GivenUpError(_NO_NAME)
    return host
