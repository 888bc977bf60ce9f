"""Secrets that sentences, expressions, headers and addresses hold beside a name; and ordinary texts, which stay."""

from itertools import product

import pytest

from routecfg.disclosure import (
    is_secret_key,
    is_secret_name,
    masked,
    named_in_list,
    paths_of_secrets,
    secrets_in_comment,
    secrets_in_line,
    without_parts,
)

ACTIONS = ("decision_trees", "menu", "decisions", "start", "actions", 0)
HEADER = (*ACTIONS, "request", "headers", "X-Custom")
URL = (*ACTIONS, "request", "url")
TEXT = (*ACTIONS, "send_message", "text")
IF = (*ACTIONS, "condition", "if")


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        (TEXT, "the password hunter2-kolibri", "the password ***"),
        (TEXT, "password - hunter2", "password - ***"),
        (TEXT, "the password is 84736251940", "the password is ***"),
        (TEXT, "password kolibri!9x", "password ***"),
        (TEXT, "Bearer hunter2-kolibri", "Bearer ***"),
        (TEXT, "credentials: anna hunter2-kolibri", "credentials: anna ***"),
        (TEXT, "key: hunter2-kolibri", "key: ***"),
        (TEXT, "hunter2-kolibri is the password", "*** is the password"),
        (TEXT, "hunter2-kolibri (password)", "*** (password)"),
        (TEXT, "password;hunter2-kolibri", "password;***"),
        (TEXT, 'password"hunter2-kolibri"', 'password"***"'),
        (TEXT, "[token](hunter2-kolibri)", "[token](***)"),
        (TEXT, "token := hunter2-kolibri", "token := ***"),
        (TEXT, "the password is kolibri!9", "the password is ***"),
        (TEXT, "password: 84736251940", "password: ***"),
        (TEXT, "password: kol'ibri\"9", "password: ***"),
        (TEXT, '{"token": "kol\\ibri9"}', '{"token": "***"}'),
        (TEXT, "password=kol;ibri&9#x", "password=***"),
        (TEXT, "password=hunter2, then wait", "password=***, then wait"),
        (TEXT, "Server=x;Password=kol;ibri;User=a", "Server=x;Password=***;User=a"),
        (TEXT, "Authorization: Bearer kolibrimodry", "Authorization: Bearer ***"),
        (TEXT, "See anna:hunter2-kolibri@shop.example", "See ***@shop.example"),
        (TEXT, '{{ secrets.k | default("hunter2-kolibri") }}', '{{ secrets.k | default("***") }}'),
        (TEXT, "{{ token == 'hunter2-kolibri' }}", "{{ token == '***' }}"),
        (TEXT, "{{ token | deflt('hunter2-kolibri') }}", "{{ token | deflt('***') }}"),
        (TEXT, "Hi {{ q7Xf2LmN9vKc4TzR8wBd }}", "Hi {{ *** }}"),
        (URL, "https://x.example/{{ secrets.q7Xf2LmN9vKc4TzR8wBd }}", "https://x.example/{{ *** }}"),
        (IF, "password == 84736251940", "password == ***"),
        (IF, "password == kol/ibri/9zz and x", "password == *** and x"),
        (IF, "password == kolibri modry lev", "password == ***"),
        (HEADER, "Bearer kolibri", "Bearer ***"),
        (HEADER, "Basic a29saWJyaQ==", "Basic ***"),
        (HEADER, "Key hunter2-kolibri", "Key ***"),
        ((*ACTIONS, "request", "auth_header"), "Bearer kolibri", "Bearer ***"),
        (URL, "https://x.example/?token=kol;ibri&9&a=1", "https://x.example/?token=***&a=1"),
        (URL, "https://x.example/?user=anna:hunter2", "https://x.example/?user=anna:***"),
        (URL, "https://x.example/?user=anna:kol@ibri9", "https://x.example/?user=anna:***"),
        (URL, "https://x.example/?user=anna:hunter2@y", "https://x.example/?user=***@y"),
        (URL, "https://x.example/?user:pass=hunter2", "https://x.example/?user:pass=***"),
        (URL, "https://x.example/anna:hunter2-kolibri@y", "https://x.example/***@y"),
        (URL, "https://anna:kolibrimodry/x", "https://anna:***/x"),
        (URL, "https://x.example/token/hunter2/x", "https://x.example/token/***/x"),
        (URL, "https://x.example/token/kolibrimodry", "https://x.example/token/***"),
        (URL, "https://x.example/api%5Fkey/84736251940", "https://x.example/api%5Fkey/***"),
        (URL, "https://x.example/pass/hunter2-kolibri", "https://x.example/pass/***"),
    ],
)
def test_a_secret_beside_a_name_is_masked(path: tuple[str | int, ...], text: str, left: str) -> None:
    assert masked(text, path) == left


ORDINARY = [
    "Your token of appreciation", "Passwort vergessen?", "Forgotten your password? Write \"password\".",
    "Napište na info@shop.example nebo volejte 800 123 456.", "E-mail:info24@shop.example",
    "Kontakt:anna1985@shop.example", "mailto:anna1985xy@shop.example", "Order 20241118, parcel RR123456789CZ",
    "Your token RR123456789CZ", "Token of the parcel: CZ-2024/118", "Show your pass at gate B12.",
    "Boarding pass AB1234567", "Your PIN: 1234", "Otevřeno 8:00-18:00, so 9-12", "Heslo: nejméně 12 znaků",
    "A password has 8 characters and 1 digit.", "wifi password: ask at the desk", "Authorization: bring your ID card",
    "Basic plan from 99 Kč", "Bearer of this letter", "The secret of our coffee since 1924", "The key is at the desk",
    "see https://shop.example/token/refresh?lang=cs", "https://shop.example/reset-password?step=2",
    "https://maps.example/@50.08,14.42,15z", "Meet us at 10:30@Brno", "{{ token }}", "{{ order.password }}",
    "{{ token.created | date(\"D.M.YYYY HH:mm\") }}", "Write to support:help24desk@shop.example",
    "Call +420 777 000 111 or +420222333444", "Volejte 222 333 444. Heslo vám nepošleme.",
    "Jednorázové heslo přijde do 30s",
]  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert masked(text, TEXT) == text
    assert masked(text) == text


WRITTEN = {
    "order": ["20241118", "CZ-2024/118", "FV2026000123", "OBJ-48213"],
    "parcel": ["RR123456789CZ", "DR1234567890M", "Z1234567890", "1Z123456W123456789"],
    "mail": ["info@shop.example", "help24@shop.example", "anna.novakova85@shop.example"],
    "number": ["+420 777 000 111", "+420222333444", "800 123 456", "0800/123456", "7"],
    "code": ["WELCOME2026", "ZIMA25", "Vanoce2026", "OPS-1234", "B42"],
    "model": ["iPhone15ProMax", "GalaxyS24Ultra512GB", "WH-1000XM5", "ThinkPad-X1C-Gen11", "OK123", "5B2 1234"],
}
SENTENCES = [
    "Your order {order} is on its way.", "Track parcel {parcel} at https://track.example/{parcel}?lang=cs",
    "Volejte {number}, pište na {mail}.", "E-mail:{mail}, tel:{number}", "Your code {code} gives 10 % off.",
    "Promo: {code}", "Ticket {code}, order {order}, from {mail}", "Zapomenuté heslo? Pište na {mail}.",
    "Passwort vergessen? Rufen Sie {number} an.", "Model {model}, size 10x20 cm", "The key to room {number} is here.",
    "A password has {number} characters.", "Token je v SMS, platí {number} minut.", "Auth. dealer no. {order}",
]  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_contact_centres_write_stays_as_it_is(sentence: str) -> None:
    for values in product(*WRITTEN.values()):
        text = sentence.format(**dict(zip(WRITTEN, values, strict=True)))
        assert masked(text, TEXT) == text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (IF, 'token == "expired" or password == old_password'),
        (IF, "token == order.token | lower and x"),
        (URL, "https://x.example:8080/token/refresh/{{ text | urlencode }}"),
        (URL, "https://x.example/auth/customers/CZ2024118"),
        (URL, "https://x.example/?token={{ secrets.k }}&debug#top"),
        (URL, "https://x.example/?user=anna&at=10:30&to=mailto:anna@shop.example"),
        (HEADER, "Bearer {{ secrets.k }}"),
        (HEADER, "text/plain; charset=utf-8"),
        (HEADER, "key account"),
    ],
)
def test_an_ordinary_value_stays_as_it_is(path: tuple[str | int, ...], text: str) -> None:
    assert masked(text, path) == text


@pytest.mark.parametrize("key", ["api_token hunter2", "password kolibri modry", "api key x", "token 123"])
def test_a_key_of_several_words_that_gives_a_secret_is_one(key: str) -> None:
    assert is_secret_key(("queues", "support", key))


@pytest.mark.parametrize("key", ["api token", "mot de passe", "client secret"])
def test_the_name_of_a_secret_is_none(key: str) -> None:
    assert not is_secret_key(("queues", "support", key))


def test_an_item_of_a_list_may_name_the_next() -> None:
    assert named_in_list(("queues", "x", "params"), ["api_key", "kolibri", "9"]) == (1, 2)
    assert named_in_list(("queues", "x", "run"), ["curl", "-u", "anna:x", "--token", "y", "z"]) == (2, 4)
    assert named_in_list(("queues", "x", "params"), ["lang", "cs"]) == ()
    assert named_in_list(("targets", 0, "when", "similar"), ["password", "heslo"]) == ()


@pytest.mark.parametrize(
    "name",
    ["Authentication", "X-OTP", "Zugangsdaten", "přístupový klíč", "API-Schlüssel", "lösenord", "токен", "Секрет"],
)
def test_names_in_other_languages_are_known(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name", ["секретарь", "cifre", "prihlaseni", "pass_rate_name", "keyboard", "bypass", "klíčová"]
)
def test_a_word_like_a_name_is_none(name: str) -> None:
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    ("comment", "hidden"),
    [
        ("# the password is correct horse battery", "battery"),
        ("# use hunter2-kolibri as the password", "hunter2-kolibri"),
        ("# hunter2 (password)", "hunter2"),
        ("# password/hunter2", "hunter2"),
        ("# password - kolibri", "kolibri"),
        ("# Kennwort lautet kolibri", "kolibri"),
        ("# api_token: {env: AMIO} # hunter2", "hunter2"),
        ("# anna:kolibri@shop.example", "kolibri"),
        ("# https://x.example/token/kolibri/a", "kolibri"),
        ("# save_data: {password: hunter2}", "hunter2"),
        ("# {''token'': ''hunter2''}", "hunter2"),
        ("# !token kolibri", "kolibri"),
    ],
)
def test_more_is_hidden_in_a_comment(comment: str, hidden: str) -> None:
    assert any(hidden in comment[start:end] for start, end in secrets_in_comment(comment))


@pytest.mark.parametrize("line", ['save_data: {token: "{{ text }}"}', "save_as: token", "mail:info@shop.example"])
def test_an_ordinary_line_is_shown(line: str) -> None:
    assert list(secrets_in_line(line)) == []


def test_a_sentence_about_a_text_quotes_no_part_of_its_secrets() -> None:
    assert (
        without_parts("'kolibri9' is no name, write `9zz`", ["kol/kolibri9", "a9zz"]) == "'***' is no name, write `***`"
    )
    assert without_parts("there is '/', not 'x.y'", ["kol/ibri"]) == "there is '/', not 'x.y'"


def test_a_key_that_looks_like_a_token_is_found_where_values_are() -> None:
    saved = {"save_data": {"q7Xf2LmN9vKc4TzR8wBd": "x", "order_number": "{{ text }}"}}
    assert paths_of_secrets(saved, ACTIONS) == [(*ACTIONS, "save_data", "q7Xf2LmN9vKc4TzR8wBd")]
