"""Plans: what was reviewed is released, or nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from deploy.test_deploy import made, proposed, retitled
from routecfg.deploy import Plan, ProjectName, Proposal, is_plan, look, plan_of, read_plan, stale
from routecfg.diagnostics import CannotRun
from routecfg.releases import Store
from small_estates import TODAY, shop

NAME = ProjectName("Acme", "shop")
SHOWN = {"shown": "this"}


def saved(proposal: Proposal, project: ProjectName = NAME) -> Plan:
    """A plan as it comes back from the disk."""
    return read_plan(msgspec.json.encode(plan_of(proposal, project, SHOWN)), "plan.json")


def why_stale(
    plan: Plan,
    store: Store,
    proposal: Proposal,
    project: ProjectName = NAME,
    shown: Proposal | None = None,
    difference: Any = SHOWN,
) -> str | None:
    """What RC902 says, None if the plan fits."""
    finding = stale(plan, project, look(store), shown or proposal, difference, proposal)
    assert finding is None or finding.code == "RC902"
    return finding.message if finding is not None else None


def test_a_plan_survives_saving_and_fits_only_what_was_reviewed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    reviewed = proposed(store, retitled("Reviewed"))
    plan = saved(reviewed)
    assert why_stale(plan, store, reviewed) is None
    said = why_stale(plan, store, proposed(store, retitled("Else")))
    assert said is not None
    assert said.startswith("the routing files have changed since the plan was made")
    made(store, reviewed)
    said = why_stale(plan, store, proposed(store, retitled("Reviewed")))
    assert said is not None
    assert "it stands on release 1, and release 2 is live" in said


def test_a_plan_that_shows_something_else_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    proposal = proposed(store, retitled("Reviewed"))
    doctored = msgspec.structs.replace(saved(proposal), difference={"shown": "something harmless"})
    said = "what the plan shows is not what it would release, so nothing was released"
    assert why_stale(doctored, store, proposal) == said
    other = msgspec.structs.replace(doctored, routecfg="0.0.1")
    assert "shows otherwise what 0.0.1 has saved" in str(why_stale(other, store, proposal))


def test_a_plan_for_the_first_release_is_stale_after_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    plan = saved(proposed(store, shop()))
    assert (plan.base, plan.base_number) == (None, 0)
    made(store, proposed(store, shop()))
    said = why_stale(plan, store, proposed(store, retitled("Next")))
    assert said == "the plan is for the first release, and release 1 is live, so nothing was released"


def test_a_plan_on_a_release_that_is_nowhere_is_not_said_to_stand_on_the_live_one(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    proposal = proposed(store, retitled("Next"))
    plan = msgspec.structs.replace(saved(proposal), base="0" * 64)
    said = why_stale(plan, store, proposal)
    assert said is not None
    assert said.startswith("the plan stands on a release that is not in the history of this project, where release 1")
    assert "a release, and in this project nothing" in str(why_stale(plan, Store(tmp_path / "x"), proposal))


@pytest.mark.parametrize(
    ("project", "first", "later"),
    [
        (ProjectName("Acme", "shop"), None, None),
        (ProjectName("Acme", "copy"), "in the folder 'shop', and this is 'copy'", None),
        (ProjectName("Other", "shop"), "for the project 'Acme', and this is 'Other'", "the project 'Acme', and this"),
        (ProjectName("", "shop"), "for the project 'Acme', and this is 'shop'", "the project 'Acme', and this is"),
    ],
)
def test_a_plan_is_good_in_its_own_project_only(
    tmp_path: Path, project: ProjectName, first: str | None, later: str | None
) -> None:
    store = Store(tmp_path)
    proposal = proposed(store, shop())
    said = why_stale(saved(proposal), store, proposal, project)
    assert (said is None) if first is None else (first in str(said))
    made(store, proposal)
    proposal = proposed(store, retitled("Next"))
    said = why_stale(saved(proposal), store, proposal, project)
    assert (said is None) if later is None else (later in str(said))


def test_without_a_title_a_project_is_told_by_its_folder(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    proposal = proposed(store, retitled("Next"))
    plan = saved(proposal, ProjectName("", "shop"))
    assert why_stale(plan, store, proposal, ProjectName("", "shop")) is None
    assert "'shop', and this is 'copy'" in str(why_stale(plan, store, proposal, ProjectName("", "copy")))


def test_a_plan_of_another_day_is_judged_by_that_day_and_by_today(tmp_path: Path) -> None:
    store = Store(tmp_path)
    shown = proposed(store, shop(), date(2026, 12, 31))
    plan = saved(shown)
    assert plan.day == date(2026, 12, 31)
    assert why_stale(plan, store, proposed(store, shop(), date(2026, 12, 30)), shown=shown) is None
    said = why_stale(plan, store, proposed(store, shop(), date(2027, 1, 1)), shown=shown)
    assert said is not None
    assert said.startswith("holidays have moved on since 2026-12-31")


def test_other_data_are_named_where_they_matter(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(store, proposed(store, shop()))
    proposal = proposed(store, retitled("Next"))
    plan = saved(proposal)
    inputs = msgspec.structs.replace(plan.inputs, data=plan.inputs.data | {"holidays": "0.1"})
    plan = msgspec.structs.replace(plan, inputs=inputs)
    assert why_stale(plan, store, proposal) is None, "other data that lead to the same"
    said = why_stale(plan, store, proposed(store, retitled("Else")))
    assert "another version of holidays" in str(said)


NO_PLANS = [b"", b"[]", b'{"version": 1}', b"\xff", b"[" * 100_000, b'{"version": 2}', b"queues: {}"]


@pytest.mark.parametrize("data", NO_PLANS)
def test_what_is_not_a_plan_cannot_be_read(data: bytes) -> None:
    assert not is_plan(data)
    with pytest.raises(CannotRun, match=r"'plan\.json' is not a routecfg plan file"):
        read_plan(data, "plan.json")


@pytest.mark.parametrize("day", ["2026-02-30", "9999-01-01", "today", ""])
def test_a_plan_of_no_day_cannot_be_read(tmp_path: Path, day: str) -> None:
    plan = saved(proposed(Store(tmp_path), shop()))
    inputs = msgspec.structs.replace(plan.inputs, base_date=day)
    with pytest.raises(CannotRun, match=r"'plan\.json' is not a routecfg plan file"):
        read_plan(msgspec.json.encode(msgspec.structs.replace(plan, inputs=inputs)), "plan.json")


@pytest.mark.parametrize("version", [1, 3])
def test_a_plan_of_another_version_is_told_apart(tmp_path: Path, version: int) -> None:
    fields = msgspec.json.decode(msgspec.json.encode(plan_of(proposed(Store(tmp_path), shop()), NAME, SHOWN)))
    data = msgspec.json.encode(fields | {"version": version})
    assert is_plan(data)
    with pytest.raises(CannotRun, match="was saved by another version of routecfg"):
        read_plan(data, "plan.json")


def test_a_plan_says_what_it_depends_on(tmp_path: Path) -> None:
    plan = saved(proposed(Store(tmp_path), shop()))
    assert plan.inputs.base_date == TODAY.isoformat()
    assert set(plan.inputs.data) == {"holidays", "tzdata"}
    assert plan.project == NAME
