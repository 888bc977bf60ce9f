"""Secrets are put in where they belong, at the last moment, and come back from nowhere."""

import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routecfg.engine import Asked, Placeholder
from routecfg.engine.world import Outcome
from routecfg.model import SecretReference
from world.services import answer_of, asked, client, saying, service, serving_nobody, to

REFERENCES = {
    "key": SecretReference(env="KEY"),
    "kept": SecretReference(file="kept"),
    "unset": SecretReference(env="NOT_SET"),
    "empty": SecretReference(env="EMPTY"),
}
ENVIRONMENT = {"KEY": "hunter 2&", "EMPTY": " "}


def sent(given: Asked, *, environment: dict[str, str] | None = None, folder: Path = Path("/nowhere")) -> str:
    """The request that arrives. `given` names the path; the service stands on loopback."""
    trusted = client(secrets=REFERENCES, environment=environment or ENVIRONMENT, folder=folder)
    with service(saying(answer_of(b"true"))) as running:
        assert trusted.get(at(running.url(""), given)) == Outcome(200, True)
    return running.requests[0]


def at(site: str, given: Asked) -> Asked:
    """The request with the address of a site before its path."""
    moved = tuple(
        each if each.header else Placeholder(each.name, each.start + len(site), "", each.filters)
        for each in given.placeholders
    )
    return asked(site + given.url, headers=given.headers, placeholders=moved)


def in_the_address(name: str, *filters: str) -> Asked:
    return asked("/?key=SECRET&x", placeholders=(Placeholder(name, 6, "", tuple((each, ()) for each in filters)),))


def in_a_header(name: str) -> Asked:
    return asked("/", headers={"X-Key": "<SECRET>"}, placeholders=(Placeholder(name, 1, "X-Key"),))


def why_not(given: Asked, folder: Path = Path("/nowhere"), environment: dict[str, str] | None = None) -> str:
    with serving_nobody():
        found = client(secrets=REFERENCES, environment=environment or ENVIRONMENT, folder=folder).get(
            at("http://localhost", given)
        )
    assert found.status is None
    return found.why


def test_a_secret_of_the_environment_gets_into_the_address_as_its_filters_say() -> None:
    assert sent(in_the_address("key", "urlencode")).startswith("GET /?key=hunter%202%26&x HTTP")
    assert sent(in_the_address("key", "upper")).startswith("GET /?key=HUNTER%202&&x HTTP")


def test_a_secret_cannot_end_the_address() -> None:
    assert sent(in_the_address("key"), environment={"KEY": "a#b HTTP/1.1\r\nX: y"}).startswith(
        "GET /?key=a%23b%20HTTP/1.1%0D%0AX:%20y&x HTTP/1.1\r\n"
    )


def test_a_secret_gets_into_a_header() -> None:
    assert "x-key: <hunter 2&>\r\n" in sent(in_a_header("key"))


def test_several_secrets_get_to_their_places() -> None:
    given = asked(
        "/SECRET/SECRET?SECRET",
        headers={"A": "SECRET SECRET", "B": "SECRET"},
        placeholders=(
            Placeholder("b", 8),
            Placeholder("a", 1),
            Placeholder("a", 7, "A"),
            Placeholder("b", 0, "A"),
        ),
    )
    references = {"a": SecretReference(env="A"), "b": SecretReference(env="B")}
    with service(saying(answer_of(b"1"))) as running:
        client(secrets=references, environment={"A": "one", "B": "two"}).get(at(running.url(""), given))
    request = running.requests[0]
    assert request.startswith("GET /one/two?SECRET HTTP")
    assert "a: two one\r\n" in request
    assert "b: SECRET\r\n" in request


def test_a_secret_is_read_from_a_file_without_the_line_break_at_its_end(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("s3cret\r\n")
    assert "x-key: <s3cret>\r\n" in sent(in_a_header("kept"), folder=tmp_path)


def test_a_link_to_a_secret_is_followed(tmp_path: Path) -> None:
    """Containers find their secrets behind links."""
    (tmp_path / "..data").mkdir()
    (tmp_path / "..data" / "kept").write_text("s3cret")
    (tmp_path / "kept").symlink_to("..data/kept")
    assert "x-key: <s3cret>\r\n" in sent(in_a_header("kept"), folder=tmp_path)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("unknown", "the secret 'unknown' is missing: routecfg.yaml does not name it"),
        ("unset", "the secret 'unset' is missing: its environment variable is not set"),
        ("empty", "the secret 'empty' is missing: nothing is where it is kept"),
        ("kept", "the secret 'kept' is missing: its file cannot be read"),
    ],
)
def test_a_missing_secret_is_a_request_that_fails(name: str, why: str) -> None:
    assert why_not(in_a_header(name)) == why
    assert why_not(in_the_address(name)) == why


def test_a_secret_is_bounded() -> None:
    why = why_not(in_a_header("key"), environment={"KEY": "x" * 10_000})
    assert why == "the secret 'key' is too long to be sent"


def test_a_variable_that_holds_no_text_holds_no_secret() -> None:
    why = why_not(in_a_header("key"), environment={"KEY": "a\udcff"})
    assert why == "the secret 'key' is missing: its environment variable holds no text"


PIECES = st.text(max_size=4) | st.sampled_from(
    (
        "https://",
        "a.example",
        "/",
        "SECRET",
        "\ud800",
        "\r\n",
        "%",
        "#",
        "?",
        "@",
        "\x00",
        "\udcff",
        "9" * 5000,
        "(",
        "\\",
    )
)
TEXTS = st.lists(PIECES, max_size=5).map("".join)


@settings(max_examples=30)
@given(
    st.sampled_from(["https://", "https://a.example/"]),
    st.tuples(TEXTS, TEXTS, TEXTS),
    st.sampled_from(["urlencode", "title", "length", "date", "join"]),
    st.booleans(),
)
def test_no_request_raises(beginning: str, texts: tuple[str, str, str], filter_: str, in_header: bool) -> None:
    url, header, secret = texts
    url = beginning + url
    text = header if in_header else url
    placeholders = (Placeholder("key", text.find("SECRET"), "X" * in_header, ((filter_, ()),)),) * ("SECRET" in text)
    trusted = client(secrets=REFERENCES, environment={"KEY": secret}, resolve=lambda *_: ())
    assert trusted.get(asked(url, headers={"X": header}, placeholders=placeholders)).why


def test_only_a_small_text_file_holds_a_secret(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    unfit = "the secret 'kept' is missing: its file is no file for a secret"
    kept.mkdir()
    assert why_not(in_a_header("kept"), tmp_path) == unfit
    kept.rmdir()
    os.mkfifo(kept)
    assert why_not(in_a_header("kept"), tmp_path) == unfit
    kept.unlink()
    kept.write_bytes(b"x" * 100_000)
    assert why_not(in_a_header("kept"), tmp_path) == unfit
    kept.write_bytes(b"\xff\xfe")
    assert why_not(in_a_header("kept"), tmp_path) == "the secret 'kept' is missing: its file holds no text"
    kept.write_bytes(b"\n")
    assert why_not(in_a_header("kept"), tmp_path) == "the secret 'kept' is missing: nothing is where it is kept"
    kept.unlink()
    kept.symlink_to("kept")
    assert why_not(in_a_header("kept"), tmp_path).startswith("the secret 'kept' is missing")


@pytest.mark.parametrize(
    "url",
    ["https://SECRET/", "https://shop.SECRET.example/", "https://a:b@SECRET.example/", "https://a:SECRET/", "SECRET"],
)
def test_a_secret_cannot_choose_the_host(url: str) -> None:
    given = asked(url, placeholders=(Placeholder("key", url.index("SECRET")),))
    with serving_nobody():
        found = client(secrets=REFERENCES, environment=ENVIRONMENT).get(given)
    assert found.why
    assert "hunter" not in found.why


def test_a_path_from_within_the_project_does_not_lead_out_of_it(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "kept").write_text("s3cret")
    (project / "link").symlink_to("../kept")
    for path in ("../kept", "link", "../project/../kept", ".."):
        references = {"key": SecretReference(file=path)}
        with serving_nobody():
            found = client(secrets=references, folder=project).get(at("http://localhost", in_a_header("key")))
        assert found == Outcome(why="the secret 'key' is missing: its file is outside of the project")
    references = {"key": SecretReference(file=str(tmp_path / "kept"))}
    with service(saying(answer_of(b"1"))) as running:
        found = client(secrets=references, folder=project).get(at(running.url(""), in_a_header("key")))
    assert found == Outcome(200, 1)


def test_a_secret_is_not_sent_to_a_host_that_data_choose() -> None:
    url = "https://shop.example/SECRET"
    given = asked(url, placeholders=(Placeholder("key", url.index("SECRET")),), open_host=True)
    with serving_nobody():
        found = client(secrets=REFERENCES, environment=ENVIRONMENT).get(given)
    assert found == Outcome(why="a secret is not sent to a host that data of the chat choose")


def test_a_user_and_a_password_before_the_host_are_sent_as_a_header() -> None:
    with service(saying(answer_of(b'["Basic YW5uYTpodW50ZXIgMiY=", "anna"]'))) as running:
        url = f"http://anna:SECRET@localhost:{running.port}/x"
        given = asked(url, placeholders=(Placeholder("key", 12, "", (("urlencode", ()),)),))
        found = client(secrets=REFERENCES, environment=ENVIRONMENT).get(given)
        assert found == Outcome(200, ["Basic SECRET", "anna"])
        client(secrets=REFERENCES, environment=ENVIRONMENT).get(asked(url, headers={"Authorization": "Bearer x"}))
    assert running.requests[0].startswith("GET /x HTTP/1.1\r\n")
    assert f"host: localhost:{running.port}\r\n" in running.requests[0]
    assert "authorization: Basic YW5uYTpodW50ZXIgMiY=\r\n" in running.requests[0]
    assert "authorization: Bearer x\r\n" in running.requests[1]
    assert "Basic" not in running.requests[1]


def test_a_secret_is_not_looked_up_for_a_host_that_is_not_allowed() -> None:
    with serving_nobody():
        given = asked("http://shop.example/SECRET", placeholders=(Placeholder("unset", 20),))
        assert "is not allowed without https" in client(secrets=REFERENCES).get(given).why


def test_a_header_that_a_secret_breaks_is_not_sent() -> None:
    why = why_not(in_a_header("key"), environment={"KEY": "a\r\nX-Evil: b"})
    assert why == "the header 'X-Key' holds characters that cannot be sent, such as a line break"


@pytest.mark.parametrize(
    "repeated",
    [
        "<hunter 2&>",
        "/?key=hunter%202%26",
        "/?key=hunter%202&",
        "/?key=hunter+2%26",
        "hunter 2&",
        "HUNTER 2& hunter 2&",
        ["x", {"hunter 2&": [1]}],
    ],
)
def test_what_a_service_repeats_of_a_secret_is_not_kept(repeated: object) -> None:
    answer = msgspec.json.encode({"repeated": repeated})
    with service(saying(answer_of(answer))) as running:
        given = at(running.url(""), in_the_address("key", "urlencode", "upper"))
        found = client(secrets=REFERENCES, environment=ENVIRONMENT).get(given)
    assert found.status == 200
    assert "SECRET" in str(found.json)
    assert "hunter" not in str(found.json).lower()


def test_a_secret_that_comes_back_as_a_number_is_not_kept() -> None:
    with service(saying(answer_of(b"[12345678, 1234567, true, null]"))) as running:
        given = at(running.url(""), in_a_header("key"))
        found = client(secrets=REFERENCES, environment={"KEY": "12345678"}).get(given)
    assert found == Outcome(200, ["SECRET", 1234567, True, None])


def test_a_secret_that_comes_back_as_a_host_is_not_named() -> None:
    with service(saying(to("https://Hunter22.acme.internal/"))) as running:
        given = at(running.url(""), in_a_header("key"))
        found = client(secrets=REFERENCES, environment={"KEY": "Hunter22"}).get(given)
    assert found.why.startswith("the host 'SECRET.acme.internal' is not allowed")


@pytest.mark.parametrize("depth", [100, 300, 450, 700, 900, 990])
def test_an_answer_too_deep_to_be_searched_for_secrets_is_not_kept(depth: int) -> None:
    content = b"[" * depth + b'"hunter 2&"' + b"]" * depth
    with service(saying(answer_of(content))) as running:
        found = client(secrets=REFERENCES, environment=ENVIRONMENT).get(at(running.url(""), in_a_header("key")))
    assert found.status == 200
    assert found.json is msgspec.UNSET or depth < 500
    assert found.json is msgspec.UNSET or "hunter" not in str(found.json)


def test_requests_and_secrets_go_where_somebody_has_agreed_to() -> None:
    with service(saying(answer_of(b"1"))) as running:
        site, host = running.url(""), f"localhost:{running.port}"

        def outcome(given: Asked, agreed: dict[str, list[str]]) -> Outcome:
            return client(secrets=REFERENCES, environment=ENVIRONMENT, agreed=agreed).get(given)

        nowhere = Outcome(why=f"nobody has agreed to requests to '{host}'")
        no_key = Outcome(why=f"nobody has agreed that '{host}' gets the secret 'key'")
        for given in (at(site, in_a_header("key")), at(site, in_the_address("key"))):
            assert outcome(given, {}) == outcome(given, {"localhost": ["key"]}) == nowhere
            assert outcome(given, {host: ["kept"]}) == no_key
            assert outcome(given, {host: ["key"]}) == Outcome(200, 1)
        assert outcome(asked(f"{site}/"), {}) == nowhere
        assert outcome(asked(f"{site}/"), {host: []}) == Outcome(200, 1)
        assert outcome(asked(f"{site}/", open_host=True), {}) == Outcome(200, 1)
