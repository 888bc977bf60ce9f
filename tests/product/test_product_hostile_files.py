"""Files made to break things: a process with little memory and little time says what is wrong with each."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Commands, Ran

SECONDS = 20
"""Of processor time, until the system ends the process: a hang is found, a busy machine is none."""
MEMORY = 1_200_000_000

PROJECT = "routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en]\n"
NINES = "9" * 10_000


LIMITS = f"""
import resource
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
"""


def ran(root: Path, *arguments: str) -> Ran:
    """routecfg in a project, within the limits; asserts that it ended by itself and found no fault of its own."""
    environment = {"ROUTECFG_TRACE": "1", "LC_ALL": "C.UTF-8"}
    done = Commands(root, root)(*arguments, "--project", str(root), env=environment, before=LIMITS)
    told = done.out + done.err
    assert done.status in (0, 1, 2), told[-3000:]
    assert "RC009" not in told or "sarif" in arguments  # which lists all rules
    assert "Traceback" not in told
    assert "\x1b" not in told
    assert "\u202e" not in told
    return done


def found(root: Path) -> list[tuple[str, str, str]]:
    """Code, file and message of what a project's check finds."""
    document = json.loads(ran(root, "validate", "--no-cache", "--format", "json").out)
    return [(item["code"], item["file"], item["message"]) for item in document["diagnostics"]]


def project(root: Path, **files: str | bytes) -> Path:
    (root / "routing").mkdir()
    (root / "routecfg.yaml").write_text(PROJECT)
    for name, text in files.items():
        (root / "routing" / f"{name}.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def many(template: str, count: int) -> str:
    return "".join(template.replace("#", str(number)) for number in range(count))


def doubling(count: int) -> str:
    """So many groups, each of which takes the next one in twice."""
    included = "".join(
        f"  g{n}: {{title: G, include: [{{group: g{n + 1}, days: mon}}, {{group: g{n + 1}}}]}}\n" for n in range(count)
    )
    return f"time_groups:\n{included}  g{count}: {{title: G, include: [{{days: mon-fri}}]}}\n"


START = (
    "inbound_routings: {a: {title: A, api_token: {env: A}, channel_id: '1', next_destination: {decision_tree: t}}}\n"
)
TREE = "decision_trees:\n  t:\n    title: T\n    decisions:\n"
STEP = "      d#: {title: D, targets: [{when: {similar: [w#]}, to: {decision: d#x}}]}\n".replace("d#x", "d0")
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

MADE: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "aliases that unfold": (lambda: BOMB, "RC003"),
    "an alias in itself": (lambda: "queues: &a {x: *a}\n", "RC001"),
    "deep brackets": (lambda: "queues: " + "[" * 100_000 + "]" * 100_000, "RC003"),
    "deep braces": (lambda: "queues: " + "{a: " * 100_000, "RC003"),
    "deep blocks": (lambda: "\n".join(" " * depth + "a:" for depth in range(3000)), "RC003"),
    "deep lists": (lambda: "- " * 100_000 + "x", "RC003"),
    "a large text": (lambda: f"queues: {{a: {{title: {'x' * 9_900_000}}}}}", "RC104"),
    "a large name": (lambda: f"queues: {{'{'x' * 9_000_000}': {{title: A}}}}", "RC001"),
    "no text": (lambda: "queues: {a: {title: 'a\0b'}}", "RC003"),
    "half a character": (lambda: b"queues: {a: {title: '\xed\xa0\x80'}}", "RC003"),
    "a number of 10,000 digits": (lambda: f"queues: {{a: {{title: A, id: {NINES}}}}}", "RC104"),
    "a hexadecimal number": (lambda: f"queues: {{a: {{title: A, id: 0x{'f' * 100_000}}}}}", "RC104"),
    "an endless number": (lambda: "queues: {a: {title: A, id: 1e999}}", "RC104"),
    "a hidden line": (lambda: "queues: {a: {title: 'a\u2028b'}}", "RC003"),
    "a list as a name": (lambda: "queues: {[a, b]: {title: A}}", "RC001"),
    "an address that asks for patience": (
        lambda: f"chatbots: {{a: {{title: A, chatbot_url: 'https://a.b/?{'key' * 60_000}'}}}}",
        "RC104",
    ),
    "a text that asks for patience": (
        lambda: f"templates: {{a: {{title: A, x: 1, text: '=?{'key' * 100_000}{'a-' * 100_000}://'}}}}",
        "RC104",
    ),
    "braces that ask for patience": (
        lambda: f"templates: {{a: {{title: A, x: 1, text: '={'{{' * 400_000}'}}}}",
        "RC104",
    ),
    "a comment that asks for patience": (lambda: f"queues: {{a: {{titl: A}}}} # {'token' * 500_000}", "RC101"),
    "a broken line that asks for patience": (lambda: f"queues: {{a: }}}} # {'api_key ' * 200_000}", "RC001"),
    "years of all times": (
        lambda: "time_groups: {a: {title: A, include: [{dates: 0001-01-01..9999-12-31}]}}",
        "RC506",
    ),
    "a group of 2,000 entries": (
        lambda: (
            "time_groups: {a: {title: A, include: ["
            + ", ".join(
                f"{{dates: 2026-{1 + n % 12:02}-{1 + n % 28:02}, hours: '{n % 24:02}:00-23:59'}}" for n in range(2000)
            )
            + "]}}"
        ),
        "RC203",
    ),
    "groups in a ring": (
        lambda: (
            "time_groups:\n"
            + "".join(
                f"  g{n}: {{title: G, include: [{{group: g{(n + 1) % 60}}}, {{group: g{(n + 7) % 60}}}]}}\n"
                for n in range(60)
            )
        ),
        "RC104",
    ),
    "groups that double": (lambda: doubling(40), "RC203"),
    "odd zones": (
        lambda: (
            "time_groups:\n"
            + "".join(
                f"  g{n}: {{title: G, timezone: '{zone}', include: [{{days: mon}}]}}\n"
                for n, zone in enumerate(
                    ["../../etc/passwd", "/etc/localtime", "zone.tab", "Factory", ".", "C:/x", "x" * 999]
                )
            )
        ),
        "RC104",
    ),
    "5,000 decisions": (lambda: START + TREE + many(STEP, 5000), "RC306"),
}
SLOW: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "one name 100,000 times": (lambda: "queues:\n" + "  q: {title: Q}\n" * 100_000, "RC002"),
    "100,000 decisions": (lambda: START + TREE + many("      d#: {title: D}\n", 100_000), "RC104"),
    "100,000 names that are none": (lambda: many("q#: {title: Q}\n", 100_000), "RC101"),
    "many files' worth": (lambda: "queues:\n" + many("  q#: {title: A queue of many}\n", 300_000), "RC003"),
    "a larger text": (lambda: f"queues: {{a: {{title: {'x' * 50_000_000}}}}}", "RC003"),
    "100,000 queues": (lambda: "queues:\n" + many("  q#: {title: Q}\n", 100_000), "RC203"),
    "100,000 mistakes": (lambda: "queues:\n" + many("  q#: {titel: Q}\n", 100_000), "RC101"),
    "20,000 lost names": (
        lambda: (
            "queues:\n"
            + many("  q#: {title: Q}\n", 20_000)
            + "terminates:\n"
            + many("  t#: {title: T, disconnection_cause: user, queue: lost#}\n", 20_000)
        ),
        "RC201",
    ),
    "many groups that double": (lambda: doubling(200), "RC203"),
    "100,000 ignores of no rule": (
        lambda: "queues: {a: {titl: A}}\n" + many("# routecfg: ignore[R#]\n", 100_000),
        "RC101",
    ),
    "20,000 secrets": (
        lambda: (
            "queues: {a: {title: A}}\nchatbots:\n"
            + many(
                "  b#: {title: B, fallback: {queue: a}, chatbot_url: 'https://b.example/?key=s3cr3tPa55#'}\n", 20_000
            )
        ),
        "RC204",
    ),
    "20,000 ignores that are of use": (
        lambda: (
            "queues:\n  left: {title: Q}\n"
            + "".join(f"  q{number}: {{title: Q}}  # routecfg: ignore[RC203]\n" for number in range(20_000))
        ),
        "RC203",
    ),
    "100,000 ignores": (lambda: "queues: {a: {titl: A}}\n" + "# routecfg: ignore[RC302]\n" * 100_000, "RC101"),
}


@pytest.mark.parametrize("name", MADE)
def test_a_file_made_to_break_things_is_told_about(name: str, tmp_path: Path) -> None:
    make, code = MADE[name]
    assert code in {item for item, _, _ in found(project(tmp_path, a=make()))}


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_a_file_made_to_keep_us_busy_is_told_about(name: str, tmp_path: Path) -> None:
    make, code = SLOW[name]
    assert code in {item for item, _, _ in found(project(tmp_path, a=make()))}


@pytest.mark.parametrize("name", ["aliases that unfold", "deep brackets", "a large text", "a number of 10,000 digits"])
def test_a_project_file_made_to_break_things_is_told_about(name: str, tmp_path: Path) -> None:
    project(tmp_path)
    made = MADE[name][0]()
    assert isinstance(made, str)
    for text in (made, PROJECT + made):
        (tmp_path / "routecfg.yaml").write_text(text)
        assert found(tmp_path)


@pytest.mark.parametrize(
    "folder", ["/etc", "../x", ".", "routing/../..", "a\\nb", "out", "production", "routecfg.yaml"]
)
def test_a_sandbox_elsewhere_is_refused(folder: str, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("planted: secret-of-others\n")
    inside = tmp_path / "project"
    inside.mkdir()
    project(inside)
    (inside / "out").symlink_to(tmp_path)
    (inside / "routecfg.yaml").write_text(f'{PROJECT}sandbox: "{folder}"\n')
    done = ran(inside, "validate")
    assert done.status in (1, 2)
    assert "secret-of-others" not in done.out + done.err


def test_links_out_of_the_project_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "planted.yaml").write_text("planted: secret-of-others\n")
    inside = tmp_path / "project"
    inside.mkdir()
    routing = project(inside, fine="queues: {}\n") / "routing"
    (routing / "file.yaml").symlink_to(outside / "planted.yaml")
    (routing / "folder").symlink_to(outside)
    (routing / "nowhere.yaml").symlink_to(outside / "none.yaml")
    (routing / "round.yaml").symlink_to("round.yaml")
    (routing / "up").symlink_to(".")
    (routing / "within.yaml").symlink_to("fine.yaml")
    told = found(inside)
    assert {file for code, file, _ in told if code == "RC003"} == {
        *("routing/file.yaml", "routing/folder", "routing/nowhere.yaml", "routing/round.yaml", "routing/up")
    }
    assert "secret-of-others" not in ran(inside, "validate").out


def test_a_project_file_that_leads_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "planted").write_text("planted: secret-of-others\n")
    inside = tmp_path / "project"
    inside.mkdir()
    project(inside)
    (inside / "routecfg.yaml").unlink()
    (inside / "routecfg.yaml").symlink_to(tmp_path / "planted")
    done = ran(inside, "validate")
    assert done.status in (1, 2)
    assert "secret-of-others" not in done.out + done.err


def test_what_is_no_file_is_told_about(tmp_path: Path) -> None:
    routing = project(tmp_path) / "routing"
    os.mkfifo(routing / "pipe.yaml")
    (routing / "folder.yaml").mkdir()
    (routing / "folder.yaml" / "in.yaml").write_text("quues: {}\n")
    assert [(code, file) for code, file, _ in found(tmp_path)] == [
        ("RC101", "routing/folder.yaml/in.yaml"),
        ("RC003", "routing/pipe.yaml"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read_is_told_about(tmp_path: Path) -> None:
    routing = project(tmp_path, a="queues: {}\n") / "routing"
    (routing / "a.yaml").chmod(0)
    (routing / "closed").mkdir(mode=0)
    assert [(code, file) for code, file, _ in found(tmp_path)] == [
        ("RC003", "routing/a.yaml"),
        ("RC003", "routing/closed"),
    ]


ODD_NAMES = [
    b"a\nb.yaml",
    b"\x1b[31mred.yaml",
    b"\xff\xfe.yaml",
    "\u202egnp.yaml".encode(),
    b"-x.yaml",
    b"'\"<&>%0A::.yaml",
    b"  .yaml",
]


def test_odd_names_of_files_are_told_without_harm(tmp_path: Path) -> None:
    routing = project(tmp_path) / "routing"
    for number, name in enumerate(ODD_NAMES):
        (routing / os.fsdecode(name)).write_bytes(
            b"queues: {q%d: {titel: A, x: {{ y}}, q%d: {title: A}}\n" % (number, number)
        )
    for form in ("text", "concise", "json", "sarif", "github", "gitlab", "junit"):
        done = ran(tmp_path, "validate", "--format", form)
        assert done.status == 1
    again = ran(tmp_path, "validate", "--format", "junit")  # out of the cache
    assert again.out == done.out
    for number, name in enumerate(ODD_NAMES):
        (routing / os.fsdecode(name)).write_bytes(
            b"queues: {q%d: {title: A}, '\\e[31m%d': {title: B}}\n" % (number, number)
        )
    for command in (
        ["list"],
        ["list", "--format", "json"],
        ["show", "q1"],
        ["show", "q2", "--format", "json"],
        ["graph"],
        ["diff"],
        ["validate"],
    ):
        ran(tmp_path, *command)


def test_thousands_of_files_and_of_findings_are_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"f{number}": f"queues: {{q{number}: {{titel: A, a: 1, b: 2, c: 3}}}}\n" for number in range(1000)
    }
    told = found(project(tmp_path, **files))
    assert len(told) >= 4000
    assert told == sorted(told, key=lambda item: item[1])
