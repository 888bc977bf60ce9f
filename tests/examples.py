"""How many examples a property is tried with: few in the fast tests, many where all tests run."""

from typing import Any, Final

from hypothesis import settings

QUICK: Final = "quick"
THOROUGH: Final = "thorough"


def examples(quick: int, thorough: int, **more: Any) -> settings:
    """Settings with so many examples in `make test`, and so many in `make test-all`. `more` is as in `settings`."""
    number = quick if settings.get_current_profile_name() == QUICK else thorough
    return settings(max_examples=number, deadline=None, **more)
