"""A live chat with a release runs by the release, not by what the sandbox says meanwhile."""

from pathlib import Path

from engine.talking import decision, tree
from routecfg.cli.chat_live import LiveOptions, live_world
from routecfg.cli.workspace import Workspace
from routecfg.engine import LoadedBundle
from routecfg.engine.stubs import Stubs
from routecfg.engine.world import Outcome
from small_estates import PROJECT, bundle
from world.services import answer_of, asked, saying, service


def test_the_hosts_that_may_be_private_are_those_of_the_release(tmp_path: Path) -> None:
    (tmp_path / "routecfg.yaml").write_text(
        "routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en]\nallow_hosts: [other]\n"
    )
    options = LiveOptions(callback=None, listen=None, wait=None, bots=(), yes=True)
    with service(saying(answer_of(b"1"))) as running:
        urls = [running.url(), "http://other/"]
        requests = [{"request": {"url": url, "save_as": "x"}} for url in urls]
        values = tree({"a": decision(*requests, targets=[{"to": {"queue": "support"}}])})
        released = LoadedBundle(bundle(values, {**PROJECT, "allow_hosts": ["localhost"]}))
        with live_world(options, Workspace(tmp_path), released, "line", Stubs()) as (world, _):
            assert world.answer(asked(urls[0])) == Outcome(200, 1)
            assert "is not allowed" in world.answer(asked(urls[1])).why
