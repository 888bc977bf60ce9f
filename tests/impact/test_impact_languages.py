"""What changes for customers of a language that is new to a line, dropped from it, or called otherwise."""

import pytest

from routecfg.impact import account
from small_estates import TODAY, bundle, shop


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (["en"], ["en", "cs"], [("cs", "Hello Jana!", "Dobrý den!")]),
        (["en", "cs"], ["en"], [("cs", "Dobrý den!", "Hello Jana!")]),
        (["cs", "en"], ["cs"], [("en", "Hello Jana!", "Dobrý den!")]),
        (["en", "cs"], ["cs", "en"], [("", "Hello Jana!", "Dobrý den!")]),
        (["cs-CZ", "en"], ["cs", "en"], []),
        (["en", "cs-CZ"], ["cs", "en"], [("", "Hello Jana!", "Dobrý den!")]),
    ],
)
def test_customers_are_answered_as_what_the_line_takes_them_for(
    was: list[str], now: list[str], expected: list[tuple[str, str, str]]
) -> None:
    before, after = shop(), shop()
    before["inbound_routings"]["line"]["languages"] = was
    after["inbound_routings"]["line"]["languages"] = now
    found = account(bundle(before), bundle(after), TODAY)
    changes = [change for line in found.lines for change in line.changes]
    assert [(each.language, each.before.reads[0], each.after.reads[0]) for each in changes] == expected
    assert {each.place for each in changes} <= {"/inbound_routings/line/languages"}
    assert found.unnoticed == (0 if expected else 1)


def test_every_time_at_which_a_new_language_is_answered_is_shown() -> None:
    before, after = shop(), shop()
    for values, languages in ((before, ["en"]), (after, ["en", "cs"])):
        values["templates"]["closed"]["languages"] = {"cs": "Máme zavřeno."}
        values["inbound_routings"]["line"]["languages"] = languages
    changes = account(bundle(before), bundle(after), TODAY).lines[0].changes
    assert {each.after.reads[0] for each in changes} == {"Dobrý den!", "Máme zavřeno."}
    assert not any(each.always for each in changes)
