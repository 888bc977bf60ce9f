"""Ignores in whole files: from the comment to what is printed."""

from datetime import date
from textwrap import dedent

from routecfg.pipeline import Result
from routecfg.pipeline.check import check
from routecfg.pipeline.project_file import open_project
from routecfg.project import SourceFile
from routecfg.report import render

PROJECT = "routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en]\n"

WAY_IN = """
inbound_routings:
  shop:
    title: Shop
    api_token: {env: SHOP_TOKEN}
    channel_id: "6487021345"
    next_destination: {queue: support}
"""


def told(queues: str, project: str = PROJECT) -> str:
    """What is said of the way in and these queues, one line a finding."""
    data = (dedent(queues).lstrip("\n") + WAY_IN).encode()
    opened = open_project(project.encode())
    if isinstance(opened, Result):
        return render(opened, "concise")
    return render(check(opened, [SourceFile("routing/a.yaml", data)], date(2026, 12, 1)).result, "concise")


UNUSED = "RC203 queue '{}' is not used: no chat is ever sent to it\n"


def test_comments_at_the_end_of_a_line_and_above() -> None:
    assert told("""
        queues:
          support: {title: Support}
          fax: {title: Fax}  # routecfg: ignore[RC203] until the summer
          # routecfg: ignore[unused-object] opens next year
          # (the building is not finished)
          sales:
            title: Sales
          old: {title: Old}
        """) == "routing/a.yaml:8:3: " + UNUSED.format("old")


def test_a_comment_above_the_kind_speaks_of_all_its_objects() -> None:
    assert (
        told("""
        # routecfg: ignore[RC203] all of these are kept for the migration
        queues:
          support: {title: Support}
          fax: {title: Fax}
          sales: {title: Sales}
        """)
        == ""
    )


def test_what_silences_nothing_is_said_at_its_name() -> None:
    assert told("""
        queues:
          support: {title: Support}  # routecfg: ignore[RC203]
          fax: {title: "# routecfg: ignore[RC203]"}
          sales: {title: Sales}  # routecfg: ignore[RC203, unusd-object]
        # routecfg: ignore
        """) == (
        "routing/a.yaml:2:49: RC205 nothing here is found by RC203 (unused-object): "
        "this comment would only hide the next finding\n"
        "routing/a.yaml:3:3: " + UNUSED.format("fax") + "routing/a.yaml:4:52: "
        "RC205 there is no rule 'unusd-object' to ignore\n"
        "routing/a.yaml:5:1: RC205 this comment does not say which rule it ignores\n"
    )


def test_a_severity_that_cannot_be_set_stops_at_the_project_file() -> None:
    assert told("queues: {}", PROJECT + "rules:\n  yaml-syntax: off\n  bussy-loop: info\n") == (
        "routecfg.yaml:5:16: RC004 the rule 'yaml-syntax' always counts as error: "
        "without it, nothing else that is said could be trusted\n"
        "routecfg.yaml:6:3: RC004 there is no rule 'bussy-loop'\n"
    )
