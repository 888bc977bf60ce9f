"""Plans: a reviewed change, saved in a file, so that exactly this change is released, or nothing."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal

import msgspec

from routecfg import __version__
from routecfg.bundle import Inputs
from routecfg.deploy.proposal import Production, Proposal
from routecfg.diagnostics import CannotRun, Diagnostic
from routecfg.disclosure import quoted
from routecfg.disclosure import shown as shown_text
from routecfg.releases import STALE_PLAN

LARGEST_PLAN: Final = 64_000_000
"""Bytes. Nobody can review more, and a plan of this size takes a gigabyte of memory to read."""

_VERSION: Final = 2
_YEARS: Final = "20[0-9]{2}"
_AGAIN: Final = "make the plan again with 'routecfg diff --out', look at it, and apply that"


class ProjectName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What distinguishes projects: the title in `routecfg.yaml`, and the name of the project's folder."""

    title: str
    folder: str

    def __str__(self) -> str:
        return quoted(self.title or self.folder)


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reviewed change, and what it depends on.

    `base` is the digest of the release on which the plan stands, None before the first. `inputs` are the day for which
    it was worked out and the versions of the data. `content` stands for what customers would get. `difference` is what
    was shown; it is worked out again before it is released.
    """

    version: Literal[2]
    routecfg: str
    project: ProjectName
    base: str | None
    base_number: int
    inputs: "_Inputs"
    content: str
    difference: Any

    @property
    def day(self) -> date:
        """The day for which the plan was worked out."""
        return date.fromisoformat(self.inputs.base_date)


class _Inputs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    base_date: Annotated[str, msgspec.Meta(pattern=f"^{_YEARS}-[0-9]{{2}}-[0-9]{{2}}$")]
    language: int
    data: dict[str, str]


class _Version(msgspec.Struct, frozen=True):
    version: int


def plan_of(proposal: Proposal, project: ProjectName, difference: Any) -> Plan:
    """The proposal as a plan that can be saved; `difference` is its JSON form."""
    parent, inputs = proposal.parent, proposal.inputs
    return Plan(
        version=_VERSION,
        routecfg=__version__,
        project=project,
        base=parent.digest if parent is not None else None,
        base_number=parent.number if parent is not None else 0,
        inputs=_Inputs(inputs.base_date, inputs.language, dict(inputs.data)),
        content=_content(proposal),
        difference=difference,
    )


def is_plan(data: bytes) -> bool:
    """Whether this is a saved plan, of any version."""
    try:
        fields = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return {"version", "base", "base_number", "content", "difference"} <= fields.keys()


def read_plan(data: bytes, name: str) -> Plan:
    """A saved plan. Raises CannotRun if the file, called `name`, is not one, or can be read in two ways."""
    try:
        plan = msgspec.json.decode(data, type=Plan)
        _ = plan.day
        json.loads(data, object_pairs_hook=_each_once)
    except _SaidTwiceError:
        raise CannotRun(
            f"'{name}' was changed by hand: it says something twice, so what people read in it may not be what counts",
            _AGAIN,
        ) from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
        if is_plan(data) and _version(data) != _VERSION:
            raise CannotRun(f"'{name}' was saved by another version of routecfg", _AGAIN) from None
        help_ = "'routecfg diff --out plan.json' saves one"
        raise CannotRun(f"'{name}' is not a routecfg plan file", help_) from None
    return plan


class _SaidTwiceError(Exception):
    """A mapping with one key twice. Of the two values programs take the last, while people see the first."""


def _each_once(pairs: list[tuple[str, Any]]) -> None:
    if len(dict(pairs)) != len(pairs):
        raise _SaidTwiceError


def leads_to(plan: Plan, proposal: Proposal) -> bool:
    """Whether the proposal gives customers what the plan's reviewers saw, whatever it stands on."""
    return plan.content == _content(proposal)


def stale(
    plan: Plan, project: ProjectName, production: Production, shown: Proposal, difference: Any, proposal: Proposal
) -> Diagnostic | None:
    """RC902 if releasing the proposal is not what the plan's reviewers agreed to.

    `shown` is the proposal for the plan's day, and `difference` its JSON form: what the plan must show.
    """
    why = _why_elsewhere(plan, project) or _why_off_base(plan, production)
    if why is None and not leads_to(plan, shown):
        why = _why_changed(plan, shown.inputs)
    elif why is None and _spelled(plan.difference) != _spelled(difference):
        why = "what the plan shows is not what it would release"
        if plan.routecfg != __version__:
            why = f"routecfg {__version__} shows otherwise what {shown_text(plan.routecfg)} has saved in the plan"
    elif why is None and (plan.base_number, plan.inputs.language) != _said_beside(production, shown):
        why = "the plan was changed by hand: it names another release, or another language version, than it stands on"
    elif why is None and not leads_to(plan, proposal):
        why = f"holidays have moved on since {plan.day}, the day of the plan: today customers would get other dates"
    return STALE_PLAN.outside(f"{why}, so nothing was released", help=_AGAIN) if why is not None else None


def _spelled(value: Any) -> bytes:
    """A JSON value as bytes: in Python `1`, `1.0` and `true` are equal."""
    return msgspec.json.encode(value, order="sorted")


def _said_beside(production: Production, shown: Proposal) -> tuple[int, int]:
    return (production.head.number if production.head is not None else 0), shown.inputs.language


def _why_elsewhere(plan: Plan, project: ProjectName) -> str | None:
    """The folder's name counts only if nothing else distinguishes two projects: no title, or no history yet."""
    made = plan.project
    if made.title != project.title:
        return f"the plan was made for the project {made}, and this is {project}"
    if made.folder != project.folder and (plan.base is None or not made.title):
        return f"the plan was made in the folder {quoted(made.folder)}, and this is {quoted(project.folder)}"
    return None


def _why_off_base(plan: Plan, production: Production) -> str | None:
    head = production.head
    if plan.base == (head.digest if head is not None else None):
        return None
    if head is None:
        return "the plan stands on a release, and in this project nothing has been released"
    live = f"release {head.number} is live"
    if plan.base is None:
        return f"the plan is for the first release, and {live}"
    base = next((record.number for record in production.log.records if record.digest == plan.base), None)
    if base is None:
        return f"the plan stands on a release that is not in the history of this project, where {live}"
    return f"production has moved since the plan was made: it stands on release {base}, and {live}"


def _why_changed(plan: Plan, inputs: Inputs) -> str:
    names = sorted(_differing(plan.inputs.data, inputs.data))
    if not names:
        return "the routing files have changed since the plan was made: what would be released is not what was reviewed"
    return (
        "the routing files, or the calendar's data, have changed since the plan was made: what would be released is not"
        f" what was reviewed (another version of {', '.join(map(shown_text, names))})"
    )


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _content(proposal: Proposal) -> str:
    return f"sha256:{proposal.behaviour}"


def _version(data: bytes) -> int | None:
    try:
        return msgspec.json.decode(data, type=_Version).version
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
