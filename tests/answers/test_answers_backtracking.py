"""A pattern that is said to be slow elsewhere really is: an engine that backtracks takes twice as long a letter."""

import re
import time

import pytest

from routecfg.answers import attack, backtracking, fits


@pytest.mark.parametrize(
    "pattern",
    [
        "/(a+)+$/",
        "/(a*)*b/",
        r"/^(\w+\s?)*$/",
        "/^([0-9]+[ -]?)+$/",
        "/(x+x+)+y/",
        "/^id:([a-z]+)*!/",
        "/(a|ab|b)*c/",
        "/^(([a-z])+-?)+[0-9]$/",
    ],
)
def test_the_message_takes_an_engine_that_backtracks_ever_longer(pattern: str) -> None:
    message = attack(pattern)
    assert message is not None and not fits(pattern, message)
    engine = re.compile(pattern[1:-1])
    length = next(length for length in range(6, len(message)) if _seconds(engine, _short(message, length)) > 0.0005)
    before, after = (min(_seconds(engine, _short(message, length + more)) for _ in range(3)) for more in (0, _LONGER))
    assert after > 4 * before, "six letters more, and it takes hardly longer"


_LONGER = 6


@pytest.mark.parametrize(
    "pattern",
    [
        "/^#?[0-9]{8}$/",
        r"/\b(return|refund)s?\b/i",
        "/^([0-9]{3} ?)+$/",
        "/(foo|bar)*baz/",
        "/(.*)(.*)z/",
        "/a*a*b/",
        "/([ab]|[bc])*d/",
        "/^(a|b|c)+$/",
        "/(/",
    ],
)
def test_nothing_is_said_of_other_patterns(pattern: str) -> None:
    assert attack(pattern) is None


@pytest.mark.parametrize(
    "pattern", [r"/^((\pL+|\s+)+,?)+$/i", r"/((a{2,})?|(a|.)(\p{Lu})?)+x/", "/((a|b|ab)*(c|ac)*)*d/"]
)
def test_few_steps_are_made_to_find_out(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Counted(backtracking._Engine):
        def __init__(self, text: str, most: int) -> None:
            super().__init__(text, most)
            engines.append(self)

    engines: list[Counted] = []
    monkeypatch.setattr(backtracking, "_Engine", Counted)
    attack.__wrapped__(pattern)
    made = [engine.made for engine in engines]
    assert engines and sum(made) <= 60_000 + len(made)


def _short(message: str, length: int) -> str:
    """The message with so many letters of what is repeated; its beginning and end stay."""
    return message[: length - 1] + message[-1]


def _seconds(engine: re.Pattern[str], message: str) -> float:
    start = time.process_time()
    engine.search(message)
    return time.process_time() - start
