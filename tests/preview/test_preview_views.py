"""What the page gets of a project: all of it, each part once, and nothing that is secret or does harm."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from hypothesis import HealthCheck, given

from commands import EXAMPLES
from examples import examples
from preview.everything import consistent, everything, harmless_everywhere
from preview.opening import eshop, opened, project
from product.test_product_any_input import broken_eshops
from product.test_product_secrets import planted
from routecfg.diagnostics import CannotRun
from routecfg.graph import hours_of_line
from routecfg.preview.opened import Opened
from routecfg.preview.views.coverage import coverage
from routecfg.preview.views.details import details
from routecfg.preview.views.pictures import tree, whole_map
from routecfg.preview.views.search import search
from routecfg.preview.views.summary import summary
from routecfg.preview.views.week import week
from routecfg.report.hours import hours_as_json
from routecfg.workspace import Workspace
from small_estates import Values, shop, small_estates

PROJECT: Final = b"routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en, cs]\n"


@pytest.fixture(scope="module")
def coffee() -> Opened:
    return opened(EXAMPLES / "eshop")


def of_texts(folder: Path, texts: dict[str, bytes]) -> Opened:
    """A project of these files, none of which is on disk."""
    return Opened(Workspace(folder, date(2026, 11, 25), cached=False, texts=texts))


def test_a_small_project_is_shown_as_it_is() -> None:
    shown = summary(opened(EXAMPLES / "quickstart"))
    assert (shown.problem, shown.found, shown.release) == ("", (), None)
    assert [(number.name, number.zone) for number in shown.numbers] == [("shop", "Europe/London")]
    counted = {(item.kind, item.name): item.decisions for item in shown.items}
    assert counted["decision_trees", "menu"] == 2
    assert {item.kind for item in shown.items} <= set(shown.kinds)


@pytest.mark.parametrize("name", ["quickstart", "eshop"])
def test_all_that_is_shown_of_an_example_can_be_opened(name: str) -> None:
    consistent(opened(EXAMPLES / name))


def test_a_decision_has_its_texts_its_ways_and_its_lines(coffee: Opened) -> None:
    found = details(coffee, "/decision_trees/main-menu/decisions/order-status")
    assert found.within is not None
    assert found.within.title == "Main menu"
    assert next((each.what, each.when, [*each.texts]) for each in found.said) == (
        "message",
        "for each of tracking.parcels",
        ["en", "cs", "de"],
    )
    assert ("if parcel.lost", "/queues/couriers") in {(way.label, way.at.pointer) for way in found.leads_to}
    assert ("files tickets under", "orders") in {(way.label, way.at.name) for way in found.leads_to}
    assert {way.at.name for way in found.led_from} == {"welcome", "ask-number"}
    assert found.source is not None
    inside = [line.text for line in found.source.lines if line.within]
    assert inside[0].strip() == "order-status:"
    assert found.source.editor.endswith(f"/examples/eshop/routing/trees/main-menu.yaml:{found.source.line}:7")


def test_what_leads_to_a_queue_is_told(coffee: Opened) -> None:
    ways = {(way.at.name, way.label) for way in details(coffee, "/queues/support").led_from}
    assert ways >= {
        ("coffee-expert", "hands over"),
        ("person", "agent, human, operator"),
        ("closed", "notifies"),
        ("file-ticket", 'if urgent and reason != "return"'),
    }


def test_a_tree_alone_is_drawn_with_all_of_its_decisions(coffee: Opened) -> None:
    shown = tree(coffee, "main-menu")
    headings = [heading for card in shown.cards for heading in card.headings]
    assert [each.name for each in coffee.estate.decision_trees["main-menu"].decisions] == sorted(
        (heading.pointer.rpartition("/")[2] for heading in headings if heading.kind == "decisions"),
        key=[each.name for each in coffee.estate.decision_trees["main-menu"].decisions].index,
    )
    welcome = next(heading for heading in headings if heading.pointer.endswith("/decisions/welcome"))
    assert " ".join(welcome.first_words).startswith("Hello, this is Kavka.")
    assert {heading.kind for card in whole_map(coffee).cards for heading in card.headings}.isdisjoint({"decisions"})


@pytest.mark.parametrize(
    "pointer", ["", "/", "/queues", "/queues/none", "/decision_trees/main-menu/decisions/none", "x"]
)
def test_a_pointer_to_nothing_finds_nothing(coffee: Opened, pointer: str) -> None:
    with pytest.raises(LookupError):
        details(coffee, pointer)


@given(values=small_estates())
@examples(15, 300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_that_is_shown_of_any_estate_can_be_opened(values: Values, tmp_path: Path) -> None:
    found = of_texts(_folder(tmp_path), {"routecfg.yaml": PROJECT, "routing/all.yaml": json.dumps(values).encode()})
    consistent(found)


def _folder(folder: Path) -> Path:
    """A folder with an empty sandbox in it."""
    (folder / "routing").mkdir(exist_ok=True)
    return folder


def test_an_export_has_no_links_and_no_absolute_paths() -> None:
    given = opened(EXAMPLES / "eshop")
    exported = Opened(given.workspace, exported=True)
    written = "".join(msgspec.json.encode(each).decode() for each in everything(exported))
    assert str(EXAMPLES) not in written
    assert "://file/" not in written
    assert summary(exported).exported


def test_every_word_that_a_customer_may_choose_by_is_told(coffee: Opened) -> None:
    assert (
        "understands",
        "agent, human, operator; cs: operátor, člověk, živý člověk; de: mitarbeiter, mensch, berater",
    ) in (details(coffee, "/target_sets/person").facts)


def test_coverage_counts_scenarios_and_one_that_fails_stops_nothing(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    before = coverage(opened(folder))
    assert before.scenarios == len(opened(folder).scenarios.scenarios) > 1
    assert before.covered == len(before.visits) == before.total
    assert set(before.visits) <= {each.pointer for each in search(opened(folder)).named}
    chat = "[{say: Hi, expect: {ends: {queue: couriers}}}]"
    failing = f"scenarios:\n  never: {{title: Fails, inbound: eshop-cz, at: 2026-11-25T10:00, chat: {chat}}}\n"
    (folder / "tests" / "aaa.yaml").write_text(failing, encoding="utf-8")
    assert opened(folder).scenario_runs.runs[0].difference is not None
    after = coverage(opened(folder))
    assert after.scenarios == before.scenarios + 1
    assert all(after.visits[pointer] >= count for pointer, count in before.visits.items())
    assert after.visits["/inbound_routings/eshop-cz"] == before.visits["/inbound_routings/eshop-cz"] + 1
    (folder / "tests" / "aaa.yaml").write_text("scenarios: [", encoding="utf-8")
    none = coverage(opened(folder))
    assert none.visits == {}
    assert "'routecfg test' lists the errors" in none.problem


# --- Weeks


@pytest.mark.parametrize("first", ["2026-12-21", "2026-06-01"])
@pytest.mark.parametrize("number", ["eshop-cz", "eshop-de", "wholesale"])
def test_a_week_is_what_hours_says(coffee: Opened, number: str, first: str) -> None:
    hours = hours_of_line(coffee.estate, number, coffee.settings.timezone, date.fromisoformat(first), 7)
    said: dict[str, list[Any]] = {}
    for each in json.loads(hours_as_json(hours))["intervals"]:
        start, end = (datetime.fromisoformat(each[edge]) for edge in ("from", "to"))
        [name] = each["destination"].values()
        for at in range(start.toordinal(), end.toordinal() + 1):
            begins = _minute(start) if at == start.toordinal() else 0
            ends = _minute(end) if at == end.toordinal() else 1440
            if begins < ends:
                said.setdefault(date.fromordinal(at).isoformat(), []).append((begins, ends, name, each["open"]))
    shown = week(coffee, number, first)
    assert {day.day: [(b.start, b.end, b.to.name, b.open) for b in day.bands] for day in shown.days} == said
    for day in shown.days:
        assert all(shown.destinations[band.colour].to == band.to for band in day.bands)


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


@pytest.mark.parametrize(("first", "change"), [("2026-03-23", -60), ("2026-10-19", 60), ("2026-11-02", 0)])
def test_a_day_adds_up_whatever_the_clock_does(coffee: Opened, first: str, change: int) -> None:
    shown = week(coffee, "eshop-cz", first)
    assert sum(share.minutes for share in shown.destinations) == 7 * 1440 + change
    for day in shown.days:
        assert all(before.end <= after.start for before, after in zip(day.bands, day.bands[1:], strict=False))
        changed = any("clocks go" in note for note in day.notes)
        assert sum(band.end - band.start for band in day.bands) == 1440 + (min(change, 0) if changed else 0)
    assert sum(any("clocks go" in note for note in day.notes) for day in shown.days) == (change != 0)


@pytest.mark.parametrize(
    ("number", "first"), [("none", "2026-12-21"), ("eshop-cz", "soon"), ("eshop-cz", "9999-12-31")]
)
def test_a_week_that_is_none_is_not_found(coffee: Opened, number: str, first: str) -> None:
    with pytest.raises(LookupError):
        week(coffee, number, first)


# --- Secrets and harm


@given(planting=planted())
@examples(8, 200, suppress_health_check=list(HealthCheck))
def test_no_answer_has_a_secret(planting: tuple[str, dict[str, str], str], tmp_path: Path) -> None:
    secret, files, whole = planting
    texts = {"routecfg.yaml": whole.encode()} | {path: text.encode() for path, text in files.items()}
    for answer in everything(of_texts(_folder(tmp_path), texts)):
        assert secret.encode() not in msgspec.json.encode(answer)


def test_a_name_that_is_a_secret_is_masked_in_pointers_too(tmp_path: Path) -> None:
    values = shop()
    secret = "sk_live_51hxabcdef0123456789"
    values["queues"][secret] = values["queues"].pop("support")
    found = opened(
        project(tmp_path / "p", json.loads(json.dumps(values).replace('"queue": "support"', f'"queue": "{secret}"')))
    )
    assert all(secret.encode() not in msgspec.json.encode(answer) for answer in everything(found))
    assert details(found, "/queues/***").at.name == "***"


HOSTILE: Final = (
    "</script><script>alert(1)</script>",
    "left \u202eright\u202c \u2066x",
    "bell \x07, escape \x1b[31m",
    "::error::x ##[group]y",
    " \u200b\u2028x",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_steers_anything(tmp_path: Path, text: str) -> None:
    values = shop()

    def spoiled(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: spoiled(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [spoiled(inner, key) for inner in value]
        return f"{value} {text}" if key in ("title", "text", "similar", "description", "comment", "cs") else value

    texts = {"routecfg.yaml": PROJECT, "routing/all.yaml": json.dumps(spoiled(values)).encode()}
    for answer in everything(of_texts(_folder(tmp_path), texts)):
        harmless_everywhere(msgspec.to_builtins(answer))


# --- Whatever is there


def test_a_broken_project_file_is_shown_with_what_is_wrong(tmp_path: Path) -> None:
    folder = eshop(tmp_path / "eshop")
    (folder / "routecfg.yaml").write_text("routecfg: 1\ntimezone: Mars\n", encoding="utf-8")
    shown = summary(opened(folder))
    assert shown.problem == "routecfg.yaml has errors"
    assert {each.file for each in shown.found} == {"routecfg.yaml"}
    assert shown.items == ()
    consistent(opened(folder))


def test_a_missing_folder_is_shown_as_such(tmp_path: Path) -> None:
    (tmp_path / "routecfg.yaml").write_bytes(PROJECT)
    shown = summary(opened(tmp_path))
    assert "routing" in shown.problem
    assert (shown.zone, shown.languages) == ("Europe/Prague", ("en", "cs"))
    consistent(opened(tmp_path))


def broken_shop(folder: Path) -> Path:
    """A project with everything in it that can be wrong with files and objects."""
    values = shop()
    values["decision_trees"]["menu"]["decisions"]["faq"]["titel"] = "No such field"
    values["queues"]["support"] = {"title": ["not a title"]}
    values["inbound_routings"]["line"]["next_destination"] = {"time_condition": "hours"}
    root = project(folder, values)
    (root / "routing" / "again.yaml").write_text("queues:\n  support-cs: {title: Again}\n", encoding="utf-8")
    (root / "routing" / "broken.yaml").write_text("queues:\n  a: {title: A\n b: c]\n", encoding="utf-8")
    (root / "routing" / "bytes.yaml").write_bytes(b"queues: {\xff\xfe: \x00}")
    (root / "routing" / "empty.yaml").write_text("", encoding="utf-8")
    return root


def test_objects_with_errors_are_there_with_what_is_wrong(tmp_path: Path) -> None:
    found = opened(broken_shop(tmp_path / "p"))
    consistent(found)
    shown = summary(found)
    incomplete = {item.name for item in shown.items if item.incomplete}
    assert incomplete == {"menu", "support"}
    assert {each.file for each in shown.found} >= {"routing/all.yaml", "routing/broken.yaml", "routing/bytes.yaml"}
    menu = details(found, "/decision_trees/menu")
    assert [way.at.pointer for way in menu.led_from] == ["/time_conditions/hours"]
    assert "titel" in "".join(each.message for each in menu.found)
    assert menu.source is not None
    assert any(line.within for line in menu.source.lines)
    [card] = tree(found, "menu").cards
    assert card.headings[0].severity == "error"
    drawn = {heading.pointer for card in whole_map(found).cards for heading in card.headings}
    assert {"/decision_trees/menu", "/queues/support"} <= drawn
    assert "" not in drawn
    assert any(text.text == "menu" for text in search(found).texts)
    shares = {share.to.name: (share.open, share.errors) for share in week(found, "line", "2026-11-23").destinations}
    assert shares == {"menu": (True, True), "closed": (False, False)}


@given(files=broken_eshops())
@examples(5, 60, suppress_health_check=list(HealthCheck))
def test_a_project_with_any_fault_is_shown(files: dict[str, str], tmp_path: Path) -> None:
    texts = {"routecfg.yaml": (EXAMPLES / "eshop" / "routecfg.yaml").read_bytes()}
    texts |= {path: text.encode("utf-8", "surrogatepass") for path, text in files.items()}
    found = of_texts(_folder(tmp_path), texts)
    consistent(found)
    for answer in everything(found):
        harmless_everywhere(msgspec.to_builtins(answer))
        msgspec.json.encode(answer)


def test_the_hours_of_a_number_with_errors_are_refused_in_words(tmp_path: Path) -> None:
    values = shop()
    del values["inbound_routings"]["line"]["channel_id"]
    found = opened(project(tmp_path / "p", values))
    with pytest.raises(CannotRun, match="the inbound routing 'line' has errors"):
        week(found, "line", "2026-12-21")
    consistent(found)
