"""The same estate gives the same bytes, however it is written and wherever it is compiled; another one, others."""

import json
import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from estates import checked, concise
from routecfg.bundle import canonical, compile_bundle, digest, to_json
from routecfg.diff import compare
from routecfg.model import Estate, Settings, build_file, build_project
from routecfg.source import read

TODAY = date(2026, 11, 22)
ESHOP = Path(__file__).parents[2] / "examples" / "eshop"
PROJECT = (ESHOP / "routecfg.yaml").read_bytes()
Values = dict[str, Any]

unshrunk = settings(
    deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck)
)
"""A whole e-shop takes too long to shrink: the seed says enough."""


def eshop() -> Values:
    """The e-shop's values, all files in one."""
    whole: Values = {}
    for path in sorted(ESHOP.rglob("routing/**/*.yaml")):
        values = read(path.read_bytes()).values
        assert isinstance(values, dict)
        for kind, objects in values.items():
            whole.setdefault(kind, {}).update(objects)
    return whole


def project() -> Settings:
    return build_project(read(PROJECT).values)


def bytes_of(estate: Estate) -> bytes:
    return canonical(to_json(compile_bundle(estate, project(), TODAY)))


def bytes_of_files(files: dict[str, str]) -> bytes:
    done = checked(files, project=PROJECT)
    assert concise(done) == []
    return bytes_of(done.assembly.estate)


EXPECTED = bytes_of(build_file(eshop()).estate)

COMPILE = f"""
import sys
from datetime import date
from pathlib import Path
from routecfg.bundle import canonical, compile_bundle, to_json
from routecfg.pipeline.check import check
from routecfg.pipeline.project_file import open_project
from routecfg.project import read_folder, read_project_file
from routecfg.report import FORMATS, render
from routecfg.catalogue import CATALOGUE
root = Path(sys.argv[1])
project = open_project(read_project_file(root))
done = check(project, read_folder(root, project.settings.sandbox), date{TODAY.timetuple()[:3]})
reports = [render(done.result, form, rules=CATALOGUE) for form in FORMATS]
bundle = compile_bundle(done.assembly.estate, project.settings, date(2026, 11, 22))
sys.stdout.buffer.write(canonical([to_json(bundle), reports]))
"""


def compiled(root: Path, cwd: Path, **environment: str) -> bytes:
    """The bundle and the reports, made by a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", COMPILE, str(root)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout


MACHINES = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "31337", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns"},
]
MORE_MACHINES = [
    {"PYTHONHASHSEED": str(seed), "TZ": zone, "PYTHONUTF8": str(seed % 2)}
    for seed, zone in enumerate(["UTC", "Asia/Kathmandu", "Europe/Dublin", "Antarctica/Troll", ":broken", ""])
]


def on_every_machine(tmp_path: Path, machines: list[dict[str, str]]) -> None:
    for number, machine in enumerate(machines):
        root = tmp_path / f"place {number} žluť"
        files = sorted(ESHOP.rglob("routing/**/*.yaml"))
        random.Random(number).shuffle(files)
        for path in [*files, ESHOP / "routecfg.yaml"]:
            copy = root / path.relative_to(ESHOP)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
        made = json.loads(compiled(root, tmp_path if number % 2 else root, **machine))
        assert canonical(made[0]) == EXPECTED, machine
        assert made[1][1] == "", machine


def test_every_machine_makes_the_same_bytes(tmp_path: Path) -> None:
    on_every_machine(tmp_path, MACHINES)


@pytest.mark.slow
def test_many_machines_make_the_same_bytes(tmp_path: Path) -> None:
    on_every_machine(tmp_path, MORE_MACHINES)


@pytest.mark.slow
def test_findings_are_told_in_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    (tmp_path / "routing").mkdir()
    (tmp_path / "routecfg.yaml").write_bytes(PROJECT)
    text = "".join(path.read_text("utf-8") for path in sorted(ESHOP.rglob("routing/trees/*.yaml"))[:1])
    (tmp_path / "routing" / "a.yaml").write_text(text + "queues: {a: {titel: A}, b: {title: B}, c: {title: C}}\n")
    (tmp_path / "routing" / "b.yaml").write_text("queues: {a: {title: A}}\nterminates: {x: {}, y: {title: Y}}\n")
    code = COMPILE.rsplit("bundle = ", 1)[0] + "sys.stdout.write(repr(reports))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={**os.environ, **machine, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            timeout=120,
        ).stdout
        for machine in [*MACHINES, *MORE_MACHINES]
    }
    assert len(told) == 1


# How it is written means nothing


def shuffled(values: Any, chance: random.Random, key: str = "") -> Any:
    """The values with the keys of every mapping in another order, but for decisions of a tree without `start`."""
    if isinstance(values, list):
        return [shuffled(value, chance) for value in values]
    if not isinstance(values, dict):
        return values
    keys = list(values)
    if key != "decisions":
        chance.shuffle(keys)
    return {key: shuffled(values[key], chance, key) for key in keys}


def spread(values: Values, chance: random.Random) -> dict[str, Values]:
    """The objects in one to six files, in any order."""
    files: dict[str, Values] = {}
    names = [f"routing/{chance.choice('abc')}/{chance.randint(0, 99)}.y{chance.choice(['', 'a'])}ml" for _ in range(6)]
    for kind, objects in values.items():
        for name, item in objects.items():
            files.setdefault(chance.choice(names), {}).setdefault(kind, {})[name] = item
    return files


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the writer calls it so
        return True


class _Anchored(yaml.SafeDumper):
    """Equal parts are written once, and aliases stand for them."""


def shared(values: Any, known: dict[str, Any]) -> Any:
    """The values with equal mappings and lists made one, so that the writer gives them an anchor."""
    if isinstance(values, dict):
        values = {key: shared(value, known) for key, value in values.items()}
    elif isinstance(values, list):
        values = [shared(value, known) for value in values]
    else:
        return values
    return known.setdefault(json.dumps(values), values) if values else values


def written(values: Values, chance: random.Random) -> str:
    """The values as YAML of some style."""
    anchored = chance.random() < 0.3
    text: str = yaml.dump(
        shared(values, {}) if anchored else values,
        Dumper=_Anchored if anchored else _Plain,
        sort_keys=False,
        allow_unicode=True,  # its escapes break where lines do
        default_flow_style=chance.choice([True, False, None]),
        default_style=None if anchored else chance.choice([None, None, "'", '"']),
        indent=chance.choice([2, 3, 4, 8]),
        width=chance.choice([30, 80, 10_000]),
        line_break=chance.choice(["\n", "\r\n"]),
    )
    return chance.choice(["", "# a comment\n", "\ufeff", "\n\n"]) + text + chance.choice(["", "# the end", "\n"])


def however_it_is_written(chance: random.Random) -> None:
    files = spread(shuffled(eshop(), chance), chance)
    texts = {path: written(values, chance) for path, values in files.items()}
    assert bytes_of_files(texts) == EXPECTED


@settings(unshrunk, max_examples=5)
@given(chance=st.randoms(use_true_random=False))
def test_the_order_of_keys_the_files_and_the_style_mean_nothing(chance: random.Random) -> None:
    however_it_is_written(chance)


@pytest.mark.slow
@settings(unshrunk, max_examples=150)
@given(chance=st.randoms(use_true_random=False))
def test_the_order_of_keys_the_files_and_the_style_mean_nothing_long(chance: random.Random) -> None:
    however_it_is_written(chance)


# What is done, and in which order, means something


def rows(values: Any, key: str = "") -> list[Any]:
    """Every mapping of decisions whose first one starts the tree, and every list whose order customers notice."""
    found: list[Any] = []
    if isinstance(values, dict):
        if key == "decision_trees":
            found += [tree["decisions"] for tree in values.values() if "start" not in tree]
        for name, value in values.items():
            found += rows(value, name)
    elif isinstance(values, list):
        if key in ("targets", "actions", "then", "else", "do", "also"):
            found.append(values)
        for value in values:
            found += rows(value)
    return found


@settings(unshrunk, max_examples=30)
@given(data=st.data())
def test_swapping_what_has_an_order_is_another_bundle_and_a_difference(data: st.DataObject) -> None:
    values = eshop()
    row = data.draw(st.sampled_from([row for row in rows(values) if len(row) > 1]), label="row")
    if isinstance(row, dict):
        names = list(row)
        other = data.draw(st.integers(1, len(names) - 1))
        names[0], names[other] = names[other], names[0]
        swapped = {name: row[name] for name in names}
        row.clear()
        row.update(swapped)
    else:
        one, other = data.draw(st.lists(st.integers(0, len(row) - 1), min_size=2, max_size=2, unique=True))
        row[one], row[other] = row[other], row[one]
    before = compile_bundle(build_file(eshop()).estate, project(), TODAY)
    after = compile_bundle(build_file(values).estate, project(), TODAY)
    assert digest(before) != digest(after)
    assert not compare(before, after).empty


def scalars(values: Any) -> list[tuple[Any, Any]]:
    """Where each text that people read stands: what holds it, and its key."""
    found: list[tuple[Any, Any]] = []
    for key, item in values.items() if isinstance(values, dict) else enumerate(values):
        if isinstance(item, dict | list):
            found += scalars(item)
        elif isinstance(item, str) and key in ("title", "description", "text", "comment"):
            found.append((values, key))
    return found


@settings(unshrunk, max_examples=30)
@given(data=st.data())
def test_changing_any_text_is_another_bundle_and_a_difference(data: st.DataObject) -> None:
    values = eshop()
    for value in values["target_sets"].values():  # sets are written out where they are used: their titles go nowhere
        value.pop("title", None)
        value.pop("description", None)
    holder, key = data.draw(st.sampled_from(scalars(values)))
    holder[key] += "!"
    before = compile_bundle(build_file(eshop()).estate, project(), TODAY)
    after = compile_bundle(build_file(values).estate, project(), TODAY)
    assert digest(before) != digest(after)
    assert not compare(before, after).empty
