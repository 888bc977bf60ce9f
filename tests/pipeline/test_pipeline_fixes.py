"""Every fix that is offered works: the finding is gone, and nothing else has changed."""

from pathlib import Path
from random import Random

import pytest

from estates import PROJECT, checked, concise, files_of
from routecfg.diagnostics import PROJECT_FILE
from routecfg.pipeline.fixes import fixed
from routecfg.source import read

RULES = Path(__file__).parents[1] / "rules"
EXAMPLE = Path(__file__).parents[2] / "examples" / "quickstart" / "routing" / "shop.yaml"
BAD = sorted(RULES.glob("*/bad/*.yaml"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_finding_that_is_fixed_is_gone(path: Path) -> None:
    files = {name: text.encode() for name, text in files_of(path.read_text(encoding="utf-8"), path.name).items()}
    before = checked(files)
    fixable = [found for found in before.result.diagnostics if found.fix is not None and found.fix.edits]
    for found in fixable:
        contents = {PROJECT_FILE: PROJECT, **files}
        mended = fixed(contents, [found])
        assert mended, f"{found.code} at {found.place.pointer} is not fixed"
        assert list(mended) == [found.place.file]
        after = concise(checked(files | mended))
        gone = [line for line in concise(before) if line not in after]
        assert any(f" {found.code} " in line for line in gone), f"{found.code} is still there: {after}"


def test_two_fixes_that_do_not_go_together_are_made_one_after_the_other() -> None:
    files = {"a.yaml": b"queues:\n  q: {titel: Q, tittle: Q}\n"}
    found = [each for each in checked(files).result.diagnostics if each.fix is not None]
    mended = fixed(files, found)
    assert mended["a.yaml"].count(b"title") <= 1


def test_a_line_in_the_wrong_column_is_moved_back_or_left_alone() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    lines, chance = text.split("\n"), Random(9)
    unread, mended = 0, 0
    for _ in range(150):
        number, by = chance.randrange(len(lines)), chance.choice([-2, -1, 1, 2])
        line = lines[number]
        if not line.strip() or not line.startswith(" " * -by):
            continue
        moved = " " * by + line if by > 0 else line[-by:]
        wrong = "\n".join([*lines[:number], moved, *lines[number + 1 :]]).encode()
        if read(wrong).values is not None:
            continue
        unread += 1
        files = {"routing/shop.yaml": wrong}
        result = fixed({PROJECT_FILE: PROJECT, **files}, checked(files).result.diagnostics)
        if result:
            mended += 1
            assert read(result["routing/shop.yaml"]).values == read(text.encode()).values, moved
    assert unread > 40
    assert mended > unread * 0.8, f"{mended} of {unread}"
