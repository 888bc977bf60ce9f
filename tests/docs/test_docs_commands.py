"""The documents, the examples and the files that `init` writes speak of commands, options and rules that exist."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from commands import Commands, Ran, copied
from routecfg.catalogue import CATALOGUE
from routecfg.cli.app import command_line

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "examples/**/*.md")
    for path in ROOT.glob(pattern)
    if "node_modules" not in path.parts  # others wrote those
)
INIT_FILES = ROOT / "src/routecfg/cli/init_files"
CI = [*sorted(INIT_FILES.glob("*.y*ml")), ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml"]
SCRIPTS = [ROOT / "examples" / "demo.sh"]

COMMAND: Any = typer.main.get_command(command_line())
OPTIONS = {
    name: {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    | {"--help", "-h"}
    for name, command in COMMAND.commands.items()
}
OF_ALL = {option for parameter in COMMAND.params for option in parameter.opts} | {"--help", "-h"}
INVOCATION = re.compile(r"(?<![\w./-])routecfg[ ]+(?P<rest>[a-z-][^`\n|>#;&]*)")
NO_COMMANDS = {"release", "routecfg", "to"}
"""Words that follow the product's name in names of other things."""


def invocations(text: str) -> Iterator[list[str]]:
    """What stands behind `routecfg` wherever code is shown: in backticks, in blocks, in scripts."""
    for found in INVOCATION.finditer(text):
        rest = re.sub(r"\$\([^)]*\)|\$\{\{.*?\}\}", "x", found["rest"])
        try:
            yield shlex.split(rest)
        except ValueError:
            yield rest.replace('"', "").replace("'", "").split()


def code(path: Path) -> str:
    """The parts of a file that show code: of a document its blocks and what stands in backticks."""
    text = path.read_text("utf-8")
    if path.suffix != ".md":
        return "\n".join(line.split("#")[0] for line in text.splitlines())
    blocks = re.findall(r"^```.*?^```$", text, re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`[^`\n]+`", re.sub(r"(?ms)^```.*?^```$", "", text))])


@pytest.mark.parametrize("path", [*DOCUMENTS, *CI, *SCRIPTS], ids=lambda path: path.name)
def test_every_command_and_option_that_is_shown_exists(path: Path) -> None:
    for first, *rest in invocations(code(path)):
        if first in NO_COMMANDS:
            continue
        if first.startswith("-"):
            assert first in OF_ALL, f"{path.name}: routecfg {first}"
            continue
        assert first in OPTIONS, f"{path.name}: routecfg {first}"
        for word in rest:
            if word.startswith("-") and word != "-":
                assert word.partition("=")[0] in OPTIONS[first], f"{path.name}: routecfg {first} {word}"


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_every_option_that_is_named_alone_exists(path: Path) -> None:
    known = set.union(OF_ALL, *OPTIONS.values())
    for option in re.findall(r"`(--[a-z-]+)[^`\n]*`", path.read_text("utf-8")):
        assert option in known, f"{path.name}: {option}"


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in OPTIONS if not re.search(rf"`(?:routecfg )?{name}\b", text)] == []


@pytest.mark.parametrize("path", [*DOCUMENTS, *CI, *SCRIPTS], ids=lambda path: path.name)
def test_every_rule_that_is_named_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    codes = {rule.code for rule in CATALOGUE}
    names = {rule.name for rule in CATALOGUE}
    assert set(re.findall(r"\bRC\d{3}\b", text)) <= codes
    named = {*re.findall(r"explain ([a-z]+(?:-[a-z]+)+)", text), *re.findall(r"ignore\[([a-z-]+)\]", text)}
    for settings in re.findall(r"^rules: \{(.*)\}$", text, re.MULTILINE):
        named |= set(yaml.safe_load(f"{{{settings}}}"))
    assert named <= names | codes


def test_an_example_of_every_rule_names_itself_rightly() -> None:
    codes = {rule.code for rule in CATALOGUE}
    for rule in CATALOGUE:
        assert set(re.findall(r"\bRC\d{3}\b", rule.doc)) <= codes, rule.code


def test_what_ci_runs_is_yaml_and_its_first_steps_check() -> None:
    for path in CI:
        assert yaml.safe_load(path.read_text("utf-8")), path.name
    github = yaml.safe_load((INIT_FILES / "github-workflow.yml").read_text("utf-8"))
    steps = [step["run"] for job in github["jobs"].values() for step in job["steps"] if "run" in step]
    gitlab = yaml.safe_load((INIT_FILES / "gitlab-ci.yml").read_text("utf-8"))
    lines = [line for job in gitlab.values() for line in job["script"]]
    hooks = yaml.safe_load((INIT_FILES / "pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    ours = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for command in ("routecfg validate", "routecfg test"):
        for commands in (steps, lines, [hook["entry"] for hook in hooks], [hook["entry"] for hook in ours]):
            assert any(each.startswith(command) for each in commands)


bash = pytest.mark.skipif(shutil.which("bash") is None, reason="it is the shell of CI")


@bash
def test_what_gitlab_runs_of_a_new_project_reports_its_scenarios(tmp_path: Path) -> None:
    new = Commands(tmp_path / "new", tmp_path)
    assert Commands(tmp_path, tmp_path)("init", "new").status == 0
    job = yaml.safe_load((new.folder / ".gitlab-ci.yml").read_text("utf-8"))["routecfg"]
    report, decision = (line for line in job["script"] if line.startswith("routecfg test"))
    assert in_shell(new, report).status == 0
    assert "<testsuites" in (new.folder / job["artifacts"]["reports"]["junit"]).read_text("utf-8")
    new.change("tests/shop.yaml", "{queue: support}", "{terminate: closed}")
    assert in_shell(new, report).status == 0
    assert "<failure" in (new.folder / "scenarios.xml").read_text("utf-8")
    decided = in_shell(new, decision)
    assert decided.status == 1
    assert re.search(job["coverage"].strip("/"), decided.out), decided.out
    [page] = (line for line in job["script"] if line.startswith("routecfg diff --format markdown"))
    assert in_shell(new, page).status == 0
    [preview] = (line for line in job["script"] if line.startswith("routecfg preview"))
    assert in_shell(new, preview).status == 0
    assert all((new.folder / path).is_file() for path in job["artifacts"]["paths"])


@bash
def test_the_action_runs_scenarios_where_there_are_any(tmp_path: Path) -> None:
    shop = copied("quickstart", tmp_path / "shop", tmp_path)
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    [script] = [step["run"] for step in action["runs"]["steps"] if "routecfg test" in step.get("run", "")]
    assert in_shell(shop, script).out.endswith(" scenarios passed\n")
    shop.change("tests/shop.yaml", "{queue: support}", "{terminate: closed}")
    assert in_shell(shop, script).status == 1
    (shop.folder / "tests/shop.yaml").unlink()
    assert in_shell(shop, script) == (0, "", "")
    (shop.folder / "tests").rmdir()
    assert in_shell(shop, script) == (0, "", "")


@bash
def test_the_action_keeps_the_preview_of_what_is_broken_too(tmp_path: Path) -> None:
    shop = copied("quickstart", tmp_path / "shop", tmp_path)
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    steps = action["runs"]["steps"]
    [script] = [step["run"] for step in steps if "--export" in step.get("run", "")]
    [kept] = [step["with"]["path"] for step in steps if step.get("uses", "").startswith("actions/upload-artifact@")]
    [drawn] = [step["env"]["PREVIEW"] for step in steps if "PREVIEW" in step.get("env", {})]
    assert kept == drawn
    variable = f"PREVIEW={tmp_path / 'preview.html'}\n"
    assert in_shell(shop, variable + script).status == 0
    (tmp_path / "preview.html").unlink()
    shop.write("routing/broken.yaml", "queues: [\n")
    assert in_shell(shop, variable + script).status == 0
    assert (tmp_path / "preview.html").is_file()
    (shop.folder / "routecfg.yaml").unlink()
    assert in_shell(shop, variable + script).status != 0


def in_shell(commands: Commands, script: str) -> Ran:
    """A script of CI in a folder, with the routecfg that is tested, in the shell and with the options of GitHub."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    line = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return commands.process(line, env={"PATH": path, "PROJECT": "."})


def consoles() -> list[Any]:
    """Each console block: its commands, each with the lines of output that are shown; `[...]` stands for others."""
    found = []
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        for block in re.finditer(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            steps: list[tuple[str, list[str]]] = []
            for line in block[1].splitlines():
                if line.startswith("$ "):
                    steps.append((line[2:], []))
                else:
                    steps[-1][1].append(line)
            found.append(pytest.param(steps, id=f"{path.name}:{text[: block.start()].count(chr(10)) + 1}"))
    return found


LOOPING = """\
inbound_routings:
  shop:
    title: Shop
    api_token: {env: TOKEN}
    channel_id: "1"
    next_destination: {time_condition: hours}
time_groups: {hours: {title: Hours, include: [{days: mon-fri, hours: "09:00-17:00"}]}}
time_conditions:
  hours:
    title: Hours
    time_group: hours
    if_time_matches: {time_condition: hours}
    if_time_does_not_match: {queue: support}
queues: {support: {title: Support}}
"""


@pytest.mark.parametrize("steps", consoles())
def test_a_console_shows_what_happens(steps: list[tuple[str, list[str]]], tmp_path: Path) -> None:
    run = Commands(tmp_path, tmp_path / "home")
    looping = any("RC301" in line for _, lines in steps for line in lines)
    failing = any(line.startswith("FAILED ") for _, lines in steps for line in lines)
    if looping:
        run.write("routecfg.yaml", "routecfg: 1\ntimezone: Europe/London\nlanguages: [en]\n")
        run.write("routing/hours.yaml", LOOPING)
    comparing = any(line.startswith("What customers will notice") for _, lines in steps for line in lines)
    if failing or comparing:
        eshop = copied("eshop", tmp_path / "examples/eshop", tmp_path / "home")
    if failing:
        eshop.change("routing/hours.yaml", '12-24, hours: "09:00-12:00"', '12-24, hours: "09:00-11:00"')
    if comparing:
        assert eshop("apply", "--yes", "--first").status == 0
        eshop.change("routing/hours.yaml", '"09:00-12:00", "13:00-15:00"', '"09:00-15:00"')
        eshop.change("routing/trees/main-menu.yaml", "We do not know the order", "We cannot find the order")
    folder = tmp_path
    for command, lines in steps:
        words = shlex.split(command)
        if words[0] == "cd":
            folder = (ROOT if (ROOT / words[1]).is_dir() and not (failing or comparing) else folder) / words[1]
            continue
        assert words[0] == "routecfg"
        typed = ""
        if words[-1] == "<<END":  # what is typed stands below, up to a line that says so
            end = lines.index("END")
            typed, lines, words = "\n".join(lines[:end]), lines[end + 1 :], words[:-1]
        ran = run(*words[1:], cwd=folder, stdin=typed)
        assert ran.status == (1 if looping or failing else 0), ran
        told = undated(ran.out + ran.err).splitlines()
        assert [line for line in undated("\n".join(lines)).splitlines() if line not in (*told, "[...]")] == [], ran.out


def undated(text: str) -> str:
    """A text whatever the day is on which it was made: opening hours choose the time of an example, too."""
    text = re.sub(r"first on \d+ \w+ \d{4}, \d+ times", "TIMES", text)
    return re.sub(r"\d{4}-\d\d-\d\d([T ][\d:+]+)?", "DATE", text)


def test_what_init_writes_runs_in_a_fresh_project(tmp_path: Path) -> None:
    """The commands of its CI files, one after another, as a CI system would."""
    run = Commands(tmp_path, tmp_path / "home")
    assert run("init", "shop").status == 0
    folder = tmp_path / "shop"
    written = [path for path in folder.rglob("*.yml") if path.is_file()]
    assert len(written) == 2
    for path in written:
        for first, *rest in invocations(code(path)):
            ran = run(first, *rest, cwd=folder)
            assert ran.status == 0, (path.name, first, rest, ran)
