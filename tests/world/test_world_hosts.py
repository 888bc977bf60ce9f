"""What is agreed on before a chat and what the client sends in it fit together."""

import pytest

from engine.talking import decision, tree
from routecfg.engine.stubs import Stubs
from routecfg.world.hosts import hosts
from small_estates import PROJECT, estate_and_settings


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://{{ secrets.user }}:{{ secrets.key | urlencode }}@api.example:8443/{{ text }}", "api.example:8443"),
        ('https://{{ secrets.user | default("a/b@c") }}@api.example/', "api.example"),
        ("https://API.example.?{{ secrets.user }}{{ secrets.key }}", "api.example"),
        ("https://[FD12:0:0::1]/{{ secrets.key }}", "[fd12::1]"),
    ],
)
def test_the_host_that_is_named_is_the_one_that_gets_the_secrets(url: str, host: str) -> None:
    values = tree({"a": decision({"request": {"url": url, "save_as": "x"}}, targets=[{"to": {"queue": "support"}}])})
    found = hosts(estate_and_settings(values, PROJECT)[0], "line", Stubs(), {})
    assert found.requests == {host: tuple(name for name in ("key", "user") if f"secrets.{name}" in url)}
    assert not found.others
