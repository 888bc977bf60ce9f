"""Every fix that is offered works: the finding is gone, and nothing else has changed."""

from pathlib import Path

import pytest

from estates import PROJECT, checked, concise, files_of
from routecfg.diagnostics import PROJECT_FILE
from routecfg.pipeline.fixes import fixed

RULES = Path(__file__).parents[1] / "rules"
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
