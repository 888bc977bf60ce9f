"""Whatever the environment, the terminal and the system are like, a command works or says why not."""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from commands import ROUTECFG, Commands, Ran, longer_saturday

posix = pytest.mark.skipif(sys.platform == "win32", reason="users, limits and signals are a POSIX thing")


@pytest.fixture(scope="module")
def plain_help(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The help where nothing says a size, in a Python that starts anew."""
    folder = tmp_path_factory.mktemp("plain")
    return Commands(folder, folder).started("--help")


@pytest.mark.parametrize("size", ["abc", "", "²", "-5", "9" * 5000, "80.0"])
@pytest.mark.parametrize("variable", ["TERMINAL_WIDTH", "COLUMNS", "LINES"])
def test_a_size_that_is_no_number_is_no_size(empty: Commands, plain_help: Ran, variable: str, size: str) -> None:
    ran = empty("--help", env={variable: size})
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == plain_help.out


@pytest.mark.parametrize(
    "environment",
    [
        {"_ROUTECFG_COMPLETE": "complete_x"},
        {"_ROUTECFG_COMPLETE": "source_x"},
        {"_ROUTECFG_COMPLETE": "x"},
        {"_ROUTECFG_COMPLETE": "complete_bash"},
        {"_ROUTECFG_COMPLETE": "complete_bash", "COMP_WORDS": "routecfg", "COMP_CWORD": "one"},
    ],
)
def test_a_shell_that_asks_wrongly_gets_no_answer(shop: Commands, environment: dict[str, str]) -> None:
    ran = shop("list", env=environment)
    assert (ran.status, ran.out) == (2, "")
    assert "fault" not in ran.err


@posix
def test_without_a_home_nothing_is_kept_and_all_else_works(released: Commands) -> None:
    homeless = "import os, pwd\nos.environ.pop('HOME'); os.environ.pop('XDG_CACHE_HOME')\n"
    nobody = f"{homeless}def none(_): raise KeyError\npwd.getpwuid = none"
    longer_saturday(released)
    for arguments in (["validate"], ["list"], ["diff"], ["history"], ["apply", "--yes"]):
        status, _, err = released(*arguments, before=nobody)
        assert status == 0, err
    status, out, err = released("--install-completion", before=nobody)
    assert status == 2
    assert re.fullmatch(r"(Shell \w+ is not supported\.\n)?", out), "what typer says depends on the shell above us"
    assert err == "routecfg: completion cannot be set up: your shell, or your home folder, is not known\n"


def test_a_cache_folder_of_any_depth_is_no_fault(shop: Commands) -> None:
    ran = shop("validate", env={"XDG_CACHE_HOME": str(shop.home / ("a/" * 1100))})
    shutil.rmtree(shop.home / ("a/" * 1100) / "routecfg")
    for depth in range(1100, 0, -1):  # too deep for whoever removes the folders of tests
        (shop.home / ("a/" * depth)).rmdir()
    assert ran.status == 0


def test_without_its_texts_it_does_not_run(empty: Commands) -> None:
    ran = empty.process([sys.executable, "-OO", "-m", "routecfg", "list"])
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == "routecfg: this Python leaves out texts that routecfg shows"


INTERRUPT = """
import sys

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "{module}":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
"""


@pytest.mark.parametrize("module", ["routecfg.cli", "typer", "routecfg.cli.list", "routecfg.cli.workspace"])
def test_ctrl_c_while_it_is_loaded_leaves_no_trace(shop: Commands, module: str) -> None:
    ran = shop("list", before=INTERRUPT.format(module=module), anew=True)
    assert ran == (2, "", "routecfg: stopped\n")


@posix
@pytest.mark.parametrize("event", ["os.kill(os.getpid(), signal.SIGINT)", "raise MemoryError"])
def test_whatever_stops_a_release_it_says_how_to_see_whether_it_is_live(released: Commands, event: str) -> None:
    """The record has its name, and then somebody presses Ctrl-C, or memory is used up."""
    pressed = (
        "import os, signal\n"
        "def link(*arguments, made=os.link, **more):\n"
        "    made(*arguments, **more)\n"
        f"    if str(arguments[1]).startswith('000002'): {event}\n"
        "os.link = link\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)"
    )
    longer_saturday(released)
    status, _, err = released("apply", "--yes", before=pressed)
    assert status == 2
    assert err.splitlines() == [
        "routecfg: stopped in the middle of the release",
        "help: 'routecfg history' shows whether it is live; if it is not, run the command again",
    ]
    assert released.releases() == [1, 2]
    assert released("history").status == 0


@posix
def test_too_little_memory_is_no_fault_of_ours(shop: Commands) -> None:
    little = "import routecfg.project\ndef read(*_, **__): raise MemoryError\nroutecfg.project.read_folder = read"
    status, out, err = shop("validate", "--no-cache", before=little, anew=True)
    assert (status, out) == (2, "")
    assert err == "routecfg: there is too little memory for a project of this size\n"


_HOARD = """
import resource
import routecfg.project

def read(*_, **__):
    used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 30_000_000, -1))
    hoard, size = [], 1 << 20
    while True:
        try:
            hoard.append(bytes(size))
        except MemoryError:
            if size == 1:
                raise
            size //= 2

routecfg.project.read_folder = read
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc says how much memory a process has")
def test_that_no_memory_is_left_is_said_all_the_same(shop: Commands) -> None:
    status, out, err = shop("validate", "--no-cache", before=_HOARD, anew=True)
    assert (status, out) == (2, "")
    assert err == "routecfg: there is too little memory for a project of this size\n"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        ("OSError('no reason')", 3),
        ("OSError(errno.EINVAL, 'x')", 3),
        ("OSError(errno.ENOENT, 'x', routecfg.__file__)", 3),
        ("OSError(errno.EIO, 'x')", 2),
        ("OSError(errno.ENOENT, 'x', '/elsewhere')", 2),
    ],
)
def test_an_error_of_the_system_is_told_from_one_of_ours(shop: Commands, error: str, status: int) -> None:
    broken = "import errno, routecfg.report.objects as broken\ndef fail(*_): raise {}\nbroken.listed_as_text = fail"
    ran = shop("list", before=broken.format(error))
    assert (ran[0], ran[1]) == (status, "")
    assert "the current folder" not in ran[2]


@posix
@pytest.mark.parametrize(("typed", "made"), [(b"\xff\n", False), (b"y\xff\n", False), (b"y\n", True)])
def test_an_answer_is_bytes_whatever_the_encoding_of_the_terminal(released: Commands, typed: bytes, made: bool) -> None:
    longer_saturday(released)
    ran = released.on_terminal("apply", typed=typed, env={"PYTHONIOENCODING": "utf-8:strict"})
    assert ran.status == (0 if made else 2)
    assert "fault" not in ran.out
    assert released.releases() == ([1, 2] if made else [1])


STEERING = "a\x1b[31m\u202e\n::error::x"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize(
    "arguments",
    [
        ["schema", "--out", STEERING],
        ["diff", "--out", STEERING],
        ["init", STEERING],
        ["history", "--format", STEERING],
        ["rollback", STEERING],
        ["diff", "\u202e"],
        [STEERING],
    ],
)
def test_a_name_on_the_command_line_steers_nothing(released: Commands, arguments: list[str]) -> None:
    ran = released(*arguments)
    assert ran.status in (0, 2)
    assert not {"\x1b", "\u202e"} & {*ran.out, *ran.err}
    assert not [line for line in ran.err.splitlines() if line.startswith("::")]


@posix
def test_commands_that_are_suggested_can_be_pasted(released: Commands, tmp_path: Path) -> None:
    longer_saturday(released)
    ran = released("diff", "--out=-plan.json")
    assert ran.err == "saved as -plan.json: 'routecfg apply ./-plan.json' releases just this\n"
    elsewhere = Commands(tmp_path, released.home)
    ran = elsewhere("diff", "--project", "shop", "--out", "my plan.json")
    assert ran.err == "saved as my plan.json: 'routecfg apply 'my plan.json' --project shop' releases just this\n"
    assert elsewhere("apply", "my plan.json", "--project", "shop", "--yes").status == 0
    assert "  cd ./-new\n" in elsewhere("init", "--", "-new").err


@posix
@pytest.mark.skipif(shutil.which("bash") is None, reason="sh has no way to write bytes")
@pytest.mark.parametrize("name", [b"caf\xe9a.json", b"a\nb.json", b"a\x1b[2Jb'.json", b"##[x] \\.json", b":(top)p"])
def test_a_command_that_is_suggested_for_an_odd_name_can_be_pasted(released: Commands, name: bytes) -> None:
    ran = released("diff", "--out", os.fsdecode(name))
    word = ran.err.partition("'routecfg apply ")[2].rpartition("' releases")[0]
    assert word.isascii()
    assert word.isprintable()
    assert released.process(["bash", "-c", f"cat {word}"]).out.startswith('{"version":2,')
    assert released.process(["bash", "-c", f"{shlex.join(ROUTECFG)} apply {word}"]).status == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are UTF-8 whatever the locale says")
@pytest.mark.parametrize("locale", ["C", "cs_CZ.ISO-8859-2"])
def test_names_are_utf_8_whatever_the_locale_says(shop: Commands, locale: str) -> None:
    """Python takes names of files for ASCII there, and what a file says to be a name for none."""
    env = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    (shop.folder / "routing/shop.yaml").rename(shop.folder / "routing/část.yaml")
    shop.write("routecfg.yaml", f"{(shop.folder / 'routecfg.yaml').read_text()}\nproduction: výroba\n")
    assert shop.started("validate", env=env) == shop("validate")
    assert shop.started("apply", "--yes", "--first", env=env).status == 0
    assert (shop.folder / "výroba/bundle.json").is_file()
    assert shop.started("history", env=env).status == 0
    isolated = shop.process([sys.executable, "-E", "-m", "routecfg", "rules"], env=env)
    assert isolated.status == 0, "it does not start anew for ever"


@pytest.mark.parametrize("year", [1, 1969, 1970, 1999, 2100, 9999])
def test_nothing_is_released_while_the_clock_is_surely_wrong(released: Commands, year: int) -> None:
    longer_saturday(released)
    clock = (
        "import routecfg.cli.clock as clock\nfrom datetime import datetime as real, UTC\n"
        f"clock.datetime = type('', (), {{'now': lambda *_: real({year}, 1, 1, tzinfo=UTC)}})"
    )
    for command in ("apply --yes", "rollback 1 --yes", "diff --out plan.json"):
        status, out, err = released(*command.split(), before=clock)
        assert (status, out) == (2, "")
        assert err.startswith("routecfg: the clock of this machine says ")
    assert not (released.folder / "plan.json").exists()
    assert released.releases() == [1]
    if year > 1:
        assert released("validate", before=clock)[0] == 0
        assert released("history", before=clock)[0] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_link_to_itself_is_no_fault(shop: Commands) -> None:
    (shop.folder / "loop").symlink_to("loop")
    for arguments in (["init", "loop"], ["validate", "loop"], ["fmt", "loop"]):
        assert shop(*arguments).status == 2
    assert shop("validate", "--stdin-filename", "loop", "-").status == 0, "it stands in for it"
    for option in ("--out", "--project"):
        assert shop("diff", option, "loop").status == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_whose_name_is_not_text_can_be_named(shop: Commands) -> None:
    name = os.fsdecode(b"routing/caf\xe9.yaml")
    (shop.folder / name).write_text("queues: {more: {title: More}}\n")
    expected = "routing/caf\\xe9.yaml:1:1: RC003 its name is not text that all systems can read: rename it\n"
    assert shop("validate", "--format", "concise", name)[:2] == (1, expected)
    assert shop("fmt", "--check", name).status == 1
    ran = shop("validate", "--format", "concise", "--stdin-filename", name, "-", stdin="queues: {}\n")
    assert (ran.status, ran.out) == (0, "")
