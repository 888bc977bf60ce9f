"""Options and fixtures of every test."""

import gc
import os

import pytest
from hypothesis import settings

from examples import QUICK, THOROUGH

# No deadline: a busy machine is no fault of ours.
settings.register_profile(QUICK, deadline=None, max_examples=30, derandomize=True)
settings.register_profile(
    THOROUGH,
    deadline=None,
    max_examples=300,
    print_blob=True,
    derandomize="CI" in os.environ,  # what keeps a change out must be there again when somebody looks
)

FAST = "not slow"
"""The choice of tests in pyproject.toml, which `-m` on the command line replaces."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the expected outputs anew, to be read in the diff"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Quick runs see the same examples each time; thorough ones see others but in CI, and say how to see one again."""
    if config.getoption("--hypothesis-profile") is None:
        settings.load_profile(QUICK if config.getoption("markexpr") == FAST else THOROUGH)


def pytest_collection_finish() -> None:
    """Collections of garbage leave the thousands of tests out, which stay to the end anyway."""
    gc.collect()
    gc.freeze()
