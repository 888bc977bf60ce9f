"""Measures routecfg against its bounds, as ratios within one run, so that the machine does not matter.

    python -m benchmarks.run [--quick] [--part PART] [--json FILE] [--enforce]

Times are processor time, of the whole process, from Python's start to its end. The unit of the large figures is the
*drain*: what the C parser of PyYAML alone needs for the same bytes. The unit of the small ones is `import typer`.
"""

import argparse
import importlib.util
import itertools
import json
import math
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.estate import Faults, write_estate, write_project
from benchmarks.measure import ChildFailedError, Measured, Medians, drain, interleaved, run
from benchmarks.scales import SCALES

ROOT: Final = Path(__file__).resolve().parent.parent
TREES: Final = 500
ROUNDS: Final = 5
FEWER_ROUNDS: Final = 3
"""For figures that stay far from their bounds."""
WITHOUT_FLOW_AND_TIME: Final = ("--ignore", "RC3,RC5,RC602,RC603,RC604,RC801")
LOOKING: Final = (("list",), ("show", "tree-00007"), ("hours", "line-0000"), ("graph",))
"""Commands that read a project and show something of it."""
SHORT: Final = 0.05  # seconds: growth that is shorter says nothing


class Figure(NamedTuple):
    """One line of the table. Without a bound it is information; without a value it could not be measured."""

    what: str
    unit: str
    value: float | None
    bound: float | None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the bound was met."""
        if self.value is None:
            return "not measured"
        return "" if self.bound is None else "met" if self.value <= self.bound else "MISSED"


class Bench:
    """The folders and the settings of one run."""

    def __init__(self, work: Path, quick: bool) -> None:
        self.work = work
        self.rounds = FEWER_ROUNDS if quick else ROUNDS
        self.quick = quick
        self.environment = {
            "XDG_CACHE_HOME": str(work / "cache"),
            "NO_COLOR": "1",
            "PYTHONDONTWRITEBYTECODE": "",  # a package that was installed has its bytecode
        }

    def validate(self, project: Path, *options: str) -> Measured:
        """`routecfg validate` in a process of its own."""
        command = [sys.executable, "-m", "routecfg", "validate", "--quiet", "--project", str(project), *options]
        return run(command, self.environment)

    def command(self, *arguments: str, project: Path) -> Measured:
        """Any command that must end well."""
        command = [sys.executable, "-m", "routecfg", *arguments, "--project", str(project)]
        return run(command, self.environment, accept=0)

    def look(self, project: Path, *arguments: str) -> Measured:
        """A command that shows something of an unchanged project which only this very command has read before."""
        command = [sys.executable, "-m", "routecfg", *arguments, "--project", str(project)]
        environment = {**self.environment, "XDG_CACHE_HOME": str(self.work / "look" / arguments[0])}
        if not Path(environment["XDG_CACHE_HOME"]).exists():
            run(command, environment, accept=0)
        return run(command, environment, accept=0)

    def estate(self, name: str, trees: int = TREES, faults: Faults = "none") -> tuple[Path, int]:
        """A fresh estate, and its size in bytes."""
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        return folder, write_estate(folder, trees, faults=faults)


def change_a_text(project: Path) -> None:
    """Give one tree of an estate a description that it never had."""
    edited = project / "routing/trees/000/tree-00007.yaml"
    head, _, rest = edited.read_text(encoding="utf-8").partition('description: "')
    text = f'{head}description: "Version {next(_VERSIONS)}{rest[rest.index(chr(34)) :]}'
    edited.write_text(text, encoding="utf-8")


_VERSIONS: Final = itertools.count()


def estate_figures(bench: Bench) -> Iterator[Figure]:
    """The estate cold, unchanged, with one thing changed, with faults, and ten times as large."""
    project, size = bench.estate("estate")
    unchanged, _ = bench.estate("unchanged")
    references, _ = bench.estate("references", faults="references")
    fields, _ = bench.estate("fields", faults="fields")

    led_elsewhere, _ = bench.estate("led-elsewhere")
    versions = iter(range(1000))
    decisions = iter(("welcome", "account", "service", "stores", "ask-number", "quality", "insurance"))

    def changed(pattern: str, replacement: str, project: Path = project) -> Measured:
        bench.validate(project)  # leaves all in the cache that is known before the change
        edited = project / "routing/trees/000/tree-00007.yaml"
        text = edited.read_text(encoding="utf-8")
        edited.write_text(re.sub(pattern, replacement.format(next(versions) % 10), text, count=1), encoding="utf-8")
        return bench.validate(project)

    def again() -> Measured:
        bench.validate(project)
        return bench.validate(project)

    jobs: dict[str, Callable[[], Measured]] = {
        "drain": lambda: drain(project),
        "cold": lambda: bench.validate(project, "--no-cache"),
        "plain": lambda: bench.validate(project, "--no-cache", *WITHOUT_FLOW_AND_TIME),
        "text": lambda: changed('description: ".', 'description: "{}'),
        "target": lambda: changed("queue: support-0.", "queue: support-0{}"),
        "way": lambda: changed("decision: .*", f"decision: {next(decisions)}", led_elsewhere),
        "unchanged": again,
        **{command[0]: partial(bench.look, unchanged, *command) for command in LOOKING},
    }
    seen = interleaved(jobs, bench.rounds)
    faulty = {
        "cold": lambda: bench.validate(unchanged, "--no-cache"),
        "references": lambda: bench.validate(references, "--no-cache"),
        "fields": lambda: bench.validate(fields, "--no-cache"),
    }
    beside = interleaved(faulty, FEWER_ROUNDS)
    unit, cold = seen["drain"].processor, seen["cold"].processor
    note = f"{size / 1e6:.1f} MB; a drain is {unit:.2f} s, cold {cold:.2f} s ({seen['cold'].wall:.2f} s on the clock)"
    yield Figure("cold", "drains", cold / unit, 4.0, note)
    yield Figure("cold, without flow and time", "drains", seen["plain"].processor / unit, 3.0)
    yield Figure("unchanged", "drains", seen["unchanged"].processor / unit, 0.3)
    yield Figure("one text changed", "drains", seen["text"].processor / unit, 0.9)
    yield Figure("one target changed", "drains", seen["target"].processor / unit, 1.3, "to another queue")
    yield Figure("one answer leads to another decision", "drains", seen["way"].processor / unit, None)
    for command in LOOKING:
        yield Figure(f"{' '.join(command)}, unchanged", "drains", seen[command[0]].processor / unit, 0.9)
    peak, allowed = seen["cold"].peak / 1e6, 30 + 8 * size / 1e6
    yield Figure("peak memory", "MB", peak, allowed, "bound: 30 MB + 8 bytes a byte")
    for name, what in (("references", "unknown reference"), ("fields", "unknown field")):
        figure = beside[name].processor / beside["cold"].processor
        yield Figure(f"{what} in every file", "cold", figure, 2.0)
    yield from beside_others(project, size, cold)
    if not bench.quick:
        large, _ = bench.estate("large", TREES * 10)
        tenfold = bench.validate(large, "--no-cache")
        yield Figure("ten times the estate", "cold", tenfold.processor / cold, 11.0, f"{tenfold.peak / 1e6:.0f} MB")
        shutil.rmtree(large)


def release_figures(bench: Bench) -> Iterator[Figure]:
    """The estate against its production, with one text changed, and its release."""
    project, size = bench.estate("released")
    production, kept = project / "production", bench.work / "production"
    bench.command("apply", "--yes", "--first", project=project)
    shutil.copytree(production, kept)

    def diff() -> Measured:
        change_a_text(project)
        return bench.command("diff", project=project)

    def diff_without_cache() -> Measured:
        shutil.rmtree(bench.work / "cache", ignore_errors=True)
        return diff()

    def release() -> Measured:
        shutil.rmtree(production)
        shutil.copytree(kept, production)
        change_a_text(project)
        return bench.command("apply", "--yes", project=project)

    jobs: dict[str, Callable[[], Measured]] = {
        "drain": lambda: drain(project / "routing"),
        "cold": diff_without_cache,
        "warm": diff,  # with the cache that the one before has filled
        "apply": release,
    }
    seen = interleaved(jobs, bench.rounds)
    unit = seen["drain"].processor
    yield Figure("diff, one text changed", "drains", seen["warm"].processor / unit, 2.5, f"a drain is {unit:.2f} s")
    yield Figure("the same without a cache", "drains", seen["cold"].processor / unit, 4.0)
    yield Figure("its peak memory", "bytes a byte", seen["cold"].peak / size, 15.0)
    yield Figure("apply, one text changed", "drains", seen["apply"].processor / unit, 4.5)
    if not bench.quick:
        yield from growth_of_diff(bench, seen["cold"])


def growth_of_diff(bench: Bench, small: Medians) -> Iterator[Figure]:
    """What `diff` takes without a cache for ten times the estate, beside what it takes for the estate."""
    project, size = bench.estate("large-released", TREES * 10)
    bench.command("apply", "--yes", "--first", project=project)
    change_a_text(project)
    shutil.rmtree(bench.work / "cache", ignore_errors=True)
    seen = bench.command("diff", project=project)
    note = f"{seen.processor:.1f} s, {seen.peak / 1e6:.0f} MB, {seen.peak / size:.1f} bytes a byte"
    yield Figure("diff of ten times the estate", "cold", seen.processor / small.processor, 11.0, note)
    shutil.rmtree(project)


def beside_others(project: Path, size: int, cold: float) -> Iterator[Figure]:
    """What others need for the same bytes, from some of the files: information, if they are installed."""
    files = sorted((project / "routing/trees").rglob("*.yaml"))[:20]
    share = sum(file.stat().st_size for file in files) / size
    commands = {
        "check-jsonschema": ["check-jsonschema", "--schemafile", str(ROOT / "schema/routing.schema.json")],
        "yamllint": ["yamllint", "--format", "parsable", "-d", "relaxed"],
    }
    for name, command in commands.items():
        program = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
        if program is None:
            continue
        try:
            start = run([program, "--version"], accept=0).processor
            seen = run([program, *command[1:], *map(str, files)])
        except ChildFailedError as reason:
            yield Figure(name, "cold", None, None, str(reason))
        else:
            each = (seen.processor - start) / share + start
            yield Figure(name, "cold", each / cold, None, f"from {len(files)} files; for information")


def process_figures(bench: Bench) -> Iterator[Figure]:
    """Small commands against what the import of the command line's own library takes."""
    eshop = ROOT / "examples/eshop"
    jobs: dict[str, Callable[[], Measured]] = {
        "typer": lambda: run([sys.executable, "-c", "import typer"], accept=0),
        "version": lambda: run([sys.executable, "-m", "routecfg", "--version"], accept=0),
        "eshop": lambda: bench.validate(eshop, "--no-cache"),
        "again": lambda: bench.validate(eshop),
    }
    seen = interleaved(jobs, bench.rounds * 3)  # short ones vary more
    unit = seen["typer"].processor
    yield Figure(
        "--version", "import typer", seen["version"].processor / unit, 0.5, f"import typer: {unit * 1e3:.0f} ms"
    )
    yield Figure("validate examples/eshop", "import typer", seen["eshop"].processor / unit, 8.0)
    yield Figure("the same again, unchanged", "import typer", seen["again"].processor / unit, None)


def growth_figures(bench: Bench) -> Iterator[Figure]:
    """How the time grows with the size of what a rule looks at; twice the size is 2.0 if it grows in step."""
    empty = bench.work / "empty"
    write_project(empty)
    (empty / "routing").mkdir()
    for what, write, size in SCALES:
        single, double = bench.work / "single", bench.work / "double"
        write(single, size)
        write(double, 2 * size)
        jobs: dict[str, Callable[[], Measured]] = {
            "empty": lambda: bench.validate(empty, "--no-cache"),
            "single": lambda: bench.validate(single, "--no-cache"),  # noqa: B023 - run within this turn of the loop
            "double": lambda: bench.validate(double, "--no-cache"),  # noqa: B023 - likewise
        }
        seen = interleaved(jobs, FEWER_ROUNDS)
        start = seen["empty"].processor
        first, second = seen["single"].processor - start, seen["double"].processor - start
        note = f"{first:.2f} s, twice the size {second:.2f} s"
        yield Figure(f"{size:,} {what}, doubled", "times", second / first if first > SHORT else None, 2.5, note)
        shutil.rmtree(single)
        shutil.rmtree(double)


def answer_figures(bench: Bench) -> Iterator[Figure]:
    """What it takes to choose an answer, and to prove something about many."""
    from benchmarks.answers import rows  # here, since only this part needs routecfg itself

    for row_of in rows(lambda project: bench.validate(project, "--no-cache").processor, bench.work):
        yield Figure(*row_of)


def chat_figures(bench: Bench) -> Iterator[Figure]:
    """What a step of a chat takes."""
    from benchmarks.chats import rows  # here, since only this part runs chats

    for row_of in rows(bench.work):
        yield Figure(*row_of)


def scenario_figures(bench: Bench) -> Iterator[Figure]:
    """What it takes to run a thousand scenarios."""
    from benchmarks.scenarios import SCENARIOS, passed, write_project  # here, since only this part writes scenarios

    of_its_own = passed(bench.command("test", project=write_project(bench.work / "scenarios", 1)).output)
    project = write_project(bench.work / "scenarios", math.ceil(SCENARIOS / of_its_own))
    number = passed(bench.command("test", project=project).output)
    bare, whole = write_project(bench.work / "without scenarios", 0), write_project(bench.work / "eshop", 1)
    jobs = {
        "test": lambda: bench.command("test", project=project),
        "coverage": lambda: bench.command("test", "--coverage", project=project),
        "generate": lambda: bench.command("test", "--generate", project=bare),
        "mutate": lambda: bench.command("test", "--mutate", project=whole),
    }
    seen = interleaved(jobs, FEWER_ROUNDS)
    each = seen["test"].processor / number
    note = f"{number:,} scenarios of the e-shop, {each * 1e3:.1f} ms each"
    yield Figure("run a thousand scenarios", "s", each * SCENARIOS, 5.0, note)
    more = seen["coverage"].processor - seen["test"].processor
    yield Figure(
        "and say what they cover", "s", seen["coverage"].processor * SCENARIOS / number, 10.0, f"{more:.2f} s more"
    )
    yield Figure("propose scenarios for all of the e-shop", "s", seen["generate"].processor, 3.0)
    yield Figure("try every small change of the e-shop on its scenarios", "s", seen["mutate"].processor, 10.0)


def impact_figures(bench: Bench) -> Iterator[Figure]:
    """What it takes to work out what a change does to chats."""
    from benchmarks.impact import rows  # here, since only this part compares chats

    for row_of in rows(bench.work):
        yield Figure(*row_of)


def editor_figures(bench: Bench) -> Iterator[Figure]:
    """What somebody waits for in an editor."""
    from benchmarks.editor import rows  # here, since only this part serves an editor

    for row_of in rows(bench.work):
        yield Figure(*row_of)


def preview_figures(bench: Bench) -> Iterator[Figure]:
    """What the page in the browser waits for."""
    from benchmarks.preview import rows  # here, since only this part serves a project

    for row_of in rows(bench.work):
        yield Figure(*row_of)


PARTS: Final[dict[str, Callable[[Bench], Iterator[Figure]]]] = {
    "processes": process_figures,
    "estate": estate_figures,
    "releases": release_figures,
    "growth": growth_figures,
    "answers": answer_figures,
    "chats": chat_figures,
    "scenarios": scenario_figures,
    "impact": impact_figures,
    "lsp": editor_figures,
    "preview": preview_figures,
}


def measured(bench: Bench, parts: list[str]) -> Iterator[Figure]:
    """Every figure of these parts; of a part that could not run, the reason."""
    for part in parts:
        try:
            yield from PARTS[part](bench)
        except ChildFailedError as reason:
            yield Figure(f"{part}: could not run", "", None, 0.0, str(reason))


def row(figure: Figure) -> str:
    """A figure for people."""
    value = "-" if figure.value is None else f"{figure.value:.2f}"
    bound = "" if figure.bound is None else f"{figure.bound:.2f}"
    return f"{figure.what:44} {value:>8} {bound:>7}  {figure.unit:13} {figure.verdict:12} {figure.note}".rstrip()


def main() -> int:
    """Measure, print each figure once it is known, and write them as JSON if asked to."""
    parser = argparse.ArgumentParser(description="Measure routecfg against its bounds.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and no tenfold estate")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part; may be given again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    parser.add_argument("--enforce", action="store_true", help="exit with 1 if a bound is missed or not measured")
    options = parser.parse_args()
    if importlib.util.find_spec("routecfg") is None:
        parser.error("routecfg is not installed for this Python: use `make bench`")
    figures: list[Figure] = []
    print(f"{'':44} {'figure':>8} {'bound':>7}  in")
    with tempfile.TemporaryDirectory(prefix="routecfg-bench-") as work:
        for figure in measured(Bench(Path(work), options.quick), options.part or list(PARTS)):
            figures.append(figure)
            print(row(figure), flush=True)
    if options.json is not None:
        rows = [{**figure._asdict(), "verdict": figure.verdict} for figure in figures]
        options.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    failed = any(figure.bound is not None and figure.verdict != "met" for figure in figures)
    return 1 if options.enforce and failed else 0


if __name__ == "__main__":
    sys.exit(main())
