"""The examples are what users copy: they are silent, and the e-shop shows everything that the language has."""

from pathlib import Path

import msgspec
import pytest

from estates import checked, concise
from routecfg import model
from routecfg.model import Estate
from routecfg.pipeline import Project
from routecfg.pipeline.check import Checked
from routecfg.pipeline.project_file import open_project

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name: str) -> Checked:
    """The check of an example."""
    folder = EXAMPLES / name
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted((folder / "routing").rglob("*.yaml"))
    }
    return checked(files, project=(folder / "routecfg.yaml").read_bytes())


@pytest.mark.parametrize("name", ["quickstart", "eshop"])
def test_an_example_is_silent(name: str) -> None:
    found = example(name)
    assert concise(found) == []
    assert found.result.waiting == ()


def test_the_eshop_uses_every_field_of_the_language() -> None:
    found = example("eshop")
    used: set[tuple[str, str]] = set()
    collect(found.assembly.estate, used)
    project = open_project((EXAMPLES / "eshop/routecfg.yaml").read_bytes())
    assert isinstance(project, Project)
    collect(project.settings, used)
    records = [item for item in vars(model).values() if isinstance(item, type) and issubclass(item, msgspec.Struct)]
    known = {type_name for type_name, _ in used}
    unused = [
        f"{record.__name__}.{field}"
        for record in records
        if record.__name__ in known
        for field in record.__struct_fields__
        if (record.__name__, field) not in used
    ]
    assert unused == []
    assert {field for name, field in used if name == "Estate"} == set(Estate.__struct_fields__)


def collect(value: object, used: set[tuple[str, str]]) -> None:
    """Every field that holds something other than nothing, by its type's name."""
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            inner = getattr(value, field)
            if inner not in (None, "", (), {}, False):
                used.add((type(value).__name__, field))
            collect(inner, used)
    elif isinstance(value, dict):
        for inner in value.values():
            collect(inner, used)
    elif isinstance(value, tuple):
        for inner in value:
            collect(inner, used)
