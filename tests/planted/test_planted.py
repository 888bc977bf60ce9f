"""A fault of every kind is found where it was planted, in estates of all sorts, and gone when it is taken out again.

Besides the example and the measured estate, projects in the folders that `ROUTECFG_ESTATES` names are planted into.
`--log-cli-level INFO` tells the numbers by rule.
"""

import logging
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import pytest

from planted import answer_faults, channel, data, flow, names, times
from planted.ground import Draft, Ground, Planter, lies_in, measured, place_of
from routecfg.diagnostics import Diagnostic
from routecfg.rules import RULES

PLANTERS: Final[tuple[tuple[str, Planter], ...]] = (
    *names.PLANTERS,
    *flow.PLANTERS,
    *times.PLANTERS,
    *answer_faults.PLANTERS,
    *channel.PLANTERS,
    *data.PLANTERS,
)
ESHOP: Final = Path(__file__).parents[2] / "examples" / "eshop"

SEED: Final = 20261122
FOUND: Final = 0.99
"""How many must be found. A fault that lands where another one silences it by right may be missed."""


class Planted(NamedTuple):
    """A planted fault: whether it was `told`, all that was `new`, and whether that is `gone` without it."""

    ground: str
    code: str
    planter: str
    told: bool
    places: tuple[str, ...]
    new: tuple[str, ...]
    gone: bool

    def __str__(self) -> str:
        return f"{self.code} {self.planter} in {self.ground} at {self.places}: {'; '.join(self.new) or 'nothing new'}"


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> list[Ground]:
    others = [Path(folder) for folder in os.environ.get("ROUTECFG_ESTATES", "").split(os.pathsep) if folder]
    return [
        Ground("eshop", ESHOP),
        measured(tmp_path_factory.mktemp("measured")),
        *(Ground(folder.name, folder) for folder in others),
    ]


def test_every_rule_has_a_planter() -> None:
    planted = {code for code, _ in PLANTERS}
    bands = {code[2] for code in planted}
    assert planted == {rule.code for rule in RULES if rule.code[2] in bands} - {"RC308"}  # off unless asked for


def test_a_planted_fault_of_every_sort_is_found(grounds: list[Ground]) -> None:
    _hold(_sown(grounds, len(PLANTERS), SEED))


@pytest.mark.slow
def test_a_thousand_planted_faults_of_answers_data_channel_and_languages_are_found(grounds: list[Ground]) -> None:
    _hold(_sown(grounds, 1000, SEED + 2, [(code, plant) for code, plant in PLANTERS if code[2] in "4678"]))


@pytest.mark.slow
def test_a_thousand_planted_faults_are_found(grounds: list[Ground]) -> None:
    _hold(_sown(grounds, 1000, SEED + 1))


def _hold(sown: Sequence[Planted]) -> None:
    told = Counter(item.code for item in sown if item.told and item.gone)
    every = Counter(item.code for item in sown)
    lost = [str(item) for item in sown if not (item.told and item.gone)]
    account = "\n".join([*(f"{code}: {told[code]} of {every[code]}" for code in sorted(every)), *lost])
    logging.getLogger(__name__).info("found, by rule:\n%s", account)
    assert len(lost) <= len(sown) * (1 - FOUND), account


def _sown(
    grounds: Sequence[Ground], number: int, seed: int, planters: Sequence[tuple[str, Planter]] = PLANTERS
) -> list[Planted]:
    """So many faults, every planter in its turn, each in an estate by chance in which it fits."""
    chance = Random(seed)
    sown: list[Planted] = []
    while len(sown) < number:
        code, plant = planters[len(sown) % len(planters)]
        item = None
        while item is None:
            item = _planted(chance.choice(grounds), code, plant, chance)
        sown.append(item)
    return sown


def _planted(ground: Ground, code: str, plant: Planter, chance: Random) -> Planted | None:
    draft = Draft(ground, chance)
    places = plant(draft)
    if not places or any(ground.tells(code, place) for place in places):
        return None
    before = {_told(item) for item in ground.found}
    new = [item for item in ground.check(draft.files()) if _told(item) not in before]
    told = any(item.code == code and lies_in(item, places) for item in new)
    return Planted(
        ground.name,
        code,
        plant.__name__,
        told,
        places,
        tuple(f"{item.code} {place_of(item)}" for item in new),
        gone=ground.check({}) == ground.found,
    )


def _told(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.code, place_of(diagnostic)
