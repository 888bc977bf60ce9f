import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from commands import ROUTECFG, Commands

UNTIDY = "queues:\n    support:   {title: Support}   # people\n"
TIDY = "queues:\n  support: {title: Support}       # people\n"


def test_files_are_written_in_one_layout_and_then_left_alone(shop: Commands) -> None:
    shop.write("routing/queues.yaml", UNTIDY)
    before = {path: path.stat().st_mtime_ns for path in shop.folder.rglob("*.yaml")}
    assert shop("fmt") == (0, "formatted routing/queues.yaml\n", "")
    assert (shop.folder / "routing/queues.yaml").read_text() == TIDY
    assert shop("fmt") == (0, "all files are formatted\n", "")
    after = {path: path.stat().st_mtime_ns for path in shop.folder.rglob("*.yaml")}
    assert {path.name for path in before if before[path] != after[path]} == {"queues.yaml"}


def test_checking_and_showing_write_nothing(shop: Commands) -> None:
    shop.write("routing/queues.yaml", UNTIDY)
    checked = shop("fmt", "--check")
    assert checked == (1, "not formatted: routing/queues.yaml\n", "1 file would be formatted\n")
    shown = shop("fmt", "--diff")
    assert shown.status == 1
    assert "-    support:   {title: Support}   # people\n" in shown.out
    assert "+  support: {title: Support}       # people\n" in shown.out
    assert (shop.folder / "routing/queues.yaml").read_text() == UNTIDY
    assert shop("fmt", "--check", "routecfg.yaml").status == 0


def test_only_the_named_files_are_formatted(shop: Commands) -> None:
    shop.write("routing/a/one.yaml", UNTIDY)
    shop.write("routing/b/two.yaml", UNTIDY)
    assert shop("fmt", "routing/a").out == "formatted routing/a/one.yaml\n"
    assert shop("fmt", "nowhere.yaml").status == 2
    assert (shop.folder / "routing/b/two.yaml").read_text() == UNTIDY


def test_standard_input_is_formatted_to_standard_output(empty: Commands) -> None:
    assert empty("fmt", "-", stdin=UNTIDY) == (0, TIDY, "")
    assert empty("fmt", "-", "--check", stdin=UNTIDY) == (1, "", "")
    assert empty("fmt", "-", "--check", stdin=TIDY).status == 0
    broken = empty("fmt", "-", stdin="a: [1\n")
    assert (broken.status, broken.out) == (1, "a: [1\n")
    assert "standard input was left as it is" in broken.err


def test_a_file_that_cannot_be_read_stays_and_the_others_are_formatted(shop: Commands) -> None:
    shop.write("routing/broken.yaml", "queues: {\n")
    shop.write("routing/queues.yaml", UNTIDY)
    ran = shop("fmt")
    assert (ran.status, ran.out) == (1, "formatted routing/queues.yaml\n")
    assert "routing/broken.yaml was left as it is: it cannot be read" in ran.err
    assert (shop.folder / "routing/broken.yaml").read_text() == "queues: {\n"


def test_a_link_keeps_leading_to_the_file_that_is_formatted(shop: Commands) -> None:
    shop.write("shared/queues.yaml", UNTIDY)
    (shop.folder / "routing/queues.yaml").symlink_to(Path("../shared/queues.yaml"))
    assert shop("fmt").out == "formatted routing/queues.yaml\n"
    assert (shop.folder / "routing/queues.yaml").is_symlink()
    assert (shop.folder / "shared/queues.yaml").read_text() == TIDY


def test_secrets_are_masked_in_what_is_shown(shop: Commands) -> None:
    shop.write("routing/secret.yaml", 'chatbots:\n    bot: {api_token:   "hunter2-correct-horse"}\n')
    shown = shop("fmt", "--diff")
    assert "hunter2" not in shown.out + shown.err
    assert "+  bot: {api_token: " in shown.out


@pytest.mark.parametrize("data", [b"queues: {}\xff\n", b"a: [1", UNTIDY.encode("utf-16"), b"queues: {}\r\n\x00"])
def test_what_is_left_as_it_is_comes_back_to_the_byte(empty: Commands, data: bytes) -> None:
    """An editor puts what comes back into the place of what it gave."""
    done = subprocess.run(
        [*ROUTECFG, "fmt", "-"], cwd=empty.folder, env=empty.environment(), input=data, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, data)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are a POSIX thing")
def test_who_may_read_a_file_stays_as_it_was(shop: Commands) -> None:
    file = shop.write("routing/queues.yaml", UNTIDY)
    for mode in (0o600, 0o664):
        file.write_text(UNTIDY)
        file.chmod(mode)
        assert shop("fmt").status == 0
        assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_file_to_which_links_lead_is_formatted_once(shop: Commands) -> None:
    shop.write("routing/queues.yaml", UNTIDY)
    (shop.folder / "routing/also.yaml").symlink_to("queues.yaml")
    (shop.folder / "routing/too.yaml").symlink_to("also.yaml")
    ran = shop("fmt")
    assert (ran.status, ran.err) == (0, "")
    assert (shop.folder / "routing/queues.yaml").read_text() == TIDY
    assert shop("fmt", "--check").status == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize(
    "target",
    ["production/bundle.json", "production/releases/000001.json", ".git/hooks.yaml", "plan.json", ".GIT/a.yml"],
)
@pytest.mark.parametrize("link", ["routing/more.yaml", "routecfg.yaml"])
def test_a_link_to_what_is_not_for_operators_is_not_followed(released: Commands, target: str, link: str) -> None:
    if not target.startswith("production"):
        released.write(target, UNTIDY)
    before = (released.folder / target).read_bytes()
    settings = (released.folder / "routecfg.yaml").read_text()
    (released.folder / link).unlink(missing_ok=True)
    (released.folder / link).symlink_to(os.path.relpath(target, Path(link).parent))
    assert released("validate").status == (1 if link.startswith("routing") else 2)
    assert target in "".join(released("validate")[1:])
    for command in (["fmt"], ["validate", "--fix"], ["fmt", link], ["fmt", target]):
        assert released(*command).status in (1, 2) or command[-1] == target
    assert (released.folder / target).read_bytes() == before
    (released.folder / link).unlink()
    released.write("routecfg.yaml", settings)
    assert released("history", "--verify").status == 0


@pytest.mark.skipif(sys.platform == "win32", reason="locks tell living writers from dead ones")
@pytest.mark.parametrize("command", [["fmt"], ["validate", "--fix"]])
def test_what_a_killed_writer_left_behind_goes(shop: Commands, command: list[str]) -> None:
    shop.write("routing/queues.yaml", "queues: {more: {titel: More}}\n")
    left = shop.write("routing/.queues.0123456789abcdef.tmp", "queues:")
    mine = shop.write("routing/.queues.tmp", "somebody else's")
    shop(*command)
    assert not left.exists()
    assert mine.exists()
