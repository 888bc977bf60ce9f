"""Connections to addresses that have been checked, with one deadline for everything.

`httpcore2` calls this for each connection. It has time limits of its own, but only for each read, and looks names up
itself: here is the one place where both are right.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Final, TypeAlias

import httpcore2

from routecfg.ip_addresses import Reach, reach_of
from routecfg.world.bounds import Deadline, GivenUpError

Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
"""Gives the IP addresses of a host. Raises OSError or UnicodeError if it has none."""

_MOST_ADDRESSES: Final = 16
"""How many addresses of a host are tried at most."""


def resolve(host: str, port: int) -> Sequence[str]:
    """What the system finds for a name: in its files, in the network's directory."""
    return [str(address[0]) for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class GuardedNetwork(httpcore2.NetworkBackend):
    """Makes the connections of one request to one host."""

    def __init__(self, deadline: Deadline, resolve: Resolve, *, may_be_private: bool) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._may_be_private = may_be_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline counts
        local_address: str | None = None,  # noqa: ARG002 - any of them
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 - none are needed
    ) -> httpcore2.NetworkStream:
        """Looks the host up, checks every address, and connects to one of them. Raises GivenUpError."""
        addresses = list(dict.fromkeys(self._looked_up(host, port)))[:_MOST_ADDRESSES]
        for address in addresses:
            self._check(host, address)
        late = False
        for tried, address in enumerate(addresses):
            # none of them may use up the time of those behind it
            patience = self._deadline.left() / (len(addresses) - tried)
            try:
                return _Stream(socket.create_connection((address, port), patience), host, self._deadline)
            except TimeoutError:
                late = True
            except OSError:
                continue
        raise self._deadline.missed() if late else GivenUpError(f"'{host}' takes no connections")

    def _looked_up(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host. The system cannot be hurried: it is waited for as long as the deadline allows."""
        found: SimpleQueue[Sequence[str]] = SimpleQueue()

        def look_up() -> None:
            try:
                found.put(self._resolve(host, port))
            except (OSError, UnicodeError):
                found.put(())

        # nobody waits for a daemon when the program ends
        Thread(target=look_up, name="look-up", daemon=True).start()
        try:
            addresses = found.get(timeout=self._deadline.left())
        except Empty:
            raise self._deadline.missed() from None
        if not addresses:
            raise GivenUpError(f"there is no host '{host}'")
        return addresses

    def _check(self, host: str, address: str) -> None:
        reach = reach_of(address)
        if reach is Reach.NEVER:
            raise GivenUpError(f"the host '{host}' is not allowed: no web service stands at its address")
        if reach is Reach.PRIVATE and not self._may_be_private:
            raise GivenUpError(
                f"the host '{host}' is not allowed: it stands in a private network, and not under 'allow_hosts'"
            )


class _Stream(httpcore2.NetworkStream):
    """A connection on which every byte counts against the deadline."""

    def __init__(self, connected: socket.socket, host: str, deadline: Deadline) -> None:
        self._socket = connected
        self._host = host
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline counts
        """What has come, empty at the end. Raises GivenUpError."""
        try:
            self._socket.settimeout(self._deadline.left())
            return self._socket.recv(max_bytes)
        except TimeoutError:
            raise self._deadline.missed() from None
        except OSError:
            raise GivenUpError(f"'{self._host}' broke the connection off") from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the deadline counts
        """Sends everything. Raises GivenUpError, and WriteError if nothing more is taken: there may be an answer."""
        try:
            rest = memoryview(buffer)
            while rest:
                self._socket.settimeout(self._deadline.left())
                rest = rest[self._socket.send(rest) :]
        except TimeoutError:
            raise self._deadline.missed() from None
        except OSError:
            raise httpcore2.WriteError from None

    def close(self) -> None:
        """Ends the connection."""
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the deadline counts
    ) -> httpcore2.NetworkStream:
        """Encrypts the connection, and checks who is at its other end. Raises GivenUpError."""
        try:
            self._socket.settimeout(self._deadline.left())
            return _Stream(
                ssl_context.wrap_socket(self._socket, server_hostname=server_hostname), self._host, self._deadline
            )
        except BaseException as error:
            self.close()
            if isinstance(error, TimeoutError):
                raise self._deadline.missed() from None
            if isinstance(error, ssl.SSLCertVerificationError):
                why = error.verify_message.rstrip(".")
                raise GivenUpError(f"the certificate of '{self._host}' is not trusted: {why}") from None
            if isinstance(error, (OSError, ValueError)):
                raise GivenUpError(f"'{self._host}' does not encrypt as https needs it") from None
            raise
