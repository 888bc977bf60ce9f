"""The sandbox beside production: what `diff` says, and the two columns of each object."""

import json
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from commands import Commands, copied, longer_saturday
from preview.opening import eshop, opened, release
from routecfg.preview.answers import Picture, SideRow, Words
from routecfg.preview.views.change import change, rows_of
from routecfg.preview.views.sides import sides


@pytest.fixture
def shop(tmp_path: Path) -> Commands:
    """The small project, released."""
    made = copied("quickstart", tmp_path / "shop", tmp_path)
    release(made.folder)
    return made


def column(rows: Iterable[SideRow], side: str) -> list[str]:
    """What stands in a column; what is left out is the same on both sides."""
    found: list[tuple[Words, ...] | None] = [getattr(row, side) for row in rows]
    return ["".join(words.text for words in line) for line in found if line is not None]


def test_before_the_first_release_production_is_empty(tmp_path: Path) -> None:
    folder = copied("quickstart", tmp_path / "shop", tmp_path).folder
    found = sides(opened(folder))
    assert (found.problem, found.release, found.nothing, found.headline) == ("", None, False, "")
    assert found.summary == "First release: 7 objects."
    assert {each.change for each in found.objects} == {"added"}
    one = change(opened(folder), "/queues/support")
    assert (one.change, column(one.rows, "production")) == ("added", [])
    assert column(one.rows, "sandbox")[0] == "title: Support"


def test_sides_that_are_the_same_say_so(shop: Commands) -> None:
    found = sides(opened(shop.folder))
    assert (found.release, found.nothing, found.objects) == (1, True, ())
    assert found.summary == "Nothing to release: production is already like this."
    one = change(opened(shop.folder), "/queues/support")
    assert one.change == ""
    assert {row.change for row in one.rows} == {""}


def test_the_order_of_names_is_no_difference(tmp_path: Path) -> None:
    """The headers of a request stand in one order in the files, and by the alphabet in production."""
    folder = eshop(tmp_path / "shop")
    release(folder)
    file = folder / "routing" / "trees" / "main-menu.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: Main menu", "title: Menu", 1), encoding="utf-8")
    one = change(opened(folder), "/decision_trees/main-menu")
    assert [(row.change, row.sandbox[0].text) for row in one.rows if row.change and row.sandbox] == [
        ("changed", "title: "),
    ]


def test_a_change_is_accounted_for_and_marked(shop: Commands) -> None:
    longer_saturday(shop)
    to = opened(shop.folder)
    found = sides(to)
    assert found.headline == "What customers will notice: 1 of 1 line"
    line = found.lines[0]
    assert (line.at.pointer, line.at.title) == ("/inbound_routings/shop", "The shop's number")
    notice = line.notices[0]
    assert notice.when.startswith("Saturdays 14:00-16:00")
    assert notice.production.endswith("ends at 'closed'")
    assert "decision" in notice.sandbox
    assert notice.pointer == "/time_groups/shop-hours"
    assert {each.side for each in notice.example} == {"customer", "production", "sandbox"}
    assert [(each.at.pointer, each.change) for each in found.objects] == [("/time_groups/shop-hours", "changed")]
    one = change(to, "/time_groups/shop-hours")
    marked = [row for row in one.rows if row.change]
    assert [row.change for row in marked] == ["changed"]
    assert [words.text for words in marked[0].sandbox or () if words.marked] == ["10:00-16:00"]
    assert [words.text for words in marked[0].production or () if words.marked] == ["10:00-14:00"]
    assert one.says == found.objects[0].lines


def pointers(picture: Picture | None) -> dict[str, str]:
    """What is drawn, and how it is marked."""
    assert picture is not None
    return {heading.pointer: heading.mark for card in picture.cards for heading in card.headings}


def test_the_changed_paths_are_drawn_before_and_after(shop: Commands) -> None:
    text = (shop.folder / "routing/shop.yaml").read_text(encoding="utf-8")
    assert "queue: support" in text
    shop.write("routing/shop.yaml", text.replace("queue: support", "queue: sales"))
    shop.write("routing/more.yaml", "queues:\n  sales: {title: Sales, id: 77}\n")
    found = sides(opened(shop.folder))
    before, after = pointers(found.production), pointers(found.picture)
    assert "/queues/sales" not in before
    assert after["/queues/sales"] == "added"
    assert "/inbound_routings/shop" in before
    assert "/inbound_routings/shop" in after
    rows = [row for card in (found.production.cards if found.production else ()) for row in card.rows]
    assert {row.mark for row in rows} >= {"removed"}
    assert not any(row.mark == "added" for row in rows)


def test_of_very_many_notices_the_first_are_shown(shop: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    longer_saturday(shop)
    shop.change("routing/shop.yaml", "leave our warehouse the same day", "leave today")
    to = opened(shop.folder)
    whole = sides(to).lines[0]
    assert len(whole.notices) > 1
    monkeypatch.setattr("routecfg.preview.views.sides._MOST_IN_ALL", 1)
    monkeypatch.setattr("routecfg.preview.views.sides._MOST_EXAMPLES", 0)
    short = sides(to).lines[0]
    assert (len(short.notices), short.more) == (1, len(whole.notices) - 1)
    assert not short.notices[0].example


def test_objects_that_come_and_go_have_one_column(shop: Commands) -> None:
    shop.write("routing/more.yaml", "queues:\n  new: {title: New, id: 77}\n")
    longer_saturday(shop)
    shop.change("routing/shop.yaml", "shop-hours", "opening")
    to = opened(shop.folder)
    found = {each.at.pointer: each for each in sides(to).objects}
    assert found["/queues/new"].change == "added"
    renamed = found["/time_groups/opening"]
    assert (renamed.change, renamed.was) == ("renamed", "shop-hours")
    assert [row.change for row in change(to, "/time_groups/opening").rows if row.change] == ["changed"]
    added = change(to, "/queues/new")
    assert (column(added.rows, "production"), column(added.rows, "sandbox")) == ([], ["title: New", "id: 77"])
    release(shop.folder)
    (shop.folder / "routing/more.yaml").unlink()
    gone = change(opened(shop.folder), "/queues/new")
    assert (gone.change, column(gone.rows, "sandbox")) == ("removed", [])
    assert [row.change for row in gone.rows] == ["removed", "removed"]
    with pytest.raises(LookupError):
        change(opened(shop.folder), "/queues/nowhere")
    for at in ("", "/", "/nothing/x", "x", "/queues", "/decisions/a", "/target_sets/x", "/queues/\x00"):
        with pytest.raises(LookupError):
            change(opened(shop.folder), at)


def test_the_settings_are_an_object_too(shop: Commands) -> None:
    shop.change("routecfg.yaml", "languages: [en", "languages: [en, cs")
    to = opened(shop.folder)
    assert sides(to).objects[0].at.pointer == "/project"
    assert change(to, "/project").change == "changed"


def test_it_is_said_why_nothing_is_compared(shop: Commands) -> None:
    (shop.folder / "production/releases").rename(shop.folder / "production/elsewhere")
    refused = shop("diff").err
    found = sides(opened(shop.folder))
    assert found.problem
    assert found.problem.partition(";")[0] in " ".join(refused.split())
    shop.change("routing/shop.yaml", "queue: support", "queue: suport")
    assert sides(opened(shop.folder)).problem.startswith("The project has errors")
    assert change(opened(shop.folder), "/queues/support").problem.startswith("The project has errors")


def test_no_secret_gets_out_and_nothing_hostile(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    release(folder)
    file = folder / "routing/endings.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: ", "title: \u202e", 1), encoding="utf-8")
    to = opened(folder)
    whole = msgspec.json.encode([sides(to), *(change(to, each.at.pointer) for each in sides(to).objects)])
    assert "\u202e" not in whole.decode()
    assert json.loads(whole)[0]["objects"]


@given(some.lists(some.sampled_from(["a: 1", "b: 2", "  c: x y", "d"]), max_size=40), some.integers(0, 99))
@settings(max_examples=50)
def test_the_columns_have_every_line_that_differs(lines: list[str], seed: int) -> None:
    at = seed % (len(lines) + 1)
    other = [*lines[:at], f"new {seed}", *lines[at + seed % 3 :]]
    rows = [*rows_of(other, lines)]
    for row in rows:
        if row.change == "":
            assert row.sandbox == row.production
        elif row.change != "left out":
            assert row.sandbox != row.production
    left = sum(row.count for row in rows)
    assert len(column(rows, "sandbox")) + left == len(other)
    assert len(column(rows, "production")) + left == len(lines)
    kept = iter(other)
    assert all(line in kept for line in column(rows, "sandbox"))
