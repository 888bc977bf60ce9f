"""A secret that somebody wrote into a file comes out of no command, in no form."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from commands import EXAMPLES, Commands
from estates import checked
from product.material import ESHOP_FILES, ESHOP_PROJECT
from routecfg.catalogue import CATALOGUE
from routecfg.report import FORMATS, render

TOKENS = [
    "EAAGm0PX4ZCpsBAKZC7vq2wT9x",
    "sk_live_51HxAbCdEf0123456789",
    "d41d8cd98f00b204e9800998ecf8427e",
    "s3cr3t-Pa55phrase",
]
INBOUND = "routing/inbound.yaml"
TOKEN_LINE = re.compile(r"api_token: (.*)")
ADDRESS = re.compile(r'"?(https://[^\s"}]+)"?')


def replaced(text: str, pattern: re.Pattern[str], index: int, put: str) -> str:
    """The text with one of the matches replaced."""
    found = list(pattern.finditer(text))
    match = found[index % len(found)]
    return text[: match.start()] + put + text[match.end() :]


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, dict[str, str], str]:
    """A secret, and the e-shop with it somewhere."""
    secret = draw(st.sampled_from(TOKENS))
    files = dict(ESHOP_FILES)
    project = ESHOP_PROJECT.decode()
    which = draw(st.integers(0, 3))
    trees = sorted(path for path, text in files.items() if "request:" in text)
    match draw(st.sampled_from(["token", "tokens", "project", "header", "parameter", "user", "comment", "bot"])):
        case "token":
            form = draw(
                st.sampled_from(
                    ["{s}", '"{s}"', "'{s}'", "{{env: {s}, x: 1}}", "{{env: '{s} '}}", "[{s}]", "|\n      {s}"]
                )
            )
            files[INBOUND] = replaced(files[INBOUND], TOKEN_LINE, which, "api_token: " + form.format(s=secret))
        case "tokens":
            files[INBOUND] = replaced(files[INBOUND], TOKEN_LINE, which, f"api_token:\n      value: {secret}")
        case "project":
            form = draw(st.sampled_from(["crm_key: {s}", "crm_key: {{env: {s}, y: z}}", "crm_key: {{value: '{s}'}}"]))
            project = replaced(project, re.compile(r"crm_key: .*"), 0, form.format(s=secret))
        case "header":
            path = draw(st.sampled_from(trees))
            name = draw(st.sampled_from(["Authorization", "X-Api-Key", "Cookie"]))
            value = draw(st.sampled_from(["{s}", '"Bearer {s}"', "'{s} {{{{ text }}}}'"])).format(s=secret)
            put = f"request:\n              headers: {{{name}: {value}}}"
            files[path] = replaced(files[path], re.compile(r"request:"), which, put)
        case "parameter":
            path = draw(st.sampled_from(trees))
            name = draw(st.sampled_from(["key", "api_key", "access-token", "sig", "password"]))
            files[path] = replaced(
                files[path], ADDRESS, which, f'"https://api.example/x?a=1&{name}={secret}&b={{{{ text }}}}"'
            )
        case "user":
            path = draw(st.sampled_from(trees))
            files[path] = replaced(files[path], ADDRESS, which, f'"https://bot:{secret}@api.example/x"')
        case "bot":
            files["routing/chatbots.yaml"] = replaced(
                files["routing/chatbots.yaml"], ADDRESS, 0, f"https://b.example/?token={secret}"
            )
        case "comment":
            comment = draw(st.sampled_from(["# api_token: {s}", "# was {s}", "# key={s}", "# password: '{s}'"])).format(
                s=secret
            )
            files[INBOUND] = files[INBOUND].replace("\n", f"  {comment}\n")
    if draw(st.booleans()):
        path = draw(st.sampled_from([path for path, text in files.items() if secret in text] or [INBOUND]))
        lines = files[path].split("\n")
        near = next((number for number, line in enumerate(lines) if secret in line), 0)
        at = max(0, min(len(lines) - 1, near + draw(st.integers(-2, 2))))
        lines[at] += draw(
            st.sampled_from(
                [" }", ' "', " ]", "\n\tx: y", ": : x", "\n   - z", " {{ x", " *star", "\n  titel: X", " &a", "\x00"]
            )
        )
        files[path] = "\n".join(lines)
    elif draw(st.booleans()):
        for path, text in files.items():  # every line with a finding of its own is shown
            if secret in text:
                files[path] = re.sub(r"\b(title|url|save_as|chatbot_url|channel_id):", r"\1x:", text)
    return secret, files, project


unshrunk = settings(
    deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck)
)


def hidden(planting: tuple[str, dict[str, str], str]) -> None:
    secret, files, project = planting
    assert secret in project + "".join(files.values())
    result = checked(files, project=project.encode()).result
    for form in FORMATS:
        out = render(result, form, rules=CATALOGUE)
        assert secret not in out, (form, [line for line in out.splitlines() if secret in line][:3])


@settings(unshrunk, max_examples=25)
@given(planting=planted())
def test_no_report_shows_a_secret(planting: tuple[str, dict[str, str], str]) -> None:
    hidden(planting)


@pytest.mark.slow
@settings(unshrunk, max_examples=2000)
@given(planting=planted())
def test_no_report_shows_a_secret_long(planting: tuple[str, dict[str, str], str]) -> None:
    hidden(planting)


SECRET = TOKENS[0]
COMMANDS = [
    *(["validate", "--format", form] for form in FORMATS),
    *(["validate", "--no-cache"], ["validate"], ["validate", "--format", "json"]),
    *(
        ["list"],
        ["list", "--format", "json"],
        ["graph"],
        ["graph", "--format", "mermaid"],
        ["graph", "--format", "dot"],
        ["graph", "--format", "svg"],
    ),
    *(["history"], ["history", "--format", "json"], ["hours", "eshop-cz"]),
    *(["chat", "eshop-cz"], ["chat", "eshop-cz", "--format", "json"]),
    *(
        ["diff"],
        ["diff", "--format", "json"],
        ["diff", "--format", "markdown"],
        ["diff", "--format", "svg"],
        ["diff", "--format", "mermaid"],
        ["diff", "--out", "plan.json"],
    ),
    *(["show", "inbound_routings/eshop-cz"], ["show", "inbound_routings/eshop-cz", "--format", "json"]),
    *(["show", "coffee-expert"], ["show", "coffee-expert", "--format", "json"]),
    *(
        ["show", "decision_trees/main-menu"],
        ["show", "decision_trees/main-menu", "--format", "json"],
        ["apply", "--yes"],
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize("where", ["token", "parameter", "header", "project", "title", "before the host"])
def test_no_command_shows_a_secret(where: str, tmp_path: Path) -> None:
    folder, home = tmp_path / "eshop", tmp_path / "home"
    shutil.copytree(EXAMPLES / "eshop", folder)
    home.mkdir()
    run = Commands(folder, home)
    assert run("apply", "--yes", "--first").status == 0
    tree = folder / "routing/trees/main-menu.yaml"
    bots = folder / "routing/chatbots.yaml"
    match where:
        case "token":
            path = folder / INBOUND
            path.write_text(replaced(path.read_text("utf-8"), TOKEN_LINE, 0, f"api_token: {SECRET}"))
        case "parameter":
            bots.write_text(replaced(bots.read_text("utf-8"), ADDRESS, 0, f"https://b.example/?token={SECRET}"))
        case "before the host":
            bots.write_text(replaced(bots.read_text("utf-8"), ADDRESS, 0, f"https://b:{SECRET}@b.example/"))
        case "header":
            put = f"request:\n              headers: {{Authorization: Bearer {SECRET}}}"
            tree.write_text(replaced(tree.read_text("utf-8"), re.compile(r"request:"), 0, put))
        case "project":
            path = folder / "routecfg.yaml"
            path.write_text(replaced(path.read_text("utf-8"), re.compile(r"crm_key: .*"), 0, f"crm_key: {SECRET}"))
        case "title":  # no place for a secret, so no error; masked all the same wherever it is shown
            bots.write_text(
                bots.read_text("utf-8").replace("title: Coffee expert", f'title: "https://b.example/?token={SECRET}"')
            )
    for command in COMMANDS:
        ran = run(*command)
        assert SECRET not in ran.out + ran.err, (command, ran)
        assert ran.status in (0, 1, 2), (command, ran)
    if where not in ("title",) and (folder / "plan.json").exists():
        assert SECRET not in (folder / "plan.json").read_text()
    for path in (home / "cache").rglob("*"):
        assert path.is_dir() or path.stat().st_mode & 0o077 == 0
