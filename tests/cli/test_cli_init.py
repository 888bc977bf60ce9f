import json
import sys
from pathlib import Path

import pytest
import yaml

from commands import Commands
from routecfg import __version__

FILES = [
    "routecfg.yaml",
    "routing/shop.yaml",
    "tests/shop.yaml",
    ".gitattributes",
    ".pre-commit-config.yaml",
    ".github/workflows/routecfg.yml",
    ".gitlab-ci.yml",
    ".vscode/settings.json",
    ".vscode/extensions.json",
    ".schema/routing.schema.json",
    ".schema/routecfg.schema.json",
    ".schema/scenarios.schema.json",
    ".schema/bundle.schema.json",
    ".schema/chat.schema.json",
]


def test_a_new_project_passes_every_check_and_can_be_released(empty: Commands) -> None:
    made = empty("init", "shop", "--timezone", "Europe/Prague")
    assert made.status == 0
    assert made.out.splitlines() == [f"created {path}" for path in FILES]
    assert "cd shop" in made.err
    folder = empty.folder / "shop"
    assert all((folder / path).is_file() for path in FILES)
    assert empty("validate", "--strict", cwd=folder).out == "All clear: nothing found in 1 file (7 objects)\n"
    assert empty("test", cwd=folder).out == "4 scenarios passed\n"
    assert empty("apply", "--yes", "--first", cwd=folder).status == 0


def test_here_is_the_default_and_needs_no_change_of_folder(empty: Commands) -> None:
    made = empty("init")
    assert made.status == 0
    assert "cd " not in made.err
    assert 'title: "empty"' in (empty.folder / "routecfg.yaml").read_text()


def test_a_project_is_not_started_twice(shop: Commands) -> None:
    before = (shop.folder / "routecfg.yaml").read_bytes()
    again = shop("init")
    assert (again.status, again.out) == (2, "")
    assert again.err == "routecfg: there is a project already: routecfg.yaml\nhelp: nothing was changed\n"
    assert (shop.folder / "routecfg.yaml").read_bytes() == before
    assert not (shop.folder / ".vscode").exists()


def test_files_that_are_there_stay_as_they_are(empty: Commands) -> None:
    empty.write(".gitlab-ci.yml", "mine\n")
    made = empty("init")
    assert made.status == 0
    assert "kept    .gitlab-ci.yml" in made.out.splitlines()
    assert (empty.folder / ".gitlab-ci.yml").read_text() == "mine\n"


def test_programs_are_told_which_files_were_made(empty: Commands) -> None:
    empty.write(".gitlab-ci.yml", "mine\n")
    told = json.loads(empty("init", "--format", "json").out)
    assert told["kept"] == [".gitlab-ci.yml"]
    assert told["created"] == [path for path in FILES if path != ".gitlab-ci.yml"]


@pytest.mark.parametrize("title", ['He said "hi" \\ {#}: - *', "Čeština 日本 🎉", "'", "yes", "tab\there"])
def test_any_title_can_be_read_again(empty: Commands, title: str) -> None:
    assert empty("init", "p", "--title", title).status == 0
    assert empty("validate", "--strict", "--project", "p").status == 0


@pytest.mark.parametrize("folder", ["with space", "quo'te", 'dou"ble', "č"])
def test_any_folder_name_can_be_entered(empty: Commands, folder: str) -> None:
    made = empty("init", folder)
    assert made.status == 0
    line = next(line for line in made.err.splitlines() if line.startswith("  cd "))
    assert empty.process(["sh", "-c", f"{line} && pwd"]).out.rstrip("\n").endswith(f"/{folder}")
    assert empty("validate", "--strict", cwd=empty.folder / folder).status == 0


@pytest.mark.parametrize(
    ("zone", "help_line"),
    [("Europe/Prag", "did you mean 'Europe/Prague'?"), ("x", "write it as Continent/City, such as Europe/Prague")],
)
def test_a_wrong_zone_is_told_before_anything_is_made(empty: Commands, zone: str, help_line: str) -> None:
    made = empty("init", "--timezone", zone)
    assert made.status == 2
    assert made.err == f"routecfg: there is no time zone '{zone}'\nhelp: {help_line}\n"
    assert list(empty.folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(empty: Commands) -> None:
    empty.write("file", "")
    made = empty("init", "file/inside")
    assert made.status == 2
    assert made.err.startswith(f"routecfg: no project can start in '{Path('file/inside')}': ")


def test_ci_works_with_the_routecfg_that_wrote_it(empty: Commands) -> None:
    assert empty("init").status == 0
    for name in (".pre-commit-config.yaml", ".github/workflows/routecfg.yml", ".gitlab-ci.yml"):
        text = (empty.folder / name).read_text()
        assert f"routecfg~={__version__}" in text, name
        assert yaml.safe_load(text)


def test_inside_a_repository_it_says_what_must_stand_at_its_top(empty: Commands) -> None:
    (empty.folder / ".git").mkdir()
    assert "--project" not in empty("init").err
    made = empty("init", "apps/wa chat")
    assert f"The repository begins further up, at {empty.folder.resolve()}," in made.err
    assert "--project 'apps/wa chat'" in made.err


@pytest.mark.parametrize(
    ("address", "requirement"),
    [
        ("https://git.example/acme/routecfg", "git+https://git.example/acme/routecfg"),
        ("https://git.example/acme/routecfg@v1.2", "git+https://git.example/acme/routecfg@v1.2"),
        ("git+https://git.example:8443/r.git@0a1b2c3", "git+https://git.example:8443/r.git@0a1b2c3"),
        ("git@git.example:acme/routecfg.git@v1.2", "git+ssh://git@git.example/acme/routecfg.git@v1.2"),
        ("ssh://git@git.example/r.git@release/1", "git+ssh://git@git.example/r.git@release/1"),
        ("file:///srv/git/routecfg.git@v1", "git+file:///srv/git/routecfg.git@v1"),
    ],
)
def test_ci_installs_from_a_git_repository_on_request(empty: Commands, address: str, requirement: str) -> None:
    made = empty("init", "--from", address)
    assert made.status == 0
    fixed = not address.endswith("acme/routecfg")
    assert ("install the newest commit of that repository" in made.err) is not fixed
    github = yaml.safe_load((empty.folder / ".github/workflows/routecfg.yml").read_text())
    gitlab = yaml.safe_load((empty.folder / ".gitlab-ci.yml").read_text())
    hooks = yaml.safe_load((empty.folder / ".pre-commit-config.yaml").read_text())
    assert {"run": f'python -m pip install "{requirement}"'} in github["jobs"]["validate"]["steps"]
    assert f'python -m pip install --quiet "{requirement}"' in gitlab["routecfg"]["script"]
    assert "slim" not in gitlab["routecfg"]["image"]  # has no git
    assert all(hook["additional_dependencies"] == [requirement] for hook in hooks["repos"][0]["hooks"])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://token@git.example/r.git", "holds a user or a password"),
        ("https://anna:token@git.example/r.git", "holds a user or a password"),
        ("ssh://git:token@git.example/r.git", "holds a user or a password"),
        ("http://git.example/r.git", "is not encrypted"),
        ("git://git.example/r.git", "is not encrypted"),
        *(
            (address, "is not the address of a git repository")
            for address in (
                "routecfg",
                "../routecfg",
                "https://git.example",
                "https:///r.git",
                "https://git.example/r.git@",
                "https://git.example/r.git@-v",
                "https://git.example/r.git#egg=x",
                "https://git.example/r.git?x",
                "https://git.example/$(id)",
                "https://git.example/`id`",
                'https://git.example/r"; id; "',
                "https://git.example/a b",
                "https://git.example/r\nx: y",
                "https://git.example/${{ x }}",
            )
        ),
    ],
)
def test_an_address_that_cannot_stand_in_a_file_is_refused_before_anything_is_made(
    empty: Commands, address: str, words: str
) -> None:
    made = empty("init", "--from", address)
    assert (made.status, made.out) == (2, "")
    assert words in made.err
    assert "token" not in made.err
    assert list(empty.folder.iterdir()) == []


_CREATED = """
import os, sys
from routecfg.__main__ import main

def note(event, arguments):
    if event == "open" and arguments[2] & os.O_CREAT:
        print("created", arguments[0], file=sys.stderr)

sys.argv = ["routecfg", *sys.argv[1:]]
sys.addaudithook(note)
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="files get their names in another way there")
def test_a_file_has_its_name_only_once_it_is_whole(empty: Commands) -> None:
    """Who is killed and starts again would keep half a file: what is there stays as it is."""
    ran = empty.process([sys.executable, "-c", _CREATED, "init", "shop"])
    assert ran.status == 0
    created = [Path(line.split()[1]).name for line in ran.err.splitlines() if line.startswith("created ")]
    assert len([name for name in created if name.endswith(".tmp")]) >= len(FILES)
    assert not {*created} & {Path(path).name for path in FILES}
    left = empty.write("shop/.vscode/.settings.0123456789abcdef.tmp", "half")
    (empty.folder / "shop/routecfg.yaml").unlink()
    assert empty("init", "shop").status == 0
    assert not left.exists(), "what a killed start left behind goes"


@pytest.mark.skipif(sys.platform == "win32", reason="nothing there limits the size of files")
def test_a_start_for_which_there_is_no_room_can_be_made_again(empty: Commands) -> None:
    small = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)); sys.argv[0] = 'routecfg'"
    command = [sys.executable, "-B", "-c", f"{small}; from routecfg.__main__ import main; main()", "init", "shop"]
    ran = empty.process(command)
    assert ran.status == 2
    said, help_line = ran.err.splitlines()
    assert said.startswith("routecfg: 'shop/.schema/routing.schema.json' cannot be written: the file would be larger")
    assert help_line == "help: mend that, then run the command again: what it has written already stays as it is"
    assert not (empty.folder / "shop/.schema/routing.schema.json").exists(), "half a file would stay for ever"
    assert empty("init", "shop").status == 0
    assert empty("validate", "--project", "shop").status == 0
