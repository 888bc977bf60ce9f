import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from commands import ROUTECFG, Commands

UNUSED = "\n  spare: {title: Spare, id: 10009}\n"


def with_error(shop: Commands) -> None:
    """One name that nothing has."""
    shop.change(
        "routing/shop.yaml",
        "to: {queue: support}\n            default: true   ",
        "to: {queue: suport}\n            default: true   ",
    )


def with_warning(shop: Commands) -> None:
    """A queue that nothing refers to."""
    shop.write("routing/spare.yaml", "queues:" + UNUSED)


def test_a_clean_project(shop: Commands) -> None:
    assert shop("validate") == (0, "All clear: nothing found in 1 file (7 objects)\n", "")
    assert shop("validate", "--quiet") == (0, "", "")


def test_an_error_is_told_with_its_line_and_ends_with_one(shop: Commands) -> None:
    with_error(shop)
    ran = shop("validate", "--quiet")
    assert (ran.status, ran.err) == (1, "")
    assert "error[RC201] unknown-reference: no queue is called 'suport'" in ran.out
    assert "--> routing/shop.yaml:41:25" in ran.out
    assert "did you mean 'support'?" in ran.out
    assert "\x1b" not in ran.out


def test_a_warning_fails_only_when_it_is_meant_to(shop: Commands) -> None:
    with_warning(shop)
    assert shop("validate").status == 0
    strict = shop("validate", "--strict")
    assert strict.status == 1
    assert "warning[RC203] unused-object" in strict.out


def test_rules_are_chosen_by_code_name_and_beginning(shop: Commands) -> None:
    with_warning(shop)
    for chosen in ("RC203", "unused-object", "RC2", "RC301,unused-object"):
        assert shop("validate", "--select", chosen, "--strict").status == 1
    assert shop("validate", "--select", "RC301", "--select", "RC302", "--strict").status == 0
    assert shop("validate", "--ignore", "unused-object", "--strict").status == 0


def test_a_rule_that_does_not_exist_cannot_be_chosen(shop: Commands) -> None:
    ran = shop("validate", "--select", "unused-objects")
    assert (ran.status, ran.out) == (2, "")
    assert "'unused-objects'" in ran.err
    assert "unused-object" in ran.err


def test_paths_choose_what_is_reported_and_not_what_is_read(shop: Commands) -> None:
    with_error(shop)
    with_warning(shop)
    assert "RC203" not in shop("validate", "routing/shop.yaml").out
    only = shop("validate", "routing/spare.yaml", "--strict")
    assert only.status == 1
    assert "RC201" not in only.out
    assert shop("validate", "routing", "--format", "concise").out.count("\n") == 2


def test_paths_outside_and_missing_ones_are_refused(shop: Commands) -> None:
    shop.write("../elsewhere.yaml", "")
    outside = shop("validate", "../elsewhere.yaml")
    assert (outside.status, outside.out) == (2, "")
    assert "lies outside the project" in outside.err
    missing = shop("validate", "routing/nope.yaml")
    assert (missing.status, missing.out) == (2, "")
    assert missing.err == "routecfg: there is no file or folder 'routing/nope.yaml'\n"


def test_standard_input_is_one_more_file(shop: Commands) -> None:
    ran = shop("validate", "-", "--format", "concise", stdin="queues: {spare: {title: Spare, id: 7}}")
    assert ran.status == 0
    assert ran.out.startswith("-:1:10: RC203 ")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without an end here")
def test_standard_input_without_an_end_is_not_read(shop: Commands) -> None:
    with Path("/dev/zero").open("rb") as endless:
        ran = subprocess.run(
            [*ROUTECFG, "validate", "-"],
            cwd=shop.folder,
            env=shop.environment(),
            stdin=endless,
            capture_output=True,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr == b"routecfg: standard input has more than 10 MB; no more are read\n"


def test_standard_input_stands_in_for_the_file_that_it_is_named_after(shop: Commands) -> None:
    text = (shop.folder / "routing/shop.yaml").read_text().replace("queue: support", "queue: suport")
    ran = shop("validate", "-", "--stdin-filename", "routing/shop.yaml", "--format", "concise", stdin=text)
    assert ran.status == 1
    assert all(line.startswith("routing/shop.yaml:") for line in ran.out.splitlines())
    assert "RC201" in ran.out
    assert "RC202" not in ran.out, "the file and what stands in for it were both read"
    outside = shop("validate", "-", "--stdin-filename", "../shop.yaml", stdin=text)
    assert outside.status == 2


def test_standard_input_stands_in_for_the_project_file(shop: Commands) -> None:
    text = (shop.folder / "routecfg.yaml").read_text() + "colour: red\n"
    ran = shop("validate", "-", "--stdin-filename", "routecfg.yaml", "--format", "concise", stdin=text)
    assert ran.status == 1
    [line] = ran.out.splitlines()
    assert line.startswith("routecfg.yaml:")
    assert "'colour'" in line
    assert shop("validate").status == 0


def test_a_name_for_standard_input_needs_standard_input(shop: Commands) -> None:
    ran = shop("validate", "--stdin-filename", "routing/shop.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "there is no '-'" in ran.err


def test_a_path_says_which_project_is_meant(shop: Commands, empty: Commands) -> None:
    with_error(shop)
    file = shop.folder / "routing/shop.yaml"
    for arguments in ([str(file)], [str(shop.folder)], ["-", "--stdin-filename", str(file)]):
        ran = empty("validate", *arguments, "--format", "concise", stdin=file.read_bytes())
        assert ran.status == 1
        assert ran.out.startswith("../shop/routing/shop.yaml:41:25: RC201 "), arguments
    empty.write("elsewhere.yaml", "")
    assert "no routecfg.yaml here" in empty("validate", "elsewhere.yaml").err


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_the_project_leads_into_it(shop: Commands, empty: Commands) -> None:
    (empty.folder / "link").symlink_to(shop.folder)
    assert empty("validate", str(empty.folder / "link/routing/shop.yaml")).status == 0


def test_a_path_that_is_not_read_does_not_pass_for_checked(shop: Commands) -> None:
    shop.write("notes.md", "")
    shop.write("docs/more.md", "")
    ran = shop("validate", "notes.md", "docs", "routing", ".", "routecfg.yaml", "routing/shop.yaml")
    assert ran.status == 0
    assert ran.err.splitlines() == [
        f"'{name}' is not a routing file of this project, and contains none: nothing in it was checked"
        for name in ("notes.md", "docs")
    ]


def test_elsewhere_every_path_is_told_as_seen_from_there(shop: Commands) -> None:
    with_error(shop)
    for cwd, start in (
        (shop.folder.parent, "shop/routing/shop.yaml:"),
        (shop.folder / "routing", "../routing/shop.yaml:"),
    ):
        project = ["--project", str(shop.folder)] if cwd == shop.folder.parent else []
        ran = shop("validate", "--format", "concise", *project, cwd=cwd)
        assert (ran.status, ran.out.partition("41")[0]) == (1, start)
    here = shop(
        "validate", "--project", "shop", "shop/routing/shop.yaml", "--format", "concise", cwd=shop.folder.parent
    )
    assert here.out.startswith("shop/routing/shop.yaml:")
    assert shop("validate", "--project", "shop", "routing/shop.yaml", cwd=shop.folder.parent).status == 2


def test_a_project_without_its_file_is_refused(empty: Commands) -> None:
    (empty.folder / "there").mkdir()
    ran = empty("validate", "--project", "there")
    assert ran.status == 2
    assert ran.err.startswith("routecfg: there is no routecfg.yaml in 'there'\n")


DESIGNED = {
    "routing/hours.yaml": """\
# Three spaces of indentation are YAML as well.
time_conditions:
  eshop-hours:
   title: Open or closed
   description: What decides
   time_group: eshop-hours
   if_time_matches: {queue: suport}
   if_time_does_not_match: {terminate: closed}
time_groups:
  eshop-hours: {title: Opening hours, include: [{days: mon-fri, hours: "08:00-18:00"}]}
""",
    "routing/lines.yaml": """\
inbound_routings:
  eshop: {title: E-shop, api_token: {env: T}, channel_id: "1", next_destination: {time_condition: eshop-hours}}
  bot: {title: Bot, api_token: {env: T}, channel_id: "2", next_destination: {chatbot: bot}}
  vip: {title: Guests, api_token: {env: T}, channel_id: "3", next_destination: {queue: support}}
chatbots:
  bot: {title: Bot, chatbot_url: "https://bot.acme.example", fallback: {queue: support}, transfers: [a, b, c]}
terminates:
  closed: {title: Closed, disconnection_cause: out_of_time, queue: support, auto_response: closed}
templates:
  closed: {title: Closed, text: We are closed.}
""",
    "routing/queues.yaml": """\
queues: {support: {title: Support, id: 1}, a: {title: A, id: 2}, b: {title: B, id: 3}, c: {title: C, id: 4}}
""",
}


def test_the_stable_json(empty: Commands) -> None:
    empty.write("routecfg.yaml", "routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en]\n")
    for path, text in DESIGNED.items():
        empty.write(path, text)
    ran = empty("validate", "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out) == {
        "version": 1,
        "ok": False,
        "summary": {"errors": 1, "warnings": 0, "infos": 0, "files": 3, "objects": 12},
        "diagnostics": [
            {
                "code": "RC201",
                "name": "unknown-reference",
                "severity": "error",
                "message": "no queue is called 'suport'",
                "help": "did you mean 'support'?",
                "path": "/time_conditions/eshop-hours/if_time_matches/queue",
                "file": "routing/hours.yaml",
                "line": 7,
                "column": 29,
                "end_line": 7,
                "end_column": 35,
                "related": [],
                "witness": None,
            }
        ],
    }


def test_every_format_can_be_read_by_what_it_is_for(shop: Commands) -> None:
    with_error(shop)
    ran = {
        form: shop("validate", "--format", form) for form in ("json", "sarif", "gitlab", "junit", "github", "concise")
    }
    assert {item.status for item in ran.values()} == {1}
    assert json.loads(ran["json"].out)["summary"]["errors"] == 1
    assert json.loads(ran["sarif"].out)["version"] == "2.1.0"
    assert json.loads(ran["gitlab"].out)[0]["check_name"] == "unknown-reference"
    assert ElementTree.fromstring(ran["junit"].out).tag == "testsuites"  # our own output
    assert ran["github"].out.startswith("::error ")
    assert ran["concise"].out.startswith("routing/shop.yaml:41:25: RC201 no queue is called 'suport'")


def test_an_unknown_format_is_refused(shop: Commands) -> None:
    ran = shop("validate", "--format", "yaml")
    assert (ran.status, ran.out) == (2, "")
    forms = "'text', 'concise', 'json', 'sarif', 'github', 'gitlab', 'junit'"
    assert ran.err.endswith(f"Invalid value for '--format': 'yaml' is not one of {forms}.\n")


def test_what_waits_is_told_beside_forms_that_have_no_room_for_it(shop: Commands) -> None:
    shop.write("routing/broken.yaml", "queues: [")
    ran = shop("validate", "--format", "json")
    assert ran.status == 1
    assert [load["code"] for load in json.loads(ran.out)["diagnostics"]] == ["RC001"]
    assert "more may be found once routing/broken.yaml can be read" in ran.err
    assert "note: " in shop("validate").out


def test_the_day_is_chosen(shop: Commands) -> None:
    shop.change("routing/shop.yaml", "dates: 12-24,", "dates: 2026-12-24,")
    assert "RC505" not in shop("validate", "--today", "2026-01-10").out
    assert "RC505" in shop("validate", "--today", "2027-01-10").out
    wrong = shop("validate", "--today", "tomorrow")
    assert wrong == (
        2,
        "",
        "routecfg: --today is not a date: 'tomorrow'\nhelp: write it as year-month-day, such as 2026-12-24\n",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [("routecfg: [", "RC001"), ("routecfg: 2\n", "RC004"), ("", "RC004"), ("routecfg: 1\nlanguages: [en]\n", "")],
)
def test_a_wrong_project_file_is_the_only_finding(shop: Commands, text: str, code: str) -> None:
    shop.write("routecfg.yaml", text)
    ran = shop("validate")
    assert ran.status == 1
    assert code in ran.out
    assert "--> routecfg.yaml" in ran.out
    assert "nothing else is checked until routecfg.yaml is right" in ran.out
    for command in (["list"], ["apply", "--yes"], ["history"]):
        refused = shop(*command)
        assert refused.status in (1, 2)
        assert "routecfg.yaml" in refused.err
    assert not (shop.folder / "production").exists()


def test_a_missing_sandbox_is_told(shop: Commands) -> None:
    (shop.folder / "routing").rename(shop.folder / "elsewhere")
    ran = shop("validate")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("routecfg: there is no folder 'routing' in the project\n")


def test_an_unreadable_file_is_a_finding(shop: Commands) -> None:
    (shop.folder / "routing/gone.yaml").symlink_to("nowhere.yaml")
    (shop.folder / "routing/outside.yaml").symlink_to(shop.home.parent / "secret.yaml")
    shop.write("../secret.yaml", "queues: {}\n")
    ran = shop("validate", "--format", "concise")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "routing/gone.yaml:1:1: RC003 the link leads nowhere",
        "routing/outside.yaml:1:1: RC003 the link leads out of the project",
    ]


def test_a_file_that_an_editor_gave_another_name_is_a_finding(shop: Commands) -> None:
    shop.write("routing/queues.yaml.txt", "queues: {}\n")
    shop.write("routing/notes.txt", "call the plumber\n")
    ran = shop("validate", "--format", "concise")
    assert ran.status == 1
    told = "only files whose names end in .yaml or .yml are read: rename this one to 'queues.yaml'"
    assert ran.out.splitlines() == [f"routing/queues.yaml.txt:1:1: RC003 {told}"]


def test_the_line_is_shown_around_what_is_meant_however_long_it_is(shop: Commands) -> None:
    names = ", ".join(f"q{number:03}: {{title: Queue {number}}}" for number in range(200))
    shop.write("routing/many.yaml", f"queues: {{{names}, odd: {{titel: Odd}}}}\n")
    shown = shop("validate", "--select", "RC101").out.splitlines()
    line, mark = next((line, shown[at + 1]) for at, line in enumerate(shown) if "titel: Odd" in line)
    assert line[mark.index("^") :].startswith("titel: Odd")


def test_a_file_behind_a_link_is_the_one_that_is_reported(shop: Commands) -> None:
    (shop.folder / "routing").rename(shop.folder / "files")
    (shop.folder / "routing").symlink_to("files")
    with_error_in = shop.write("routing/odd.yaml", "queues: {odd: {titel: Odd}}\n")
    whole = shop("validate", "--format", "concise")
    assert whole.status == 1
    for path in ("routing/odd.yaml", "routing", str(with_error_in)):
        ran = shop("validate", path, "--format", "concise")
        assert (ran.status, ran.out) == (1, whole.out)
    link = shop.folder.parent / "link"
    link.symlink_to(shop.folder)
    there = shop("validate", "link/routing/odd.yaml", "--format", "concise", cwd=link.parent)
    assert there.status == 1
    assert "link/routing/odd.yaml" in there.out or "shop/routing/odd.yaml" in there.out


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
def test_code_hosts_are_told_paths_from_the_top_of_the_repository(shop: Commands, form: str) -> None:
    top = shop.folder.parent
    (top / ".git").mkdir()
    (top / "tools").mkdir()
    shop.write("routing/odd.yaml", "queues: {odd: {titel: Odd}}\n")
    for cwd, arguments in ((shop.folder, ()), (top / "tools", ("--project", "../shop"))):
        ran = shop("validate", "--format", form, *arguments, cwd=cwd)
        assert "shop/routing/odd.yaml" in ran.out
        assert "../" not in ran.out


def test_the_names_of_junit_tests_and_fingerprints_stay_over_days_and_edits(shop: Commands) -> None:
    entries = "include: [{days: mon}, {dates: 02-30}], exclude: [{dates: 2026-12-24}]"
    shop.write("routing/extra.yaml", f"time_groups: {{extra: {{title: Extra, {entries}}}}}\n")

    def names(form: str, today: str) -> list[tuple[str, str]]:
        out = shop("validate", "--select", "RC505,RC506", "--format", form, "--today", today).out
        pairs: list[tuple[str, str]] = re.findall(r'<testcase [^>]* name="([^"]*)"|"fingerprint": "(\w+)"', out)
        return pairs

    before = {form: names(form, "2026-12-01") for form in ("junit", "gitlab")}
    shop.change("routing/extra.yaml", "include: [", "include: [{days: tue}, ")
    assert before == {form: names(form, "2026-12-02") for form in ("junit", "gitlab")}
    assert [len(each) for each in before.values()] == [3, 2]


def test_files_that_are_one_on_another_disk_are_findings(shop: Commands) -> None:
    composed, decomposed = "caf\u00e9.yaml", "cafe\u0301.yaml"
    for number, name in enumerate(["Lines.yaml", "lines.yaml", composed, decomposed, f"a/{composed}"]):
        shop.write(f"routing/{name}", f"queues: {{q{number}: {{title: Q}}}}\n")
    if len(list((shop.folder / "routing").glob("*.yaml"))) != 5:
        pytest.skip("this disk is one of those on which they are one")
    ran = shop("validate", "--format", "concise", "--select", "RC0")

    def told(other: str, how: str) -> str:
        return (
            f"RC005 on Windows and macOS this file and 'routing/{other}' are one: their names differ only in {how},"
            " so one of the two is lost there without a word"
        )

    assert ran.status == 0
    assert ran.out.splitlines() == [
        f"routing/{composed}:1:1: {told(decomposed, 'how accents are stored')}",
        f"routing/lines.yaml:1:1: {told('Lines.yaml', 'capitals')}",
    ]


def test_a_hidden_routing_file_is_a_finding_and_nothing_waits_for_it(shop: Commands) -> None:
    shop.write("routing/.sales.yaml", "queues: {sales: {title: Sales}}\n")
    shop.write("routing/.old/sales.yml", "queues: {sales: {title: Sales}}\n")
    shop.write("routing/.vscode/settings.json", "{}\n")
    shop.write("routing/._shop.yaml", "what macOS leaves behind\n")
    (shop.folder / "routing/.#shop.yaml").symlink_to("anna@desk.4711")
    shop.write("routing/more.yaml", "queues: {unused: {title: Unused}}\n")
    ran = shop("validate", "--format", "concise")
    dot = "name begins with a dot, so customers never get what it says"
    assert ran.out.splitlines() == [
        f"routing/.old:1:1: RC005 the files in this folder are not read: its {dot}",
        f"routing/.sales.yaml:1:1: RC005 this file is not read: its {dot}",
        "routing/more.yaml:1:10: RC203 queue 'unused' is not used: no chat is ever sent to it",
    ]
    assert (ran.status, ran.err) == (0, "")
    assert "nothing found in 2 files" in shop("validate", "--ignore", "file-name,unused-object").out
    assert shop("list").status == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("name", ["sales.yaml ", "sales.yaml.", "sales.yml\u200b", "sales.yaml\xa0", "sales.yaml\n"])
def test_a_name_that_ends_in_something_unseen_is_an_error(shop: Commands, name: str) -> None:
    shop.write(f"routing/{name}", "queues: {sales: {title: Sales}}\n")
    ran = shop("validate", "--format", "concise")
    assert ran.status == 1
    assert "RC003 only files whose names end in .yaml or .yml are read: rename this one to 'sales.yaml'" in ran.out


def test_twins_of_what_the_project_is_made_of_are_findings(shop: Commands) -> None:
    shop.write("Routecfg.yaml", "routecfg: 1\n")
    if (shop.folder / "routecfg.yaml").read_text() == "routecfg: 1\n":
        pytest.skip("this disk is one of those on which they are one")
    shop.write("ROUTING/more.yaml", "queues: {more: {title: More}}\n")
    ran = shop("validate", "--format", "concise")
    assert ran.status == 0
    assert [line.partition(" on Windows")[0] for line in ran.out.splitlines()] == [
        "ROUTING:1:1: RC005",
        "Routecfg.yaml:1:1: RC005",
    ]
    assert "this folder and 'routing' are one" in ran.out
    assert shop("fmt").status == shop("list").status == 0


@pytest.mark.parametrize("name", ["Routecfg.yaml", "routecfg.yml", "routecfg.yaml "])
def test_a_project_file_of_another_name_is_named(shop: Commands, name: str) -> None:
    (shop.folder / "routecfg.yaml").rename(shop.folder / name)
    if (shop.folder / "routecfg.yaml").exists():
        pytest.skip("on this disk it is the same name")
    for arguments in (["validate"], ["list", "--project", "."]):
        ran = shop(*arguments)
        assert ran.status == 2
        assert f"help: rename the file '{name}' to 'routecfg.yaml'" in ran.err


def test_the_answer_of_the_cache_is_the_same(shop: Commands) -> None:
    with_error(shop)
    first = shop("validate")
    assert any((shop.home / "cache").rglob("*")), "nothing was kept"
    assert shop("validate") == first == shop("validate", "--no-cache")
    with_warning(shop)
    assert shop("validate") != first


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_colour_is_for_terminals_and_can_be_refused(shop: Commands) -> None:
    with_error(shop)
    assert "\x1b[" in shop.on_terminal("validate").out
    for refusal in ({"NO_COLOR": "1"}, {"CI": "true"}, {"TERM": "dumb"}):
        assert "\x1b[" not in shop.on_terminal("validate", env=refusal).out
    assert "\x1b[" not in shop.on_terminal("validate", "--format", "concise").out
    assert "\x1b[" in shop.on_terminal("validate", env={"NO_COLOR": ""}).out, "an empty NO_COLOR counts as none"
