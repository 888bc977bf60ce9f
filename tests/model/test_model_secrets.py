"""Texts without their literal secrets."""

from itertools import permutations

import pytest

from routecfg.model import masked, without_secrets

SECRETS = ("q7Xf2L", "q7Xf2LmN9vKc", "9vKc")


@pytest.mark.parametrize("order", list(permutations(SECRETS)))
def test_nothing_is_left_of_a_secret_that_begins_or_ends_like_another(order: tuple[str, ...]) -> None:
    address = "https://x.example/?" + "&".join(f"key{index}={secret}" for index, secret in enumerate(order))
    hidden = "https://x.example/?key0=***&key1=***&key2=***"
    assert masked(address) == hidden
    told = without_secrets({"url": address, "headers": {"Authorization": f"Bearer {address}"}}, ("request",))
    assert isinstance(told, dict)
    assert told["url"] == hidden
    assert not any(secret in str(told) for secret in SECRETS)


def test_what_is_no_secret_stays() -> None:
    text = "https://x.example/?lang=cs&key={{ secrets.crm_key }}#top"
    assert masked(text) == text
    assert without_secrets({"api_token": {"env": "AMIO_TOKEN"}, "id": 7}, ("inbound_routings", "shop")) == {
        "api_token": {"env": "AMIO_TOKEN"},
        "id": 7,
    }
