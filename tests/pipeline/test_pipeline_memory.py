"""What a check has made is gone when nobody holds it any more: commands run without garbage collection."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from estates import checked, files_of

LARGE = {
    "Arrival",
    "Cache",
    "Calendar",
    "Context",
    "DataContext",
    "DataFlow",
    "Estate",
    "FlowContext",
    "Graph",
    "Times",
}
"""What grows with an estate. A library's exception may hold a line or two of it, as long as the process lives."""

BAD = sorted((Path(__file__).parents[1] / "rules").glob("*/bad/*.yaml"))


@pytest.fixture
def _saved_garbage() -> Iterator[None]:
    gc.collect()
    gc.freeze()  # what the tests have made so far is not looked at each time
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    yield
    gc.set_debug(0)
    gc.garbage.clear()
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("_saved_garbage")
def test_a_check_leaves_no_cycles_of_its_own() -> None:
    found: dict[str, set[str]] = {}
    for path in BAD:
        checked(files_of(path.read_text(encoding="utf-8"), path.name))
        gc.collect()
        left = LARGE & {type(each).__name__ for each in gc.garbage if type(each).__module__.startswith("routecfg")}
        if left:
            found[f"{path.parts[-3]}/{path.stem}"] = left
        gc.garbage.clear()
    assert not found
