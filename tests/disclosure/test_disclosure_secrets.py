"""What is taken for a secret, by the name of its place and by its looks, and what is not."""

from itertools import permutations

import pytest

from routecfg.disclosure import (
    SECRET_NAMES,
    is_secret_key,
    is_secret_name,
    looks_secret,
    masked,
    masked_key,
    masked_note,
    quoted,
    secrets_in_comment,
    without_secrets,
)

HEADERS = ("decision_trees", "menu", "decisions", "start", "actions", 0, "request", "headers")
URL = (*HEADERS[:-1], "url")
TEXT = ("decision_trees", "menu", "decisions", "start", "actions", 0, "send_message", "text")


@pytest.mark.parametrize("name", SECRET_NAMES)
def test_every_listed_name_is_known_in_every_spelling(name: str) -> None:
    words = name.replace("-", "_").split("_")
    camel = words[0] + "".join(word.capitalize() for word in words[1:])
    for spelt in (name, name.upper(), "-".join(words), "_".join(words), " ".join(words), camel, f"crm_{name}_2"):
        assert is_secret_name(spelt), spelt


@pytest.mark.parametrize(
    "name",
    ["api_tokn", "apiToken", "API_TOKEN", "tokn", "toekn", "secert", "pasword", "passwrod", "autorization",
     "X-Api-Kye", "credentails", "ｔｏｋｅｎ", "jeton_token", "x-functions-key", "mySecret", "accesstoken"],
)  # fmt: skip
def test_a_misspelt_name_is_known(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    ["title", "text", "token_type", "token-count", "passwordReset", "forgot-password-page", "secretary", "author",
     "authority", "keyword", "sort_key", "key", "code", "taken", "tokyo", "monkey", "literal-secret", "channel_id",
     "languages", "similar", "queue", "password_hint", "", "2", "123"],
)  # fmt: skip
def test_a_name_that_only_resembles_one_is_not(name: str) -> None:
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    "word",
    ["EAAGm0PX4ZCpsBAKZC7vq2wT9x", "sk_live_51HxAbCdEf0123456789", "d41d8cd98f00b204e9800998ecf8427e",
     "s3cr3t-Pa55phrase", "q7Xf2LmN9vKc4TzR8wBd", "aGVsbG8gd29ybGQgdGhpcyBpcyBhIHRlc3Q=",
     "k3vm9p2xq7r5w8zt1bca", "K3VM9P2XQ7R5W8ZT1BCA", "kav3mo9pe2xq7ri5wo8z", "hf_QwErTyUiOpAsDfGhJkLz",
     "hvs.CAESIJqwertyuiop", "AKIAIOSFODNN7EXAMPLE", "xoxb-123456789012-abcdefABCDEF",
     "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0"],
)  # fmt: skip
def test_a_token_is_known_by_its_looks(word: str) -> None:
    assert looks_secret(word)
    assert masked(f"here: {word}, there") == "here: ***, there"


@pytest.mark.parametrize(
    "word",
    ["getOrderStatus2024", "getOrderByIdV2", "correct-horse-battery-staple", "b2b-e-shop-cz-2-faq",
     "CZ6508000000192000145399", "GB29NWBK60161331926819", "FR1420041010050500013M02606", "2026-11-30..2026-12-09",
     "Здравствуйте", "objednávky2024", "WhatsAppBusinessAPIv19", "v1.2.3-beta.4", "SHOP_TOKEN_CZ2", "RR123456789CZ",
     "Donaudampfschifffahrtsgesellschaft", "customers-by-number", "WELCOME2026xY", "6487021345678901234",
     "+420222333444", "08:00-18:00", "eshop-hours-2026-cz", "123e4567-e89b-12d3-a456-426614174000",
     "XXXXXXXXXXXXXXXXXXXXXXXX", "TMBJJ7NE3G0123456", "WVWZZZ1KZAW123456", "iPhone15ProMax256GB", "GalaxyS24Ultra512GB",
     "timegroups_6082cf6a2ed22171670511", "MT84MALT011000012345MTLCAST001S"],
)  # fmt: skip
def test_what_a_person_wrote_does_not_look_like_a_token(word: str) -> None:
    assert not looks_secret(word)
    assert masked(word) == word


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        ((*HEADERS, "Authorization"), "Bearer correct-horse-battery-staple", "Bearer ***"),
        ((*HEADERS, "Authorization"), "correct horse", "***"),
        ((*HEADERS, "X-Api-Key"), "s3cr3t1", "***"),
        ((*HEADERS, "X-Api-Key"), "abcd{{ text }}efgh", "***{{ text }}***"),
        ((*HEADERS, "Cookie"), "session=9f86d081884c", "***"),
        ((*HEADERS, "X-Trace"), "EAAGm0PX4ZCpsBAKZC7vq2wT9x", "***"),
        ((*HEADERS, "Authorization"), "{{ secrets.k | default('hunter2-horse') }}", "{{ secrets.k | default('***') }}"),
        (URL, "https://x.example/?api_key=sk_live_51H{{ text }}&b=1", "https://x.example/?api_key=***{{ text }}&b=1"),
        (URL, "https://x.example/?api%5Fkey=abcd", "https://x.example/?api%5Fkey=***"),
        (URL, "https://x.example/#access_token=abcd&x=1", "https://x.example/#access_token=***&x=1"),
        (URL, "https://u:p/w@host.example/x", "https://***@host.example/x"),
        (URL, "https://u:p@w@host.example/x", "https://***@host.example/x"),
        (URL, "https://u:p#?w@host.example/x", "https://***@host.example/x"),
        (URL, "https://u:my pass@host.example/x", "https://***@host.example/x"),
        (URL, "https://bot:abcd{{ text }}@host.example/", "https://***{{ text }}@host.example/"),
        (URL, "https://x.example/T0000/q7Xf2LmN9vKc4TzR8wBd/y", "https://x.example/T0000/***/y"),
        (URL, "https://x.example/?next=q7Xf2LmN9vKc4TzR8wBd", "https://x.example/?next=***"),
        (TEXT, "see https://x.example/?token=abcd", "see https://x.example/?token=***"),
        (TEXT, "api_token:hunter2", "api_token:***"),
        (TEXT, "use password=hunter2 please", "use password=*** please"),
        (("inbound_routings", "shop", "apiToken"), "hunter2-correct-horse", "***"),
        (("inbound_routings", "shop", "api_token", "value"), "hunter2", "***"),
        (("inbound_routings", "shop", "api_token", "env"), "hunter2-correct-horse", "***"),
        (("inbound_routings", "shop", "api_token", "env"), "sk_live_51HxAbCdEf0123456789", "***"),
        (("inbound_routings", "shop", "api_token", "file"), "/run/q7Xf2LmN9vKc4TzR8wBd", "***"),
        (("secret", "crm"), "hunter2", "***"),
        (("secrets", "crm"), "hunter2", "***"),
        ((*URL[:-1], "password"), "hunter2", "***"),
        (("queues", "password"), "hunter2", "***"),
    ],
)  # fmt: skip
def test_a_secret_is_masked_by_the_name_of_its_place_or_by_its_looks(
    path: tuple[str | int, ...], text: str, left: str
) -> None:
    assert masked(text, path) == left


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((*HEADERS, "Authorization"), "Bearer {{ secrets.k }}"),
        ((*HEADERS, "Authorization"), 'Token token="{{ secrets.k }}"'),
        ((*HEADERS, "Authorization"), "Basic {{ secrets.user }}:{{ secrets.k }}"),
        ((*HEADERS, "X-Api-Key"), "v1-{{ secrets.k }}"),
        ((*HEADERS, "X-Api-Key"), ""),
        ((*HEADERS, "Content-Type"), "application/json; charset=utf-8"),
        ((*HEADERS, "Idempotency-Key"), "orders"),
        ((*HEADERS, "Cookie"), "lang=cs"),
        ((*HEADERS, "Token-Type"), "customer"),
        (URL, "https://x.example/?lang=cs&key={{ secrets.crm_key }}#top"),
        (URL, "https://x.example/api/v2/customers/by-number/getOrderStatus2024/{{ text | urlencode }}"),
        (URL, "https://x.example/forms/123e4567-e89b-12d3-a456-426614174000"),
        (URL, "https://x.example:8080/@user"),
        (URL, "https://x.example/?mail=anna@x.example&keyword=coffee&sort_key=date&author=Jan"),
        (URL, "https://{{ secrets.user }}:{{ secrets.k }}@x.example/"),
        (TEXT, "https://forms.example/AbC123dEf456gHi78"),
        (TEXT, "Your password has been reset. Token: see the mail. IBAN CZ6508000000192000145399"),
        (TEXT, "Your PIN is {{ order.pin }}, your password: {{ order.password }}"),
        (("templates", "password-reset", "title"), "Token"),
        (("decision_trees", "m", "decisions", "password", "title"), "Forgotten password"),
        (("custom_fields", "token", "title"), "Token of the parcel"),
        (("rules", "literal-secret"), "warning"),
        (("inbound_routings", "shop", "api_token", "env"), "AMIO_TOKEN"),
        (("inbound_routings", "shop", "api_token", "file"), "/run/secrets/amio-token"),
        (("secrets", "crm", "env"), "CRM_KEY"),
        ((*URL[:-2], "save_data", "order_key"), "orders"),
        ((*URL[:-2], "save_data", "token"), "{{ text }}"),
    ],
)  # fmt: skip
def test_what_is_no_secret_stays(path: tuple[str | int, ...], text: str) -> None:
    assert masked(text, path) == text


SECRETS = ("q7Xf2L", "q7Xf2LmN9vKc", "9vKc")


@pytest.mark.parametrize("order", list(permutations(SECRETS)))
def test_nothing_is_left_of_a_secret_that_begins_or_ends_like_another(order: tuple[str, ...]) -> None:
    address = "https://x.example/?" + "&".join(f"key{index}={secret}" for index, secret in enumerate(order))
    hidden = "https://x.example/?key0=***&key1=***&key2=***"
    address = address.replace("key", "api_key")
    hidden = hidden.replace("key", "api_key")
    assert masked(address) == hidden
    told = without_secrets({"url": address, "headers": {"Authorization": f"Bearer {address}"}}, ("request",))
    assert isinstance(told, dict)
    assert told["url"] == hidden
    assert not any(secret in str(told) for secret in SECRETS)


def test_a_value_of_any_type_in_a_secret_place_is_masked() -> None:
    assert without_secrets({"password": 12345678, "on": True, "id": 7}, ("queues", "x")) == {
        "password": "***",
        "on": True,
        "id": 7,
    }
    assert without_secrets({"api_token": {"env": "AMIO_TOKEN"}}, ("inbound_routings", "shop")) == {
        "api_token": {"env": "AMIO_TOKEN"}
    }


def test_a_key_that_may_be_a_secret_is_masked() -> None:
    assert masked_key(("inbound_routings", "shop", "api_token", "hunter2")) == "***"
    assert masked_key(("queues", "q7Xf2LmN9vKc4TzR8wBd")) == "***"
    assert masked_key(("queues", "x", "api_token:hunter2")) == "***"
    assert not is_secret_key(("custom_fields", "token", "title"))
    for path in (("secrets", "crm_key"), ("inbound_routings", "shop", "api_token", "env"), ("queues", "support")):
        assert not is_secret_key(path)


def test_a_finding_repeats_a_text_without_its_secrets_and_not_in_full() -> None:
    assert quoted("Bearer hunter2", (*HEADERS, "Authorization")) == "'Bearer ***'"
    assert quoted("x" * 100, longest=10) == f"'{'x' * 9}…'"
    assert quoted("q7Xf2LmN9vKc4TzR8wBd", longest=10) == "'***'", "masked before it is cut"


@pytest.mark.parametrize(
    ("comment", "hidden"),
    [
        ("# token hunter2-correct-horse", "hunter2-correct-horse"),
        ("# the token is hunter2", "hunter2"),
        ("# password: hunter2", "hunter2"),
        ("# token swordfish", "swordfish"),
        ("# api_tokn: hunter2", "hunter2"),
        ("# was s3cr3t-Pa55phrase", "s3cr3t-Pa55phrase"),
        ("# https://u:p@w@host.example", "u:p@w"),
    ],
)
def test_a_secret_in_a_comment_is_found(comment: str, hidden: str) -> None:
    assert hidden in {comment[start:end] for start, end in secrets_in_comment(comment)}


def test_a_note_keeps_all_but_the_secret() -> None:
    assert masked_note("new token hunter2-horse, for Anna") == "new token *** for Anna"
    assert masked_note("token rotated") == "token rotated"
    assert masked_note("The password is changed: opening hours of Monday") == (
        "The password is changed: opening hours of Monday"
    )


@pytest.mark.parametrize(
    "comment",
    ["# the author of this", "# the token is rotated each year", "# the line's token", "# see https://acme.example/help",
     "# 2026-11-30..2026-12-09", "# api_token: {env: AMIO_TOKEN}", "# key: orders"],
)  # fmt: skip
def test_an_ordinary_comment_stays_readable(comment: str) -> None:
    assert list(secrets_in_comment(comment)) == []


@pytest.mark.parametrize(
    "text",
    ["https://" * 20_000, "a:" * 50_000, "https://u:" + "@" * 100_000, "{{" * 50_000, "?a=" * 30_000, "x" * 200_000,
     "a b " * 30_000, "https:u:" * 10_000, "token: " * 20_000, "%25" * 30_000, "-u a:" * 20_000, "{{ '" * 20_000,
     "aB3" * 60_000, "/" * 200_000, "token " * 20_000, "token=" * 20_000, "\0" * 100_000],
    ids=lambda text: text[:10],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    masked(text[:50_000], URL)
    list(secrets_in_comment(text[:3_000]))


def test_a_text_with_very_many_secrets_is_masked_as_a_whole() -> None:
    assert masked("&".join(f"?token=a{number}" for number in range(20_000))) == "***"
