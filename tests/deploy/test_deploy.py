"""The steps behind diff, apply and rollback, one by one."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given

from releases.lines import earlier_line
from routecfg.bundle import canonical, compile_bundle, struct_to_json
from routecfg.deploy import (
    Production,
    Proposal,
    guard,
    look,
    plan_of,
    propose,
    propose_rollback,
    read_plan,
    release,
    was_rolled_back,
)
from routecfg.diagnostics import CannotRun, Diagnostic
from routecfg.releases import Appended, Store, next_release
from small_estates import TODAY, Values, estate_and_settings, shop, small_estates

WHEN = datetime(2026, 7, 1, 12, tzinfo=UTC)


def proposed(store: Store, values: Values, today: date = TODAY) -> Proposal:
    """What a release of these values would be."""
    return propose(*estate_and_settings(values), look(store), today)


def made(store: Store, proposal: Proposal | Diagnostic, allowed: str | None = None) -> Production:
    """Production after a release of it."""
    assert isinstance(proposal, Proposal)
    answer = release(store, proposal, who="anna", when=WHEN, why="a test", allowed=allowed)
    assert isinstance(answer, Appended), answer
    return look(store)


def retitled(title: str) -> Values:
    """The shop with another title of its queue."""
    values = shop()
    values["queues"]["support"]["title"] = title
    return values


def codes(found: Any) -> list[str]:
    """The codes of findings."""
    return [one.code for one in found]


def test_before_anything_production_is_empty(tmp_path: Path) -> None:
    production = look(Store(tmp_path))
    assert (production.head, production.bundle, production.findings) == (None, None, ())
    first = proposed(Store(tmp_path), shop())
    assert first.parent is None
    assert first.difference.first
    assert not first.nothing


def test_what_is_live_is_nothing_to_release_until_it_means_something_else(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    assert proposed(store, shop()).nothing
    assert not proposed(store, retitled("Other")).nothing


def test_two_who_release_from_one_parent_do_not_overwrite_each_other(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    anna, bob = proposed(store, retitled("Anna")), proposed(store, retitled("Bob"))
    made(store, anna)
    late = release(store, bob, who="bob", when=WHEN, why="")
    assert isinstance(late, Diagnostic)
    assert late.code == "RC902"
    assert look(store).bundle == anna.bundle


def test_a_plan_survives_saving_and_fits_only_what_was_reviewed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    production = made(store, proposed(store, shop()))
    reviewed = proposed(store, retitled("Reviewed"))
    plan = read_plan(msgspec.json.encode(plan_of(reviewed, {"shown": "this"})))
    assert codes(guard(reviewed, production, plan, None)) == []
    assert codes(guard(proposed(store, retitled("Else")), production, plan, None)) == ["RC902"]
    after = made(store, reviewed)
    assert codes(guard(proposed(store, retitled("Reviewed")), after, plan, None)) == ["RC902"]


def test_a_plan_for_the_first_release_is_stale_after_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    plan = plan_of(proposed(store, shop()), {})
    assert (plan.base, plan.base_number) == (None, 0)
    production = made(store, proposed(store, shop()))
    found = list(guard(proposed(store, retitled("Next")), production, plan, None))
    assert "it stands on release 0, and release 1 is live" in found[0].message


def test_a_plan_of_last_year_may_hold_other_holidays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    production = look(store)
    plan = plan_of(proposed(store, shop(), date(2026, 12, 31)), {})
    assert codes(guard(proposed(store, shop(), date(2026, 12, 30)), production, plan, None)) == []
    found = list(guard(proposed(store, shop(), date(2027, 1, 1)), production, plan, None))
    assert "calendar" in found[0].message


@pytest.mark.parametrize("data", [b"", b"[]", b'{"version": 1}', b"\xff", b"[" * 100_000])
def test_what_is_no_plan_cannot_be_read(data: bytes) -> None:
    with pytest.raises(CannotRun, match="this is no plan"):
        read_plan(data)


def test_a_large_change_is_let_through_for_a_reason_and_on_the_way_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    production = made(store, proposed(store, shop()))
    values = shop()
    values["inbound_routings"]["line"]["next_destination"] = {"terminate": "closed"}
    large = proposed(store, values)
    assert "RC903" in codes(guard(large, production, None, None))
    assert codes(guard(large, production, None, "meant")) == []
    after = made(store, large, "meant")
    assert after.log.records[-1].allowed == "meant"
    back = propose_rollback(store, after, 1, TODAY)
    assert isinstance(back, Proposal)
    assert codes(guard(back, after, None, None)) == []


def test_only_what_was_just_rolled_back_is_asked_about(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    production = made(store, proposed(store, retitled("Two")))
    production = made(store, propose_rollback(store, production, 1, TODAY))
    assert was_rolled_back(store, production, proposed(store, retitled("Two"))) == 2
    assert was_rolled_back(store, production, proposed(store, retitled("Three"))) is None
    production = made(store, proposed(store, retitled("Three")))
    assert was_rolled_back(store, production, proposed(store, retitled("Two"))) is None


def test_what_comes_again_on_another_day_keeps_its_content(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    made(store, proposed(store, retitled("Two")))
    third = made(store, proposed(store, shop(), TODAY + timedelta(days=1)))
    first, _, again = third.log.records
    assert again.bundle == first.bundle
    back = made(store, propose_rollback(store, third, 2, TODAY + timedelta(days=2)))
    assert len({record.bundle for record in back.log.records}) == 2


def test_a_record_that_misstates_its_content_does_not_choose_what_is_released(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    other, wanted = proposed(store, retitled("Other")), proposed(store, retitled("Wanted"))
    false = next_release(
        other.parent,
        canonical(struct_to_json(other.bundle)),
        behaviour=_behaviour(wanted),
        who="eve",
        when=WHEN,
        why="",
    )
    assert isinstance(store.append(false), Appended)
    assert made(store, proposed(store, retitled("Wanted"))).bundle == wanted.bundle


def _behaviour(proposal: Proposal) -> str:
    return plan_of(proposal, {}).content.removeprefix("sha256:")


def test_what_was_rolled_back_is_known_from_the_records(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    production = made(store, proposed(store, retitled("Two")))
    production = made(store, propose_rollback(store, production, 1, TODAY))
    again = proposed(store, retitled("Two"))
    for path in (tmp_path / "production/bundles").iterdir():
        path.unlink()
    assert was_rolled_back(store, production, again) == 2


def test_what_was_rolled_back_in_the_earlier_form_is_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    two = proposed(store, retitled("Two"))
    (tmp_path / "production/releases").mkdir(parents=True)
    parent = None
    for number, (values, rollback_of) in enumerate([(shop(), None), (retitled("Two"), None), (shop(), 1)], 1):
        bundle = compile_bundle(*estate_and_settings(values), TODAY)
        line = earlier_line(number, parent, bundle=struct_to_json(bundle), rollback_of=rollback_of)
        (tmp_path / f"production/releases/{number:06d}.json").write_bytes(line)
        parent = msgspec.json.decode(line)["digest"]
    production = look(store, contents=True)
    assert production.findings == ()
    assert was_rolled_back(store, production, proposed(store, retitled("Two"))) == 2
    assert was_rolled_back(store, production, proposed(store, retitled("Three"))) is None
    assert made(store, proposed(store, retitled("Two"))).bundle == two.bundle


def test_there_is_no_way_back_to_a_release_that_never_was(tmp_path: Path) -> None:
    store = Store(tmp_path)
    production = made(store, proposed(store, shop()))
    with pytest.raises(CannotRun, match="there is no release 2"):
        propose_rollback(store, production, 2, TODAY)


@given(small_estates(), small_estates())
def test_going_back_gives_customers_what_they_had(one: Values, other: Values) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        first = made(store, proposed(store, one))
        second = made(store, proposed(store, other), "a test")
        back = propose_rollback(store, second, 1, TODAY)
        assert isinstance(back, Proposal)
        third = made(store, back)
        assert first.bundle is not None
        assert third.bundle is not None
        assert third.bundle.estate == first.bundle.estate
        assert third.bundle.derived == first.bundle.derived
        assert proposed(store, one).nothing
        assert third.log.records[-1].rollback_of == 1
