"""Options and fixtures of every test."""

import pytest
from hypothesis import settings

settings.register_profile("routecfg", deadline=None)  # a busy machine is no fault of ours
settings.load_profile("routecfg")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the expected outputs anew, to be read in the diff"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests run only when somebody chooses marks: `make test-all` does."""
    if config.getoption("markexpr"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: runs in `make test-all`"))
