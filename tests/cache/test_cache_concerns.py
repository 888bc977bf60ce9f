"""Rules about several objects look at those that concern them, and find what they find where they look at all."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from estates import checked, concise, files_of
from routecfg.rules import ESTATE_RULES

FIXTURES = sorted((Path(__file__).parents[1] / "rules").glob("*/*/*.yaml"))


def found_with_all(files: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is found where every object concerns every rule."""
    with monkeypatch.context() as patched:
        for module in ESTATE_RULES:
            patched.setattr(module, "concerns", lambda *_: True)
        return concise(checked(files))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parts[-3]}/{path.parts[-2]}/{path.stem}")
def test_objects_that_concern_no_rule_add_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_of(path.read_text(encoding="utf-8"), path.name)
    assert concise(checked(files)) == found_with_all(files, monkeypatch)
