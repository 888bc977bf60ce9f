"""Secrets that a text itself gives to a name, and sentences that only speak of secrets."""

from typing import cast

import pytest

from routecfg.disclosure import (
    FIELDS,
    all_without_tokens,
    is_secret_key,
    looks_secret,
    masked,
    masked_note,
    masked_words_of,
    named_beside,
    quoted_part,
    secrets_beside,
    secrets_in_comment,
    without_tokens,
)
from routecfg.shape.schemas import schema

ACTION = ("decision_trees", "menu", "decisions", "start", "actions", 0)
HEADERS = (*ACTION, "request", "headers")
URL = (*ACTION, "request", "url")
IF = (*ACTION, "condition", "if")
SAVED = (*ACTION, "save_data", "body")
TEXT = (*ACTION, "send_message", "text")
NOTE = ("queues", "support", "description")
OTHER = ("queues", "support", "info")


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        (SAVED, '{"token": "kolibri"}', '{"token": "***"}'),
        (SAVED, "{'client secret':'kolibri'}", "{'client secret':'***'}"),
        (SAVED, '{\\"api_key\\": \\"kolibri\\"}', '{\\"api_key\\": \\"***\\"}'),
        (SAVED, "<password>kolibri</password>", "<password>***</password>"),
        (SAVED, "Authorization: Bearer kol1bri99", "Authorization: Bearer ***"),
        (NOTE, "password: kol1bri", "password: ***"),
        (NOTE, "the password is kol1bri, ask Anna", "the password is ***, ask Anna"),
        (NOTE, "heslo je kol1bri", "heslo je ***"),
        (NOTE, "mot de passe: kol1bri", "mot de passe: ***"),
        (NOTE, "api key = kol1bri", "api key = ***"),
        (NOTE, "Note: token: kol1bri", "Note: token: ***"),
        (NOTE, "curl -u anna:kolibri https://x.example/", "curl -u *** https://x.example/"),
        (NOTE, "-----BEGIN RSA PRIVATE KEY-----\nkol1bri\n-----END", "-----BEGIN RSA PRIVATE KEY-----***-----END"),
        (IF, 'password == "kol1bri"', 'password == "***"'),
        (IF, '"kol1bri" == order.api_key', '"***" == order.api_key'),
        (OTHER, "client secret: kolibri modrý", "client secret: ***"),
        ((*HEADERS, 0), "Authorization: Bearer kolibri", "Authorization: Bearer ***"),
        ((*HEADERS, "X-Api-Key"), "{{ k | default('kolibri') }}", "{{ k | default('***') }}"),
        ((*HEADERS, "X-Api-Key"), "{{ 84736251940 }}", "{{ *** }}"),
        ((*HEADERS, "X-Api-Key"), "{{ 'kolibri }}", "{{ '*** }}"),
        (("queues", "support", "pass"), "kol1bri-99", "***"),
        (("queues", "api_token", "vlaue"), "kolibri", "***"),
        (("decision_trees", "m", "decisions", "password", "value"), "kolibri", "***"),
        (("settings", "token", "value"), "kolibri", "***"),
        (("rules", "api_token"), "kolibri", "***"),
        (("queues", "support", "mot de passe"), "kolibri", "***"),
        (("queues", "support", "contraseña"), "kolibri", "***"),
        (("queues", "support", "Hasło2"), "kolibri", "***"),
        (("queues", "support", "пароль"), "kolibri", "***"),
        (("secrets", "crm", "env"), "kol1bri", "kol1bri"),
        (("secrets", "crm", "env"), "modry7kolibri", "***"),
        (("secrets", "crm", "file"), "modry7kolibri", "***"),
        (("secrets", "crm", "file"), "/run/token=kolibri", "***"),
    ],
)  # fmt: skip
def test_a_secret_that_is_given_to_a_name_is_masked(path: tuple[str | int, ...], text: str, left: str) -> None:
    assert masked(text, path) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("https:u:kolibri@x.example/", "https:***@x.example/"),
        ("https:/u:kolibri@x.example/", "https:/***@x.example/"),
        ("https:\\\\u:kolibri@x.example/", "https:\\\\***@x.example/"),
        ("u:kolibri@x.example/path", "***@x.example/path"),
        ("https://u:kolibri\uff20x.example/", "https://***\uff20x.example/"),
        ("https:// u:kolibri@x.example/", "https:// ***@x.example/"),
        ("https://u%3Akolibri%40x.example/", "https://***%40x.example/"),
        ("https://u:modry7kolibri/", "https://u:***/"),
        ("https://x.example/?next=https%3A%2F%2Fu%3Akolibri%40y.example", "https://x.example/?next=https%3A%2F%2F***%40y.example"),
        ("https://x.example/?a=1%26token%3Dkolibri", "https://x.example/?a=1%26token%3D***"),
        ("https://x.example/?a=1%2526token%253Dkolibri", "https://x.example/?a=1%2526token%253D***"),
        ("https://x.example/?d=%7B%22token%22%3A%22kolibri%22%7D", "https://x.example/?d=%7B%22token%22%3A%22***%22%7D"),
        ("https://x.example/?token=modry kolibri&b=1", "https://x.example/?token=***&b=1"),
        ('https://x.example/?token="kolibri"', "https://x.example/?token=***"),
        ("https://x.example/?my(token)=kolibri", "https://x.example/?my(token)=***"),
        ("https://x.example/?api+key=kolibri", "https://x.example/?api+key=***"),
        ("https://x.example/?token:kolibri", "https://x.example/?token:***"),
        ("https://x.example/token/modry7kolibri/a", "https://x.example/token/***/a"),
        ("https://x.example/?token={{ x | default('kolibri') }}", "https://x.example/?token={{ x | default('***') }}"),
    ],
)  # fmt: skip
def test_a_secret_is_masked_however_the_address_is_written(text: str, left: str) -> None:
    masked_text = masked(text, URL)
    assert masked_text.replace('"***"', "***") == left


@pytest.mark.parametrize(
    "token",
    ["ghp_abcdefghijklmnopqrstuvwx", "glpat-abcdefghijklmnop", "rk_live_abcdefghijklmnop", "AKIAQWERTZUIOPASDFGH",
     "0123456789abcdef0123456789abcdef", "AC0123456789ABCDEF0123456789ABCDEF"],
)  # fmt: skip
def test_a_token_of_a_known_form_needs_no_digits_between_letters(token: str) -> None:
    assert looks_secret(token)


@pytest.mark.parametrize("word", ["sk-zakaznicka-linka-2", "hf_zakaznici_brno_2", "EAA-members-2026", "npm_guide_2026"])
def test_a_name_that_begins_like_a_token_is_none(word: str) -> None:
    assert not looks_secret(word)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (TEXT, "Your password: see the mail. Heslo: nejméně 12 znaků. Kennwort: siehe Brief."),
        (TEXT, 'Is "open sesame" a token? No. Say "agent" to talk to us. Press "token".'),
        (TEXT, "Forgotten your password? It is valid for 24 hours. Track RR123456789CZ."),
        (TEXT, "Token of the parcel: CZ-2024/118. E-mail:info24@acme.example"),
        (NOTE, "the token is AMIO_TOKEN_2, see kv2/acme"),
        (IF, 'order.token == "expired" and order.signature != "missing"'),
        (URL, "https://x.example/token/refresh?when=a:b"),
        (URL, "https://x.example/?q=Dobr%C3%BD%20den%2C%20jak%20se%20m%C3%A1te&p=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82"),
        (URL, "https://[2a00:1450:4014:80b::200e]/"),
        (("allow_hosts", 0), "2a00:1450:4014:80b::200e"),
        (URL, "https://{{ host }}:{{ port }}/oauth/token/{{ text | urlencode }}"),
        (("secrets", "crm", "env"), "crm_key2"),
        (("secrets", "crm", "env"), "CRM_S3_KEY"),
        (("secrets", "crm", "file"), "C:\\secrets\\crm.txt"),
        (("rules", "literal-secret"), "warning"),
        (("queues", "token", "title"), "Token"),
    ],
)
def test_a_sentence_about_secrets_and_the_name_of_a_place_stay(path: tuple[str | int, ...], text: str) -> None:
    assert masked(text, path) == text


def test_the_fields_below_the_name_of_an_object_are_those_of_the_schema() -> None:
    routing = schema("routing")
    definitions = routing["$defs"]
    kinds = [kind["additionalProperties"]["$ref"] for kind in routing["properties"].values()]
    objects = {definitions[reference.rpartition("/")[2]]["title"]: reference for reference in kinds}
    names = [reference.rpartition("/")[2] for reference in objects.values()] + ["decision"]
    assert set().union(*(definitions[name]["properties"] for name in names)) == FIELDS


@pytest.mark.parametrize("key", ["token: kolibri", "api key=kolibri", "Authorization: kolibri", "api_key|kolibri"])
def test_a_key_that_gives_a_secret_to_a_name_is_one(key: str) -> None:
    assert is_secret_key(("queues", "support", key))


def test_a_value_is_named_by_the_field_beside_it() -> None:
    assert named_beside({"name": "X-Api-Key", "value": "kolibri"}) == ("value",)
    assert named_beside({"key": "Accept", "value": "text/plain"}) == ()


@pytest.mark.parametrize(
    ("comment", "hidden"),
    [
        ("# api key: kolibri", "kolibri"),
        ('# client secret "modrý kolibri"', "kolibri"),
        ("# the token is kolibri", "kolibri"),
        ("# token -> kolibri", "kolibri"),
        ("# mot de passe kol1bri", "kol1bri"),
        ("# --password kol1bri", "kol1bri"),
        ("# old pass kol1bri99", "kol1bri99"),
    ],
)
def test_a_secret_in_a_comment_is_found_by_more_than_one_word(comment: str, hidden: str) -> None:
    assert any(hidden in comment[start:end] for start, end in secrets_in_comment(comment))


def test_a_comment_beside_a_place_for_a_secret_holds_one_without_saying_so() -> None:
    def beside(comment: str) -> list[str]:
        return [comment[start:end] for start, end in secrets_beside(comment)]

    assert beside("# was kol1bri-99 until May") == ["kol1bri-99"]
    assert beside("# kolibri") == ["kolibri"]
    assert beside("# the Czech line, since 2026") == []
    assert beside("# routecfg: ignore[RC204] a test") == []


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("password=kolibri", "password=***"),
        ("token: kolibri", "token: ***"),
        ("rotate api key kol1bri", "rotate api key ***"),
        ("pass kol1bri99", "pass ***"),
        ("token\nkol1bri", "token\n***"),
        ("curl -u anna:kolibri https://x.example", "curl -u *** https://x.example"),
        ("a blue token is for adults, a red token is for children.",) * 2,
        ("Passwort-Bot kommt im Herbst",) * 2,
        ("heslo: nový text pro zapomenuté heslo", "heslo: nový text pro zapomenuté heslo"),
        ("token of the parcel, OPS-77, 24.-26. 12. 2026", "token of the parcel, OPS-77, 24.-26. 12. 2026"),
    ],
)  # fmt: skip
def test_a_reason_keeps_its_words_and_loses_the_secret(note: str, left: str) -> None:
    assert masked_note(note) == left


def test_a_name_that_looks_like_a_token_is_left_out_of_sentences_and_documents() -> None:
    token = "kx7q2wt9qhv5nxs8bycg"
    assert without_tokens(f"queue '{token}' is not used, {token}/start") == "queue '***' is not used, ***/start"
    assert without_tokens("queue 'b2b-shop-2026' is used") == "queue 'b2b-shop-2026' is used"
    assert all_without_tokens({token: [token, 7], "to": (token,)}) == {"***": ["***", 7], "to": ["***"]}
    assert len(cast(dict[str, int], all_without_tokens({token: 1, f"{token}3": 2}))) == 2


EXPRESSIONS = [
    ('password in ("kol1bri", "lev9000")', 'password in ("***", "***")'),
    ('order.api_key | default("kol1bri") == x', 'order.api_key | default("***") == x'),
    ("token == kol1bri-x", "token == ***"),
    ('{{ token == "kol1bri" }}', '{{ token == "***" }}'),
    ('token and order.id == "kol1bri"', 'token and order.id == "kol1bri"'),
    ('token in ("in_progress", "not-found", "no")', 'token in ("in_progress", "not-found", "no")'),
]


@pytest.mark.parametrize(("text", "left"), EXPRESSIONS)
def test_what_a_secret_is_compared_with_is_one(text: str, left: str) -> None:
    assert masked(text, IF) == left


def test_a_part_of_a_text_is_quoted_without_the_secrets_of_the_whole() -> None:
    url = 'https://x.example/?token={{ x | default("kolibri" }}&a={{ b }}'
    assert quoted_part('{{ x | default("kolibri" }}', url, URL) == "'{{ x | default(\"***\" }}'"
    assert quoted_part("libri", url, URL) == "'***'"
    assert quoted_part("{{ b }}", url, URL) == "'{{ b }}'"
    assert quoted_part("not in it", url, URL) == "'***'"
    assert quoted_part("a b", "a b c", TEXT) == "'a b'"


def test_a_message_does_not_repeat_a_secret_of_the_command_line() -> None:
    given = ["show", "--today", "token=kolibri", "https://u:modry@x.example"]
    assert masked_words_of(given, "--today is not a date: 'token=kolibri'") == "--today is not a date: 'token=***'"
    assert masked_words_of(given, "no file 'https://u:modry@x.example'") == "no file 'https://***@x.example'"
    assert masked_words_of(given, "nothing is called 'show'") == "nothing is called 'show'"
