"""The cache makes the second run cheap and never changes an answer."""

import os
import random
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from commands import Commands
from estates import PROJECT, files_of
from routecfg.cache import Cache, content_key
from routecfg.cli.validate import Answer, Options, answered
from routecfg.cli.workspace import Workspace
from routecfg.project import content_digest
from routecfg.screen import PLAIN, Screen
from routecfg.workspace.fingerprint import fingerprint

ESHOP = Path(__file__).parents[2] / "examples" / "eshop"
EXAMPLES = sorted((Path(__file__).parents[1] / "rules").glob("*/*/*.yaml"))
SPLICES = (
    b"\nqueues: {another: {title: Another}}\n",
    b"  # routecfg: ignore[RC203] kept\n",
    b"\nqueues:\n  support: {title: Twice}\n",
    b"]",
    b"\t",
    b"\xff",
    b"quue",
    b"'",
    b"\n---\n",
    b"time_condition",
)
"""Bits of text that break an estate in every way there is, or leave it whole."""

WORD = re.compile(r"(?<=: )[\w-]+(?=[,}\n])|(?<=- )[a-z-]+(?=\n)|(?<=[\[{ ])[\w-]+(?=[:,\]])")
"""A name, a number, a short text, a key: what operators change."""

WORDS = ("x" * 1030, "yes", "'{{ text }}'", "'{{ order_number }}'", "{button: true}", "fr", "cs", "[no, si]", "queue")


def workspace(project: Path, today: date, cache: Cache) -> Workspace:
    """The project with a cache of its own."""
    made = Workspace(project, today)
    made.cache = cache
    return made


def options(random_: random.Random) -> Options:
    return Options(
        format=random_.choice(("text", "concise", "json", "sarif")),
        select=random_.choice(((), ("RC2",), ("RC3", "RC5"))),
        ignore=random_.choice(((), ("RC203",))),
        strict=random_.random() < 0.3,
        quiet=random_.random() < 0.2,
        reported=random_.choice((None, ("routing",))),
        screen=Screen(random_.random() < 0.3, random_.choice((None, 60))),
        prefix=random_.choice(("", "shop/")),
    )


def edit(routing: Path, random_: random.Random) -> None:
    """One thing that happens to a folder of files: an edit, a new name, a copy, a removal, an undo."""
    files = sorted(routing.rglob("*.yaml"))
    originals = sorted((ESHOP / "routing").rglob("*.yaml"))
    path = random_.choice(files) if files else routing / "new.yaml"
    match random_.randrange(8) if files else 7:
        case 0 | 1 | 2:
            data = path.read_bytes()
            at = random_.randrange(len(data) + 1)
            cut = random_.choice((0, 0, 1, 30))
            path.write_bytes(data[:at] + random_.choice(SPLICES) + data[at + cut :])
        case 3:
            path.rename(path.with_name(f"{random_.randrange(20)}.yaml"))
        case 4:
            (routing / f"copy-{random_.randrange(5)}.yaml").write_bytes(path.read_bytes())  # it may be that file
        case 5:
            path.unlink()
        case 6:
            os.utime(path, (0, 0))
        case _:
            for original in originals:
                target = routing / original.relative_to(ESHOP / "routing")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(original, target)


def compare_over(edits: int, seed: int, folder: Path) -> int:
    """How many answers came out of the cache whole; every one is compared with the answer worked out anew."""
    random_ = random.Random(seed)
    project = folder / "project"
    shutil.copytree(ESHOP, project)
    kept = folder / "cache"
    told: set[tuple[str, int]] = set()
    for number in range(edits):
        if random_.random() < 0.7:
            edit(project / "routing", random_)
        if random_.random() < 0.05:
            data = kept.read_bytes() if kept.exists() else b""
            kept.write_bytes(data[: random_.randrange(len(data) + 1)] + random_.choice((b"", b"\0", data[5:25])))
        chosen = options(random_)
        today = date(2026, 11, 22 + random_.randrange(2))
        with_cache = answered(workspace(project, today, Cache(kept)), chosen)
        without = answered(workspace(project, today, Cache(None)), chosen)
        assert with_cache == without, f"seed {seed}, edit {number}"
        told.add((without.stdout, without.status))
    return len(told)


def test_answers_with_and_without_the_cache_are_equal(tmp_path: Path) -> None:
    assert compare_over(40, 1, tmp_path) > 15, "the edits hardly change anything: the comparison means little"


@pytest.mark.slow
def test_answers_are_equal_over_a_thousand_edits(tmp_path: Path) -> None:
    assert compare_over(1000, 20261122, tmp_path) > 200


def exchange_over(edits: int, seed: int, folder: Path) -> int:
    """As `compare_over`, in a sound estate in which few words at a time are others: how many answers there were."""
    random_ = random.Random(seed)
    project, kept = folder / "project", folder / "cache"
    shutil.copytree(ESHOP, project)
    originals = {path: path.read_text(encoding="utf-8") for path in sorted((project / "routing").rglob("*.yaml"))}
    told: set[str] = set()
    for number in range(edits):
        path = random_.choice(list(originals))
        text = path.read_text(encoding="utf-8")
        start, end = random_.choice(list(WORD.finditer(text))).span()
        new = random_.choice((*WORDS, *WORD.findall(random_.choice(list(originals.values())))))
        path.write_text(text[:start] + new + text[end:], encoding="utf-8")
        cached = answer(project, Cache(kept))
        assert cached == answer(project, Cache(None)), (
            f"seed {seed}, edit {number}: {text[start:end]} to {new} in {path}"
        )
        told.add(cached.stdout)
        if random_.random() < 0.7:
            path.write_text(originals[path], encoding="utf-8")
    return len(told)


def test_answers_are_equal_where_a_word_is_another(tmp_path: Path) -> None:
    assert exchange_over(30, 1, tmp_path) > 10, "the words hardly change anything: the comparison means little"


@pytest.mark.slow
def test_answers_are_equal_over_a_thousand_other_words(tmp_path: Path) -> None:
    assert exchange_over(1000, 20261122, tmp_path) > 200


def mix_over(edits: int, seed: int, folder: Path) -> int:
    """As `compare_over`, with files of the rules' examples that come and go: their objects share many names."""
    random_ = random.Random(seed)
    routing, kept = folder / "project" / "routing", folder / "cache"
    routing.mkdir(parents=True)
    (folder / "project" / "routecfg.yaml").write_bytes(PROJECT)
    told: set[str] = set()
    for number in range(edits):
        for path in list(routing.iterdir()):
            if random_.random() < 0.8:
                path.unlink()
        example = random_.choice(EXAMPLES)
        for name, text in files_of(example.read_text(encoding="utf-8"), example.name).items():
            (routing / Path(name).name).write_text(text, encoding="utf-8")
        cached = answer(folder / "project", Cache(kept))
        assert cached == answer(folder / "project", Cache(None)), f"seed {seed}, edit {number}: {example}"
        told.add(cached.stdout)
    return len(told)


def test_answers_are_equal_where_files_come_and_go(tmp_path: Path) -> None:
    assert mix_over(70, 1, tmp_path) > 30, "the files hardly change anything: the comparison means little"


@pytest.mark.slow
def test_answers_are_equal_over_thousands_of_files_that_come_and_go(tmp_path: Path) -> None:
    assert mix_over(2000, 20261122, tmp_path) > 500


@pytest.mark.parametrize("edits", [1, pytest.param(5, marks=pytest.mark.slow)])
def test_runs_at_once_share_a_cache_and_stay_right(tmp_path: Path, edits: int) -> None:
    project = tmp_path / "project"
    shutil.copytree(ESHOP, project)
    commands = Commands(project, tmp_path)
    command = [sys.executable, "-m", "routecfg", "validate", "--format", "json"]
    random_ = random.Random(7)
    for _ in range(edits):
        edit(project / "routing", random_)
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, cwd=project, env=commands.environment()) for _ in range(3)
        ]
        told = {process.communicate()[0].decode() for process in running}
        assert told == {commands("validate", "--format", "json", "--no-cache").out}


@pytest.fixture
def warm(tmp_path: Path) -> tuple[Path, Path, Answer]:
    """A project, a cache that knows it, and its answer."""
    project = tmp_path / "project"
    shutil.copytree(ESHOP, project)
    (project / "routing" / "odd.yaml").write_text("queues: {odd: {title: Odd}}\n", encoding="utf-8")
    kept = tmp_path / "cache"
    return project, kept, answer(project, Cache(kept))


def answer(project: Path, cache: Cache) -> Answer:
    plain = Options("text", (), (), strict=False, quiet=False, reported=None, screen=PLAIN, prefix="")
    return answered(workspace(project, date(2026, 11, 22), cache), plain)


@pytest.mark.parametrize("part", range(10))
def test_a_cache_with_one_wrong_byte_is_a_miss(warm: tuple[Path, Path, Answer], part: int) -> None:
    project, kept, expected = warm
    data = bytearray(kept.read_bytes())
    data[(len(data) - 1) * part // 9] ^= 0x55
    kept.write_bytes(data)
    assert answer(project, Cache(kept)) == expected


def test_a_truncated_cache_is_a_miss(warm: tuple[Path, Path, Answer]) -> None:
    project, kept, expected = warm
    data = kept.read_bytes()
    for length in (0, 1, 16, 20, 40, 100, len(data) // 2, len(data) - 1):
        kept.write_bytes(data[:length])
        assert answer(project, Cache(kept)) == expected


def test_a_cache_whose_entries_are_something_else_is_a_miss(warm: tuple[Path, Path, Answer]) -> None:
    project, kept, expected = warm
    poisoned = Cache(kept)
    (project / "routing" / "odd.yaml").write_text("queues: {odd: {title: Even}}\n", encoding="utf-8")
    fresh = answer(project, Cache(None))
    for key in (b"", *_keys(kept)):
        poisoned.files.keep(key, b"\xc1 not a check")
        poisoned.analysis.keep(key, b"\xc1 not a check")
    poisoned.save()
    assert answer(project, Cache(kept)) == fresh != expected


def _keys(kept: Path) -> list[bytes]:
    """The keys of a cache's entries, found by their length in the file."""
    data = kept.read_bytes()
    return [data[at : at + 20] for at in range(len(data) - 20) if data[at - 2 : at] == b"\xc4\x14"]


def test_only_the_user_can_read_the_cache(warm: tuple[Path, Path, Answer], tmp_path: Path) -> None:
    project, _, _ = warm
    Commands(project, tmp_path / "home")("validate")
    made = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert len(made) == 1
    assert made[0].stat().st_mode & 0o077 == 0
    assert made[0].parent.stat().st_mode & 0o077 == 0


def test_a_cache_that_cannot_be_written_is_no_cache(warm: tuple[Path, Path, Answer]) -> None:
    project, kept, expected = warm
    kept.unlink()
    kept.mkdir()
    assert answer(project, Cache(kept)) == expected


def test_an_unchanged_run_loads_nothing_that_reads_or_judges(tmp_path: Path) -> None:
    top = tmp_path / "eshop"
    shutil.copytree(ESHOP, top)
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    command = [sys.executable, "-X", "importtime", "-m", "routecfg"]
    first, second, listed = (
        subprocess.run([*command, word], cwd=top, env=environment, capture_output=True, check=True, text=True)
        for word in ("validate", "validate", "list")
    )
    assert first.stdout == second.stdout
    rooms = {f"routecfg.{room}" for room in ("source", "shape", "model", "rules", "catalogue", "pipeline")}
    assert rooms <= loaded(first.stderr)
    assert loaded(second.stderr).isdisjoint({*rooms, "routecfg.disclosure", "yaml", "jsonschema_rs", "tzdata"})
    assert loaded(listed.stderr).isdisjoint({"routecfg.rules", "routecfg.shape", "yaml", "jsonschema_rs", "networkx"})


def entries_of(home: Path, project: Path) -> list[bool]:
    """Of each routing file of a project, whether the only cache in this home knows its content."""
    (path,) = (each for each in home.rglob("*") if each.is_file())
    cache, key = Cache(path), content_key(fingerprint(), (project / "routecfg.yaml").read_bytes())
    files = sorted((project / "routing").rglob("*.yaml"))
    return [cache.files.entry(content_key(key, content_digest(file.read_bytes()))) is not None for file in files]


def routecfg(project: Path, home: Path, *arguments: str) -> None:
    ran = Commands(project, home)(*arguments, env={"XDG_CACHE_HOME": str(home)})
    assert ran.status == 0, ran.err


@pytest.mark.parametrize(
    "arguments", [("list",), ("show", "support"), ("hours", "eshop-cz"), ("graph",), ("diff",), ("validate",)], ids=str
)
def test_every_command_that_reads_keeps_what_it_has_read(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    project, home = tmp_path / "project", tmp_path / "home"
    shutil.copytree(ESHOP, project)
    routecfg(project, home, *arguments)
    assert all(entries_of(home, project))
    (kept,) = (each for each in home.rglob("*") if each.is_file())
    before = kept.stat().st_ino
    routecfg(project, home, "list")
    assert kept.stat().st_ino == before, "a run that learns nothing writes nothing"


def test_releases_and_plans_do_without_the_cache(tmp_path: Path) -> None:
    project, home = tmp_path / "project", tmp_path / "home"
    shutil.copytree(ESHOP, project)
    routecfg(project, home, "diff", "--out", "plan.json")
    routecfg(project, home, "apply", "--yes", "--first")
    assert not home.exists()


def test_a_command_that_only_reads_keeps_the_analysis_of_others(tmp_path: Path) -> None:
    project, home = tmp_path / "project", tmp_path / "home"
    shutil.copytree(ESHOP, project)
    routecfg(project, home, "validate")
    (project / "routing" / "odd.yaml").write_text("queues: {odd: {title: Odd}}\n", encoding="utf-8")
    (kept,) = (each for each in home.rglob("*") if each.is_file())
    before = Cache(kept).analysis
    routecfg(project, home, "list")
    after = Cache(kept)
    assert all(entries_of(home, project))
    assert after.analysis.known() == before.known() != {}


def loaded(told: str) -> set[str]:
    """The modules that `-X importtime` names."""
    return {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}
