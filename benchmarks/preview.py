"""What the server of the preview takes until the page shows a project, and until it shows an edit."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.estate import write_estate

from routecfg.cache import Cache
from routecfg.preview.export import export
from routecfg.preview.following import Following
from routecfg.preview.opened import Opened
from routecfg.preview.routes import address, answer
from routecfg.workspace import Workspace

TREES: Final = 500
EDITED: Final = "routing/trees/000/tree-00007.yaml"


def rows(work: Path) -> Iterator[tuple[str, str, float, float | None, str]]:
    """Seconds of processor time, each with its bound: half of what a user may wait, the browser needs the other."""
    project = work / "preview"
    size = f"{write_estate(project, TREES) / 1e6:.0f} MB"
    memory = Cache(None, in_memory=True)
    start = time.process_time()
    following = Following(lambda known, seen: Workspace(project, cache=known or memory, seen=seen))
    first = _shown(following.newest)
    yield f"preview of {size}, never read before", "s", time.process_time() - start, 3.0, f"{first / 1e3:,.0f} kB"
    edited = project / EDITED
    edited.write_text(edited.read_text(encoding="utf-8").replace('description: "', 'description: "New. ', 1), "utf-8")
    start = time.process_time()
    if not following.look():
        raise AssertionError("the edit was not seen")
    _shown(following.newest)
    yield f"preview of {size} after one edit", "s", time.process_time() - start, 0.75, ""
    start = time.process_time()
    following.look()
    yield f"look at {size} that have not changed", "s", time.process_time() - start, 0.1, ""
    small = work / "preview of a part"
    write_estate(small, TREES // 10)
    start = time.process_time()
    content = export(Opened(Workspace(small, cache=Cache(None, in_memory=True)), exported=True))
    yield "export a tenth of it", "s", time.process_time() - start, None, f"{len(content) / 1e6:.1f} MB"


def _shown(opened: Opened) -> int:
    """What the page asks for first, and how large the answers are."""
    asked = (address("/api/summary"), address("/api/map"), address("/api/tree/", "tree-00007"))
    return sum(len(answer(opened, each)) for each in asked)
