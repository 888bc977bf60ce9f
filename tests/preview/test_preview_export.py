"""The page as one file: everything is in it that the page asks for, and nothing of the machine that made it."""

import base64
import gzip
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import Commands, copied
from routecfg.preview.opened import Opened
from routecfg.preview.routes import answer
from routecfg.workspace import Workspace

DAY = "2026-11-30"


@pytest.fixture
def shop(tmp_path: Path) -> Commands:
    (tmp_path / "anna's home").mkdir()
    return copied("quickstart", tmp_path / "here" / "shop", tmp_path / "anna's home")


def answers(page: str) -> dict[str, Any]:
    """The answers in a page, put together as the page does it."""
    (data,) = re.findall(r'<script type="text/plain" id="answers">([^<]*)</script>', page)
    packed = json.loads(gzip.decompress(base64.b64decode(data)))

    def whole(value: Any) -> Any:
        if isinstance(value, str):
            return packed["texts"][int(value[1:], 16)] if value.startswith("\x01") else value
        if isinstance(value, list):
            return [whole(each) for each in value]
        return {name: whole(each) for name, each in value.items()} if isinstance(value, dict) else value

    found: dict[str, Any] = whole(packed["answers"])
    return found


def test_everything_is_in_it_under_the_address_that_the_page_asks_for(shop: Commands) -> None:
    ran = shop("preview", "--export", "out.html", "--today", DAY)
    assert (ran.status, ran.out) == (0, "")
    assert re.fullmatch(r"out\.html: 0\.\d MB\n", ran.err)
    found = answers((shop.folder / "out.html").read_text("utf-8"))
    assert all(answer["version"] == 1 for answer in found.values())
    summary = found["/api/summary"]
    assert summary["exported"] is True
    assert "/api/map" in found
    assert "/api/changes" in found
    for item in summary["items"]:
        assert f"/api/object?at={item['pointer'].replace('/', '%2F')}" in found
    for number in summary["numbers"]:
        mondays = ("2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28", "2027-01-04")
        assert all(f"/api/week?number={number['name']}&from={monday}" in found for monday in mondays)
    trees = [item for item in summary["items"] if item["kind"] == "decision_trees"]
    decisions = [path for path in found if "%2Fdecisions%2F" in path]
    assert trees
    assert len(decisions) == sum(tree["decisions"] for tree in trees)
    assert all(f"/api/tree/{tree['name']}" in found for tree in trees)


def test_nothing_of_this_machine_is_in_it_and_it_is_the_same_each_time(shop: Commands) -> None:
    folder = shop.folder
    assert shop("preview", "--export", "one.html", "--today", DAY).status == 0
    options = ("--today", DAY, "--project", str(folder))
    assert shop("preview", "--export", str(folder / "two.html"), *options, cwd=shop.home).status == 0
    one, two = ((folder / name).read_bytes() for name in ("one.html", "two.html"))
    assert one == two
    page = one.decode()
    texts = page + json.dumps(answers(page), ensure_ascii=False)
    for word in (str(shop.folder), str(shop.home), "anna's home", "anna", "vscode://", "file://", "token="):
        assert word not in texts.replace("token=([", ""), word


def test_the_answers_are_those_of_the_server(shop: Commands) -> None:
    assert shop("preview", "--export", "out.html", "--today", DAY).status == 0
    opened = Opened(Workspace(shop.folder, date.fromisoformat(DAY), cached=False), exported=True)
    found = answers((shop.folder / "out.html").read_text("utf-8"))
    assert len(found) > 20
    for asked, said in found.items():
        assert said == json.loads(answer(opened, asked)), asked


def test_it_replaces_an_earlier_one_and_nothing_else(shop: Commands) -> None:
    assert shop("preview", "--export", "out.html").status == 0
    assert shop("preview", "--export", "out.html").status == 0
    (shop.folder / "other.html").write_text("<!doctype html><title>Ours</title>", "utf-8")
    for name in ("other.html", "routing/out.html", "out.yaml", "-", "nowhere/out.html"):
        ran = shop("preview", "--export", name)
        assert ran.status == 2
        assert ran.err.startswith(f"routecfg: the page cannot be written to '{name}': ")
    assert (shop.folder / "other.html").read_text("utf-8") == "<!doctype html><title>Ours</title>"


def test_a_project_with_findings_is_exported_and_one_that_cannot_be_read_in_part(shop: Commands) -> None:
    file = shop.folder / "routing" / "more.yaml"
    file.write_text("queues: {unused: {title: Unused, id: 10002}}\n", "utf-8")
    ran = shop("preview", "--export", "out.html", "--today", DAY)
    assert (ran.status, ran.err.endswith(" MB, with 1 finding\n")) == (0, True)
    file.write_text("queues: {unused: {title: [], id: 10002}}\n", "utf-8")
    ran = shop("preview", "--export", "out.html", "--today", DAY)
    assert ran.status == 1
    assert "1 object with errors shown only in part: 'routecfg validate' lists the errors\n" in ran.err
    file.write_text("queues: [\n", "utf-8")
    assert shop("preview", "--export", "out.html", "--today", DAY).status == 1
    (shop.folder / "routecfg.yaml").write_text("routecfg: 2\n", "utf-8")
    ran = shop("preview", "--export", "out.html", "--today", DAY)
    assert ran.status == 1
    assert "the page shows only the findings: routecfg.yaml has errors\n" in ran.err
    found = answers((shop.folder / "out.html").read_text("utf-8"))
    assert found["/api/summary"]["problem"] == "routecfg.yaml has errors"
    assert found["/api/summary"]["found"]
