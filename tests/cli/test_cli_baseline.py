import json

import pytest

from commands import Commands

OLD = "queues:\n  old-one: {title: One}\n  old-two: {title: Two}\n"


@pytest.fixture
def old(shop: Commands) -> Commands:
    """A project with two findings, which its baseline knows."""
    shop.write("routing/old.yaml", OLD)
    written = shop("validate", "--baseline", "known.json", "--write-baseline")
    assert (written.status, written.out) == (0, "")
    assert written.err == "known.json knows 2 findings: commit it, and only new ones are reported\n"
    return shop


def test_known_findings_are_not_reported_and_new_ones_are(old: Commands) -> None:
    assert old("validate", "--strict").status == 1
    ran = old("validate", "--strict", "--baseline", "known.json")
    assert (ran.status, ran.err) == (0, "2 known findings of the baseline are not shown\n")
    old.write("routing/old.yaml", "# moved\n\n" + OLD + "  new: {title: New}\n")
    ran = old("validate", "--strict", "--format", "concise", "--baseline", "known.json")
    assert ran.status == 1
    assert ran.out.startswith("routing/old.yaml:6:3: RC203 queue 'new' is not used")
    assert len(ran.out.splitlines()) == 1


def test_what_no_longer_occurs_is_said(old: Commands) -> None:
    old.write("routing/old.yaml", OLD.replace("  old-two: {title: Two}\n", ""))
    ran = old("validate", "--baseline", "known.json")
    assert ran.err.splitlines() == [
        "1 known finding of the baseline is not shown",
        "1 finding of the baseline no longer occurs: write it anew",
    ]
    assert "no longer" not in old("validate", "--baseline", "known.json", "--select", "RC3").err


def test_every_form_leaves_out_what_is_known(old: Commands) -> None:
    for form in ("json", "sarif", "gitlab", "junit", "github"):
        assert "old-one" not in old("validate", "--format", form, "--baseline", "known.json").out


def test_as_many_are_known_as_there_were(shop: Commands) -> None:
    entry = "{{when: {{similar: [{0}]}}, to: {{queue: lost}}}}"
    sets = "target_sets:\n  s:\n    targets: [{}]\n"
    shop.write("routing/sets.yaml", sets.format(entry.format("one two")))
    shop("validate", "--baseline", "known.json", "--write-baseline")
    shop.write("routing/sets.yaml", sets.format(f"{entry.format('one two')}, {entry.format('three four')}"))
    found = json.loads(shop("validate", "--baseline", "known.json", "--format", "json").out)["diagnostics"]
    assert [each["code"] for each in found] == ["RC201"]


TREE = """
decision_trees:
  menu:
    title: Menu
    decisions:
      one: {{title: One, actions: [{0}, {1}], targets: [{{to: {{decision: two}}}}]}}
      two: {{title: Two, actions: [{2}], targets: [{{to: {{queue: support}}}}]}}
inbound_routings:
  other:
    title: Other
    api_token: {{env: T}}
    channel_id: "7"
    languages: [en, cs]
    next_destination: {{decision_tree: menu}}
"""
WITHOUT = "{send_message: {text: Hello}}"
BOTH = "{send_message: {text: Hello, languages: {cs: Ahoj}}}"


@pytest.mark.parametrize(
    ("before", "after", "known"),
    [
        ((WITHOUT, BOTH, BOTH), (WITHOUT, BOTH, BOTH), True),
        ((WITHOUT, WITHOUT, BOTH), (BOTH, WITHOUT, BOTH), True),
        ((WITHOUT, BOTH, BOTH), (WITHOUT, WITHOUT, BOTH), False),
        ((WITHOUT, BOTH, BOTH), (BOTH, BOTH, WITHOUT), False),
    ],
    ids=["the same", "fewer", "one more in a decision", "another one"],
)
def test_a_text_that_is_newly_missing_is_new(
    before: tuple[str, ...], after: tuple[str, ...], known: bool, shop: Commands
) -> None:
    shop.change("routecfg.yaml", "languages: [en]", "languages: [en, cs]")
    shop.change("routing/shop.yaml", "    api_token:", "    languages: [en]\n    api_token:")
    shop.write("routing/menu.yaml", TREE.format(*before))
    shop("validate", "--baseline", "known.json", "--write-baseline", "--select", "RC801")
    shop.write("routing/menu.yaml", TREE.format(*after))
    found = json.loads(shop("validate", "--baseline", "known.json", "--select", "RC801", "--format", "json").out)[
        "diagnostics"
    ]
    assert [each["code"] for each in found] == ([] if known else ["RC801"])


def test_a_baseline_is_written_only_of_what_can_be_read_whole(shop: Commands) -> None:
    shop.write("routing/broken.yaml", "queues: {\n")
    ran = shop("validate", "--baseline", "known.json", "--write-baseline")
    assert ran.status == 2
    assert not (shop.folder / "known.json").exists()


def test_what_is_no_baseline_is_not_read_and_not_replaced(shop: Commands) -> None:
    shop.write("other.json", '{"mine": 1}\n')
    assert shop("validate", "--baseline", "other.json").status == 2
    assert shop("validate", "--baseline", "other.json", "--write-baseline").status == 2
    assert (shop.folder / "other.json").read_text() == '{"mine": 1}\n'
    assert "there is no baseline" in shop("validate", "--baseline", "none.json").err
    assert shop("validate", "--write-baseline").status == 2
    assert shop("validate", "--baseline", "routing/known.json", "--write-baseline").status == 2


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"routecfg_baseline":1,"findings":[],"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"routecfg_baseline":1,"findings":[{"code":"\xff","object":""}]}',
        b'\xef\xbb\xbf{"routecfg_baseline":1,"findings":[]}',
        b'{"routecfg_baseline":NaN,"findings":[]}',
        b'{"routecfg_baseline":1,"findings":[{"code":"a","object":"","count":' + b"9" * 5000 + b"}]}",
    ],
)
def test_a_file_made_to_break_things_is_no_baseline(shop: Commands, data: bytes) -> None:
    file = shop.write("known.json", "")
    file.write_bytes(data)
    for more in ([], ["--write-baseline"]):
        ran = shop("validate", "--baseline", "known.json", *more)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("routecfg: ")
    assert file.read_bytes() == data


def test_a_baseline_does_not_change_when_days_pass_or_items_move(shop: Commands) -> None:
    shop.write("routing/old.yaml", OLD)
    args = ("validate", "--write-baseline", "--baseline", "known.json")
    shop(*args, "--today", "2026-11-22")
    before = (shop.folder / "known.json").read_text()
    shop.write("routing/old.yaml", "\n\n" + OLD)
    shop(*args, "--today", "2026-12-01")
    assert (shop.folder / "known.json").read_text() == before
    assert before.splitlines()[1].startswith('{"code":"RC203","object":"/queues/old-one"')


def test_a_command_that_is_suggested_can_be_pasted(shop: Commands) -> None:
    ran = shop("validate", "--baseline", "my known.json")
    assert "'routecfg validate --baseline 'my known.json' --write-baseline'" in ran.err
