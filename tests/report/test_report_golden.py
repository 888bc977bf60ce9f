"""Each form of one result, letter by letter.

After a wanted change, `python tests/report/test_report_golden.py` writes them anew; read the difference.
"""

from pathlib import Path

import pytest

from routecfg import __version__
from routecfg.diagnostics import Rule
from routecfg.pipeline import Result
from routecfg.report import FORMATS, render

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {"text": "txt", "concise": "txt", "github": "txt", "junit": "xml"}


def golden(form: str) -> Path:
    return GOLDEN / f"{form}.{SUFFIXES.get(form, 'json')}"


def rendered(form: str, result: Result, rules: tuple[Rule, ...]) -> str:
    return render(result, form, rules=rules).replace(f'"version": "{__version__}"', '"version": "X"')


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_as_agreed(form: str, result: Result, rules: tuple[Rule, ...]) -> None:
    assert rendered(form, result, rules) == golden(form).read_text(encoding="utf-8")


if __name__ == "__main__":
    from conftest import RESULT, RULES  # type: ignore[import-not-found]  # beside this file, when it is run

    for each in FORMATS:
        golden(each).write_text(rendered(each, RESULT, RULES), encoding="utf-8")
