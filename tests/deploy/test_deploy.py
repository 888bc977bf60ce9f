"""The steps behind diff, apply and rollback, one by one."""

import hashlib
import tempfile
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from releases.lines import earlier_line
from routecfg.bundle import compile_bundle, content_of
from routecfg.deploy import (
    Production,
    Proposal,
    guard,
    look,
    propose,
    propose_rollback,
    release,
    was_rolled_back,
)
from routecfg.deploy.behaviour import behaviour
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
    answer = release(store, look(store), proposal, who="anna", when=WHEN, why="a test", allowed=allowed)
    assert isinstance(answer, Appended), answer
    return look(store)


def retitled(title: str) -> Values:
    """The shop with another title of its queue."""
    values = shop()
    values["queues"]["support"]["title"] = title
    return values


def codes(findings: Iterable[Diagnostic]) -> list[str]:
    """The codes of findings."""
    return [finding.code for finding in findings]


def test_before_anything_production_is_empty(tmp_path: Path) -> None:
    production = look(Store(tmp_path))
    assert (production.head, production.content, production.findings) == (None, None, ())
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
    late = release(store, look(store), bob, who="bob", when=WHEN, why="")
    assert isinstance(late, Diagnostic)
    assert late.code == "RC902"
    assert look(store).content == anna.content


def test_a_large_change_is_found_but_not_on_the_way_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    values = shop()
    values["inbound_routings"]["line"]["next_destination"] = {"terminate": "closed"}
    large = proposed(store, values)
    assert "RC903" in codes(guard(large))
    after = made(store, large, "meant")
    assert after.log.records[-1].allowed == "meant"
    back = propose_rollback(store, after, 1, TODAY)
    assert isinstance(back, Proposal)
    assert codes(guard(back)) == []


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
        other.content,
        behaviour=wanted.behaviour,
        who="eve",
        when=WHEN,
        why="",
    )
    assert isinstance(store.append(false), Appended)
    assert made(store, proposed(store, retitled("Wanted"))).content == wanted.content


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
        line = earlier_line(number, parent, bundle=msgspec.json.decode(content_of(bundle)), rollback_of=rollback_of)
        (tmp_path / f"production/releases/{number:06d}.json").write_bytes(line)
        parent = msgspec.json.decode(line)["digest"]
    production = look(store, contents=True)
    assert production.findings == ()
    assert was_rolled_back(store, production, proposed(store, retitled("Two"))) == 2
    assert was_rolled_back(store, production, proposed(store, retitled("Three"))) is None
    assert made(store, proposed(store, retitled("Two"))).content == two.content


def test_a_twin_is_kept_only_if_it_is_what_it_says_to_the_byte(tmp_path: Path) -> None:
    """A content that another program has sealed may say one thing to us and another to a system that runs it."""
    store = Store(tmp_path)
    wanted = proposed(store, retitled("Wanted"))
    evil = wanted.content.replace(b'{"derived"', b'{"estate":{},"derived"', 1)
    record = next_release(None, evil, behaviour=wanted.behaviour, who="eve", when=WHEN, why="")
    assert isinstance(store.append(record), Appended)
    made(store, proposed(store, retitled("Other")))
    after = made(store, proposed(store, retitled("Wanted")))
    assert after.log.records[-1].bundle == hashlib.sha256(wanted.content).hexdigest()


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
        assert first.content is not None
        assert third.content is not None
        assert behaviour(third.content) == behaviour(first.content)
        assert proposed(store, one).nothing
        assert third.log.records[-1].rollback_of == 1
