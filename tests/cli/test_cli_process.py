"""What all commands have in common: help, version, and how a process ends."""

import os
import re
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from commands import ROUTECFG, Commands, Ran, longer_saturday
from routecfg import __version__
from routecfg.cli.app import COMMANDS, PANELS, command_line


def test_no_command_shows_the_help_where_errors_go(empty: Commands) -> None:
    ran = empty()
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.strip().startswith("Usage: routecfg ")
    assert ran.err.rstrip() == empty("--help").out.rstrip()


def test_the_help_lists_every_command_in_its_group(empty: Commands) -> None:
    ran = empty("--help")
    assert (ran.status, ran.err) == (0, "")
    panels = re.findall(r"╭─ (\w+) ─+╮\n(.*?)╰─+╯", ran.out, re.DOTALL)
    listed = {title: re.findall(r"^│ (\w+) +[A-Z].*\. +│$", rows, re.MULTILINE) for title, rows in panels[1:]}
    assert listed == {title: list(names) for title, names in PANELS.items()}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_for_people(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    command_line()([command, "--help"], standalone_mode=False, prog_name="routecfg")
    help_ = capsys.readouterr().out
    assert help_.strip().startswith(f"Usage: routecfg {command} [OPTIONS]")
    for word in ("<str>", "<path>", "<int>", "<int range>", "str |", "None", "TEXT]", "[["):
        assert word not in help_
    rows = re.findall(r"^│ {1,4}(--[\w-]+) (.*) │$", help_, flags=re.MULTILINE)
    assert {option for option, _ in rows} >= {"--help"}
    assert [option for option, rest in rows if len(rest.split()) < 3] == [], "an option without a description"


def test_every_word_of_a_help_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Brackets would be read as markup by what draws the help."""
    for name in COMMANDS:
        function = getattr(import_module(f"routecfg.cli.{name}"), "list_objects" if name == "list" else name)
        command_line()([name, "--help"], standalone_mode=False, prog_name="routecfg")
        printed = " ".join(re.sub("[│╭╮╰╯─]", " ", capsys.readouterr().out).split())
        assert " ".join((function.__doc__ or "").split()) in printed


@pytest.mark.parametrize("variable", ["NO_COLOR", "CI"])
def test_help_and_errors_have_colours_on_a_terminal_only(empty: Commands, variable: str) -> None:
    for arguments in (["--help"], ["graph", "--format", "png"]):
        assert "\x1b[" in empty.on_terminal(*arguments).out
        assert "\x1b[" not in empty.on_terminal(*arguments, env={variable: "1"}).out
        plain = empty(*arguments, env={"GITHUB_ACTIONS": "true", "FORCE_COLOR": "1"})
        assert "\x1b[" not in plain.out + plain.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["graph", "--format", "tre"],
            "'tre' is not one of 'tree', 'svg', 'mermaid', 'dot', 'json'. Did you mean 'tree'?",
        ),
        (["graph", "--format", "png"], "'png' is not one of 'tree', 'svg', 'mermaid', 'dot', 'json'."),
        (
            ["schema", "rout"],
            "of 'routing', 'routecfg', 'scenarios', 'bundle', 'chat', 'conformance'. Did you mean 'routing'?",
        ),
        (["rules", "--format", "[/x]"], "'[/x]' is not one of 'text', 'json'."),
        (["rules", "--json"], "No such option: --json. Write '--format json'."),
        (["fmt", "--json"], "No such option: --json"),
        (["lists"], "No such command 'lists'. Did you mean 'list', 'stats'?"),
        (["validate", "--formt", "json"], "No such option: --formt (Possible options: --format)"),
    ],
    ids=" ".join,
)
def test_a_wrong_choice_says_what_is_allowed_and_what_is_near(
    shop: Commands, arguments: list[str], message: str
) -> None:
    ran = shop(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.rstrip().endswith(message)
    drawn = shop.on_terminal(*arguments, env={"NO_COLOR": "1"})
    assert drawn.status == 2
    assert message in " ".join(re.sub("[│╭╮╰╯─]", " ", drawn.out).split())


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_told(empty: Commands, option: str) -> None:
    assert empty(option) == (0, f"routecfg {__version__}\n", "")


def test_the_version_is_told_between_other_words_as_well(empty: Commands) -> None:
    assert empty("--version", "validate").out == f"routecfg {__version__}\n"


def test_the_installed_command_is_the_same(empty: Commands) -> None:
    script = Path(sys.executable).parent / "routecfg"
    if not script.exists():
        pytest.skip("routecfg is not installed as a command here")
    assert empty.process([str(script), "rules"]) == empty("rules")


@pytest.mark.parametrize(
    "arguments",
    [
        *(
            ["--help"],
            ["rules"],
            ["validate"],
            ["validate", "--format", "json"],
            ["validate", "-"],
            ["diff"],
            ["history"],
        ),
        *(["list"], ["show", "menu"], ["graph"], ["hours", "--from", "2026-11-22"], ["explain", "RC301"], ["bogus"]),
    ],
    ids=" ".join,
)
def test_a_command_that_starts_anew_says_the_same(released: Commands, arguments: list[str]) -> None:
    longer_saturday(released)
    released.write("routing/spare.yaml", "queues: {spare: {title: Spare, ids: 7}}\n")
    stdin = "queues: {other: {title: Other, id: 8}}\n"
    assert released.started(*arguments, stdin=stdin) == released(*arguments, stdin=stdin)


def test_a_release_that_starts_anew_is_the_same(shop: Commands, eshop: Commands) -> None:
    for project in (shop, eshop):
        assert project.started("apply", "--yes", "--first").status == 0
        left = project.record(1)
        (project.folder / "production").rename(project.folder / "before")
        assert project("apply", "--yes", "--first").status == 0
        assert left["bundle"] == project.record(1)["bundle"]


@pytest.mark.parametrize(
    "arguments", [["bogus"], ["validate", "--bogus"], ["show"], ["hours", "x", "--days", "0"], ["rollback", "one"]]
)
def test_a_wrong_use_ends_with_two_and_no_trace(shop: Commands, arguments: list[str]) -> None:
    ran = shop(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Usage: routecfg ")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", ["validate", "diff", "apply", "history", "rollback", "list", "graph"])
def test_outside_a_project_every_command_says_what_to_do(empty: Commands, command: str) -> None:
    ran = empty(command)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "routecfg: no routecfg.yaml here or in any folder above\n"
        "help: run the command inside a project, name it with --project, or start one with 'routecfg init'\n"
    )


def test_a_reader_that_has_enough_is_no_fault(empty: Commands) -> None:
    line = "; ".join(
        [f'"{sys.executable}" -m routecfg {command} | true' for command in ("rules", "--help")]
        + [f'{{ "{sys.executable}" -m routecfg schema routing; echo "status $?" >&2; }} | head -1']
    )
    ran = empty.process(["sh", "-c", line])
    assert ran.out == "{\n"
    assert ran.err == "status 0\n"


def test_ctrl_c_stops_without_a_trace(empty: Commands) -> None:
    empty.write("routecfg.yaml", "routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en]\n")
    empty.write("routing/a.yaml", "")
    process = subprocess.Popen(
        [*ROUTECFG, "validate", "-"],  # it waits for what we do not send
        cwd=empty.folder,
        env={**empty.environment(), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # who runs the tests in the background of a script has Ctrl-C ignored, and a process inherits that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        # Once it reads its input, the command runs: that is the moment that the user meets.
        waits_for = Path(f"/proc/{process.pid}/syscall")
        if not os.access(waits_for, os.R_OK):
            pytest.skip("nothing here tells what a process waits for")
        while not waits_for.read_text().startswith("0 0x0 "):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (process.returncode, out, err) == (2, b"", b"routecfg: stopped\n")


BREAKING = """
from routecfg.{module} import {name} as broken

def fail(*_, **__):
    raise {error}("the customer's secret text")

broken.{function} = fail
"""


def test_a_fault_of_ours_ends_with_three_and_asks_for_a_report(shop: Commands) -> None:
    broken = BREAKING.format(module="report", name="objects", function="listed_as_text", error="ZeroDivisionError")
    ran = shop("list", before=broken)
    assert (ran.status, ran.out) == (3, "")
    first, second = ran.err.splitlines()
    assert first.startswith(
        f"routecfg: this is a fault of routecfg {__version__}, not of your files (ZeroDivisionError"
    )
    assert second.startswith("help: please report it at https://")
    assert "secret" not in ran.err
    traced = shop("list", before=broken, env={"ROUTECFG_TRACE": "1"}).err
    assert "Traceback (most recent call last)" in traced
    assert "customer" not in traced, "what an error says may stand in a file"


def with_a_broken_rule(shop: Commands, *arguments: str) -> Ran:
    """A command in a project with an error, while a rule about the whole estate fails."""
    parts = {"module": "rules", "name": "duplicate_object", "function": "check_estate", "error": "KeyError"}
    return shop(*arguments, before=BREAKING.format(**parts))


def test_a_broken_rule_is_one_finding_and_the_others_go_on(shop: Commands) -> None:
    shop.change("routing/shop.yaml", "decision_tree: menu", "decision_tree: menue")
    ran = with_a_broken_rule(shop, "validate")
    assert ran.status == 3
    assert "RC009" in ran.out
    assert "RC202 (duplicate-object) failed" in ran.out
    assert "please report it at https://" in ran.out
    assert "no decision tree is called 'menue'" in ran.out
    assert "secret" not in ran.out + ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "routing/shop.yaml"),
        ("validate", "--format", "concise"),
        ("validate", "--format", "json", "--strict"),
        ("validate", "--baseline", "known.json", "--write-baseline"),
        ("validate", "--baseline", "known.json"),
        ("validate", "--fix"),
        ("diff",),
        ("apply", "--yes"),
        ("graph",),
    ],
    ids=" ".join,
)
def test_wherever_a_rule_is_broken_the_status_is_three(released: Commands, arguments: tuple[str, ...]) -> None:
    longer_saturday(released)
    before = released.releases()
    released.write("known.json", '{"routecfg_baseline": 1, "findings": []}')
    ran = with_a_broken_rule(released, *arguments)
    assert ran.status == 3
    assert "report it at https://" in ran.out + ran.err
    assert released.releases() == before


@pytest.mark.parametrize(
    ("module", "name", "function"),
    [("rules", "duplicate_object", "check_estate"), ("deploy", "proposal", "account")],
    ids=["a rule", "the account"],
)
def test_no_fault_of_ours_stands_in_the_way_back(released: Commands, module: str, name: str, function: str) -> None:
    longer_saturday(released)
    assert released("apply", "--yes").status == 0
    before = len(released.releases())
    broken = BREAKING.format(module=module, name=name, function=function, error="KeyError")
    ran = released("rollback", "1", "--yes", before=broken)
    assert ran.status == 3
    assert "report it at https://" in ran.out + ran.err
    assert ran.err.endswith("the exit status is 3 because a part of routecfg failed, as is said above\n")
    assert "secret" not in ran.out + ran.err
    assert len(released.releases()) == before + 1
    assert released("rollback", "1", "--yes").out.startswith("nothing to release")


def test_too_little_memory_is_no_fault_of_a_rule(shop: Commands) -> None:
    for rule, check in (("duplicate_object", "check_estate"), ("bad_number", "check_object")):
        parts = {"module": "rules", "name": rule, "function": check, "error": "MemoryError"}
        ran = shop("validate", "--no-cache", before=BREAKING.format(**parts))
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("routecfg: there is too little memory")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_installed(empty: Commands, shell: str) -> None:
    # --show-completion is for the shell that it is called from, whatever is said after it: here there may be none
    ran = empty(env={"_ROUTECFG_COMPLETE": f"source_{shell}"})
    assert (ran.status, ran.err) == (0, "")
    assert f"_ROUTECFG_COMPLETE=complete_{shell}" in ran.out


def test_the_shell_is_told_how_a_command_goes_on(empty: Commands) -> None:
    ran = empty(env={"_ROUTECFG_COMPLETE": "complete_bash", "COMP_WORDS": "routecfg r", "COMP_CWORD": "1"})
    assert (ran.status, ran.out.split(), ran.err) == (0, ["rules", "rollback"], "")


def offered(commands: Commands, *words: str) -> list[str]:
    """What bash is offered for the last of the words."""
    line = {"COMP_WORDS": "\n".join(("routecfg", *words)), "COMP_CWORD": str(len(words))}
    ran = commands(env={"_ROUTECFG_COMPLETE": "complete_bash", **line})
    assert (ran.status, ran.err) == (0, "")
    return ran.out.split()


def test_values_are_offered_that_the_command_takes(released: Commands) -> None:
    assert offered(released, "validate", "--format", "s") == ["sarif"]
    assert offered(released, "diff", "--format", "") == ["text", "json", "markdown", "svg", "mermaid"]
    assert offered(released, "graph", "--format", "") == ["tree", "svg", "mermaid", "dot", "json"]
    assert offered(released, "hours", "--format", "") == ["text", "json"]
    assert offered(released, "explain", "RC90") == ["RC901", "RC902", "RC903"]
    assert offered(released, "explain", "unused-o") == ["unused-object"]
    assert offered(released, "validate", "--select", "RC201,RC90") == ["RC201,RC901", "RC201,RC902", "RC201,RC903"]
    assert offered(released, "list", "que") == ["queues"]
    assert offered(released, "schema", "") == ["routing", "routecfg", "scenarios", "bundle", "chat", "conformance"]
    assert offered(released, "rollback", "") == []
    longer_saturday(released)
    assert released("apply", "--yes").status == 0
    assert offered(released, "rollback", "") == ["1"]


def test_names_of_objects_are_offered(shop: Commands) -> None:
    assert offered(shop, "show", "s") == ["shop", "support", "shop-hours"]
    assert offered(shop, "show", "terminates/") == ["terminates/closed"]
    assert offered(shop, "hours", "") == ["shop"]
    assert offered(shop, "graph", "m") == ["menu"]
    assert offered(Commands(shop.home, shop.home), "show", "--project", str(shop.folder), "m") == ["menu"]


def test_where_nothing_can_be_read_nothing_is_offered_and_nothing_said(shop: Commands, empty: Commands) -> None:
    assert offered(empty, "show", "") == []
    assert offered(empty, "rollback", "") == []
    shop.write("routing/broken.yaml", "queues: {")
    assert offered(shop, "show", "m") == ["menu"]
    shop.write("routecfg.yaml", "nonsense")
    assert offered(shop, "show", "") == []


def test_a_shell_is_offered_no_name_that_the_language_does_not_have(shop: Commands) -> None:
    shop.write("routing/odd.yaml", 'queues: {"m$(id)": {title: Odd}, "m;id": {title: Odd}, "m\\e[31m": {title: Odd}}\n')
    assert offered(shop, "show", "m") == ["menu"]


def test_a_wrong_name_in_a_file_reaches_no_terminal(shop: Commands) -> None:
    shop.write(
        "routing/odd.yaml", 'queues: {"odd\\e[31mly": {title: Odd}}\ntemplates: {"odd\\e[31mly": {title: Odd}}\n'
    )
    for name in ("oddly", "odd\x1b[31mly"):
        ran = shop("show", name)
        assert ran.status == 2
        assert "\x1b" not in ran.err
        assert "[31mly" in ran.err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "a" * 300],
        ["validate", "--project", "a" * 300],
        ["schema", "--out", "a/" * 3000],
        ["init", "a" * 300],
    ],
)
def test_a_name_that_the_system_refuses_is_no_fault_of_ours(empty: Commands, arguments: list[str]) -> None:
    ran = empty(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "its name is too long" in ran.err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_folder_whose_name_is_not_text_has_a_project_as_any_other(empty: Commands) -> None:
    folder = os.fsdecode(b"shop\xff")
    assert empty("init", folder).status == 0
    for arguments in (["validate"], ["validate", "--format", "sarif"], ["diff", "--out", "plan.json"]):
        ran = empty(*arguments, "--project", folder)
        assert ran.status == 0, ran.err
    ran = empty("validate", "--select", os.fsdecode(b"\xff"), "--project", folder)
    assert ran.status == 2, ran.err
