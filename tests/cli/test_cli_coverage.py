"""`routecfg test --coverage`: tables, JSON, tracefiles of lcov, and how little is too little."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from commands import Commands

GOLDEN = Path(__file__).parent / "test_coverage"


class Record(NamedTuple):
    """What a tracefile says of a file: how often each line and each branch was hit, None if its line never was."""

    lines: dict[int, int]
    branches: dict[tuple[int, int], int | None]


def unlink_one(shop: Commands) -> None:
    """A decision to which nothing leads, and a template that nothing sends."""
    shop.change(
        "routing/shop.yaml",
        "templates:\n",
        'templates:\n  old: {title: Old, text: "We move house."}\n',
    )
    shop.change(
        "routing/shop.yaml",
        "      delivery:\n",
        "      left-over: {title: Left over, targets: [{to: {queue: support}}]}\n      delivery:\n",
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_not_tried_is_listed_with_its_line(shop: Commands, form: str, request: pytest.FixtureRequest) -> None:
    unlink_one(shop)
    ran = shop("test", "--coverage", "--format", form)
    assert (ran.status, ran.err) == (0, "")
    golden = GOLDEN / f"shop.{form}"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(ran.out, encoding="utf-8")
    assert ran.out == golden.read_text(encoding="utf-8")


def test_the_tracefile_says_what_the_json_says(eshop: Commands) -> None:
    file = eshop.folder / "coverage.info"
    names = ("bot-hands-over", "parcel-is-lost", "czech-hours")
    ran = eshop("test", *names, "--coverage", "--format", "json", "--coverage-lcov", str(file))
    assert (ran.status, ran.err) == (0, "")
    said = json.loads(ran.out)["coverage"]
    records = read_lcov(file.read_text())
    single = [hits for each in records.values() for line, hits in each.lines.items() if not of_line(each, line)]
    branches = [hits for each in records.values() for hits in each.branches.values()]
    assert len(single) + len(branches) == said["goals"]
    assert sum(map(bool, [*single, *branches])) == said["covered"]
    assert sum(each["goals"] for each in said["kinds"].values()) == said["goals"]
    assert len(said["uncovered"]) == said["goals"] - said["covered"]
    for goal in said["uncovered"]:
        record = records[goal["file"]]
        assert record.lines[goal["line"]] == 0 or 0 in of_line(record, goal["line"]), goal
    for record in records.values():
        for (line, _), hits in record.branches.items():
            assert (hits is None) == (record.lines[line] == 0)
    if shutil.which("lcov") is not None:
        subprocess.run(["lcov", "--summary", str(file)], check=True, capture_output=True)
    assert eshop("test", *names, "--coverage-lcov", str(file)).out == "20 scenarios passed\n"


def test_files_that_are_something_else_are_not_replaced(shop: Commands) -> None:
    shop.write("notes.txt", "mine")
    ran = shop("test", "--coverage-lcov", "notes.txt")
    assert (ran.status, (shop.folder / "notes.txt").read_text()) == (2, "mine")
    assert "the coverage cannot be written to 'notes.txt'" in ran.err


def test_too_little_coverage_fails(shop: Commands) -> None:
    share = json.loads(shop("test", "--coverage", "--format", "json").out)["coverage"]["percent"]
    enough = shop("test", "--fail-under", str(share))
    assert (enough.status, enough.out, enough.err) == (0, "4 scenarios passed\n", "")
    less = shop("test", "--fail-under", str(share + 0.1), "--format", "junit", "--coverage")
    assert less.status == 1
    assert less.out.startswith("<?xml")
    assert less.err == f"coverage: {share} %\ncoverage: {share} %, and --fail-under asks for {share + 0.1:g} %\n"


def test_a_share_is_a_number(shop: Commands) -> None:
    ran = shop("test", "--fail-under", "nan")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("routecfg: '--fail-under' needs a number\n")


def test_the_scenarios_of_the_eshop_try_all_of_it(eshop: Commands) -> None:
    ran = eshop("test", "--coverage", "--fail-under", "100")
    assert (ran.status, ran.err) == (0, ""), ran.out


def test_scenarios_that_fail_cover_nothing(shop: Commands) -> None:
    everything = counts(shop("test", "--coverage", "--format", "json").out)
    shop.write("tests/more.yaml", scenario("queue: support"))
    more = counts(shop("test", "--coverage", "--format", "json").out)
    shop.write("tests/more.yaml", scenario("terminate: closed"))
    failing = shop("test", "--coverage", "--format", "json")
    assert failing.status == 1
    assert counts(failing.out) == everything
    assert more[0] > everything[0]


def scenario(end: str) -> str:
    """A chat in which something is not understood, and its end."""
    return (
        "scenarios:\n  odd:\n    title: Odd\n    inbound: shop\n    at: 2026-11-25T10:00\n"
        f"    chat: [{{say: qqqqq}}, {{say: talk to a person}}]\n    ends: {{{end}}}\n"
    )


def counts(out: str) -> tuple[Any, Any]:
    said = json.loads(out)["coverage"]
    return said["covered"], said["goals"]


def of_line(record: Record, line: int) -> list[int | None]:
    return [hits for (other, _), hits in record.branches.items() if other == line]


def read_lcov(text: str) -> dict[str, Record]:
    """A tracefile as geninfo(1) describes it: every line of it must be of a known form, and every count right."""
    records: dict[str, Record] = {}
    for part in text.split("end_of_record\n")[:-1]:
        fields = list(_fields(part))
        assert [name for name, _ in fields[:2]] == ["TN", "SF"]
        record = records[fields[1][1]] = Record({}, {})
        totals = {name: int(value) for name, value in fields if name in ("BRF", "BRH", "LF", "LH")}
        for name, value in fields[2:]:
            if name == "DA":
                line, hits = map(int, value.split(","))
                assert line not in record.lines
                record.lines[line] = hits
            elif name == "BRDA":
                line, block, branch = map(int, value.split(",")[:3])
                taken = value.split(",")[3]
                assert (block, len(of_line(record, line))) == (0, branch)
                record.branches[line, branch] = None if taken == "-" else int(taken)
        assert totals["LF"] == len(record.lines)
        assert totals["LH"] == sum(map(bool, record.lines.values()))
        assert totals.get("BRF", 0) == len(record.branches)
        assert totals.get("BRH", 0) == sum(map(bool, record.branches.values()))
    assert text.endswith("end_of_record\n")
    return records


def _fields(record: str) -> Iterator[tuple[str, str]]:
    for line in record.splitlines():
        found = re.fullmatch(r"(TN|SF|DA|BRDA|BRF|BRH|LF|LH):(.*)", line)
        assert found, line
        yield found[1], found[2]


def test_proposed_scenarios_pass_and_leave_nothing(shop: Commands) -> None:
    ran = shop("test", "--generate", "--out", "tests/more/proposed.yaml")
    assert (ran.status, ran.out) == (0, "")
    counted, written = ran.err.splitlines()
    assert counted == "5 scenarios for 6 things that none tries"
    assert written.startswith(f"written to {Path('tests/more/proposed.yaml')}: ")
    all_of_it = shop("test", "--coverage", "--fail-under", "100")
    assert (all_of_it.status, all_of_it.err) == (0, "")
    assert shop("validate", "--strict").status == 0
    again = shop("test", "--generate")
    assert (again.status, again.out) == (0, "")
    assert again.err == "nothing is left to propose: the scenarios try everything\n"


def test_a_project_without_scenarios_gets_its_first_ones(shop: Commands) -> None:
    shutil.rmtree(shop.folder / "tests")
    ran = shop("test", "--generate")
    assert ran.status == 0
    assert ran.out.startswith("# Proposed by `routecfg test --generate`.")
    shop.write("tests/all.yaml", ran.out)
    assert shop("test", "--fail-under", "100").status == 0


def test_proposals_replace_no_file_and_need_to_be_asked_for(shop: Commands) -> None:
    ran = shop("test", "--generate", "--out", "tests/shop.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("routecfg: the scenarios cannot be written to 'tests/shop.yaml': there is such a file")
    both = shop("test", "--generate", "--coverage")
    assert (both.status, both.out) == (2, "")
    assert both.err.startswith("routecfg: '--coverage' and '--generate' cannot both be given\n")
    alone = shop("test", "--out", "a.yaml")
    assert (alone.status, alone.out) == (2, "")
    assert "add '--generate'" in alone.err


def test_scenarios_that_fail_count_as_trying_nothing(shop: Commands) -> None:
    shop.write("tests/more.yaml", scenario("terminate: closed"))
    assert "1 scenario that fails counts as trying nothing\n5 scenarios for" in shop("test", "--generate").err
