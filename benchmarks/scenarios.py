"""A thousand scenarios for the example's e-shop: its own, as often as it takes, each time under other names."""

import re
import shutil
from pathlib import Path
from typing import Final

from benchmarks.chats import ESHOP

SCENARIOS: Final = 1000
"""How many a run must have at least."""

_NAME: Final = re.compile(r"^  ([a-z0-9][a-z0-9_-]*):", re.MULTILINE)
"""The name of a scenario, as the files of the example are laid out."""


def write_project(folder: Path, copies: int) -> Path:
    """The e-shop with so many copies of its scenarios."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ESHOP, folder)
    for file in sorted((folder / "tests").glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        file.unlink()
        for number in range(copies):
            copy = file.with_name(f"{file.stem}-{number:03}.yaml")
            copy.write_text(_NAME.sub(rf"  \1-{number:03}:", text), encoding="utf-8")
    return folder


def passed(output: str) -> int:
    """How many scenarios passed, as `routecfg test` says."""
    return int(output.split()[0].replace(",", ""))
