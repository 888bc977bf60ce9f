"""Scenarios that run on the e-shop of the examples."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from estates import TODAY, checked
from routecfg.bundle import compile_bundle
from routecfg.engine.conversation import Detect
from routecfg.pipeline import Project
from routecfg.pipeline.project_file import open_project
from routecfg.project import SourceFile
from routecfg.scenarios import Bundles, Run, read_scenarios, run
from routecfg.scenarios.reading import ReadScenarios
from routecfg.world.language_detection import detector

ESHOP: Final = Path(__file__).parents[2] / "examples" / "eshop"
PROJECT: Final = (ESHOP / "routecfg.yaml").read_bytes()
_FILES: Final = {path.relative_to(ESHOP).as_posix(): path.read_bytes() for path in ESHOP.glob("routing/**/*.yaml")}
ESTATE: Final = checked(_FILES, project=PROJECT).assembly.estate
_OPENED: Final = open_project(PROJECT)
assert isinstance(_OPENED, Project)
SETTINGS: Final = _OPENED.settings


def _by_first_letter(languages: Sequence[str]) -> Detect:
    """Stands in for a detector: capitals are the first of the languages, small letters the second, others neither."""
    first, second, *_ = languages
    return lambda text: first if text[:1].isupper() else second if text[:1].islower() else None


_BUNDLE: Final = compile_bundle(ESTATE, SETTINGS, TODAY)
BUNDLES: Final = Bundles(_BUNDLE, ESTATE, _by_first_letter)
DETECTING: Final = Bundles(_BUNDLE, ESTATE, detector)
"""The same with the detector that users have."""


def read_text(text: str) -> ReadScenarios:
    """The scenarios of one file, and what is wrong with it."""
    return read_scenarios([SourceFile("tests/a.yaml", text.encode())], ESTATE, SETTINGS.timezone)


def runs(text: str) -> list[Run]:
    """What comes of the scenarios of one file, in which nothing is wrong."""
    found = read_text(text)
    assert [each.finding for each in found.found] == []
    return [run(scenario, BUNDLES) for scenario in found.scenarios]


def said(text: str) -> str:
    """What is expected of the only scenario and what came instead; empty if it passes."""
    (only,) = runs(text)
    return "" if only.difference is None else f"{only.difference.expected} | {only.difference.came}"
