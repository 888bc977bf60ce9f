"""Encrypted connections: whom they lead to is checked, and what the check says is passed on."""

import socket
import ssl
import threading
from pathlib import Path

import pytest
import trustme

from routecfg.engine.world import Outcome
from routecfg.world.client import Client
from world.services import Answering, answer_of, asked, client, saying, service, to


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def shop(authority: trustme.CA) -> ssl.SSLContext:
    """What a service with a certificate for `shop.example` has."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("shop.example", "127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusting(authority: trustme.CA) -> Client:
    """A client that trusts the authority, and may call the hosts here although they are private."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(trust)
    return client("shop.example", "127.0.0.1", "other.example", trust=trust, seconds=2)


def encrypted(context: ssl.SSLContext, answering: Answering) -> Answering:
    def answer(connection: socket.socket, _request: bytes) -> None:
        with context.wrap_socket(connection, server_side=True) as wrapped:
            answering(wrapped, wrapped.recv(65536))

    return answer


def test_a_trusted_certificate_for_the_host_is_taken(shop: ssl.SSLContext, trusting: Client) -> None:
    with service(encrypted(shop, saying(answer_of(b"1"))), reads=False) as running:
        for host in ("shop.example", "SHOP.example.", "127.0.0.1"):
            assert trusting.get(asked(f"https://{host}:{running.port}/")) == Outcome(200, 1)


def test_a_certificate_for_another_host_is_refused(shop: ssl.SSLContext, trusting: Client) -> None:
    with service(encrypted(shop, saying(answer_of(b"1"))), reads=False) as running:
        found = trusting.get(asked(f"https://other.example:{running.port}/"))
    assert found.why.startswith("the certificate of 'other.example' is not trusted: Hostname mismatch")


def test_a_certificate_that_the_system_does_not_trust_is_refused(shop: ssl.SSLContext) -> None:
    with service(encrypted(shop, saying(answer_of(b"1"))), reads=False) as running:
        found = client("shop.example", trust=None).get(asked(f"https://shop.example:{running.port}/"))
    assert found.why.startswith("the certificate of 'shop.example' is not trusted: ")


def test_a_company_may_name_its_own_authority(
    shop: ssl.SSLContext, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering = encrypted(shop, saying(answer_of(b"1")))
    with authority.cert_pem.tempfile() as path, service(answering, reads=False) as running:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        assert client("shop.example", trust=None).get(asked(f"https://shop.example:{running.port}/")) == Outcome(200, 1)


def test_a_service_without_encryption_is_refused(trusting: Client) -> None:
    with service(saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"), reads=False) as running:
        found = trusting.get(asked(f"https://shop.example:{running.port}/"))
    assert found == Outcome(why="'shop.example' does not encrypt as https needs it")


def test_an_encryption_that_drips_is_given_up() -> None:
    def drip(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(b"\x16\x03\x03\x40\x00")
        while True:
            connection.sendall(b"\x02")
            threading.Event().wait(0.02)

    soon = client("shop.example", seconds=0.15)
    with service(drip, reads=False) as running:
        assert soon.get(asked(f"https://shop.example:{running.port}/")) == Outcome(why="no answer within 0.15 s")


def test_an_answer_that_drips_through_encryption_is_given_up(shop: ssl.SSLContext, authority: trustme.CA) -> None:
    def drip(connection: socket.socket, _request: bytes) -> None:
        while True:
            connection.sendall(b"H")
            threading.Event().wait(0.02)

    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(trust)
    soon = client("shop.example", trust=trust, seconds=0.2)
    with service(encrypted(shop, drip), reads=False) as running:
        assert soon.get(asked(f"https://shop.example:{running.port}/")) == Outcome(why="no answer within 0.2 s")


def test_no_redirect_leads_from_https_to_http(shop: ssl.SSLContext, trusting: Client) -> None:
    """Not even to a host that may be called without encryption."""
    with service(encrypted(shop, saying(to("http://localhost/"))), reads=False) as running:
        found = trusting.get(asked(f"https://shop.example:{running.port}/"))
    assert found == Outcome(why="'shop.example' redirects to an address without https")


def test_a_file_of_certificates_that_is_not_there_or_is_none_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "none.pem").write_text("none")
    for path in (tmp_path / "missing.pem", tmp_path / "none.pem", tmp_path):
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        found = client("shop.example", trust=None).get(asked("https://shop.example/"))
        assert found == Outcome(why="the certificates to trust cannot be read: is SSL_CERT_FILE right?")
