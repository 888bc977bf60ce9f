"""What is read of a pattern is what RE2 does, and what is proved about patterns is never contradicted."""

import unicodedata

import re2
from hypothesis import assume, example, given

from answers.pattern_texts import PATTERNS, TEXTS
from examples import examples
from routecfg.answers import UNDECIDED, beyond, example_of, fits, fits_everything, shared, unfitted
from routecfg.answers.alphabet import Alphabet
from routecfg.answers.automaton import Machine, program
from routecfg.answers.characters import EVERY, either_case, of_script, ranges
from routecfg.answers.core import core
from routecfg.answers.reading import read


def machine_fits(pattern: str, text: str, *, whole: bool = False) -> bool:
    """Whether the automaton of a pattern finds it in the text, or its core is the text."""
    part = read(pattern)
    assert part is not None
    steps = program(core(part) if whole else part)
    alphabet = Alphabet((*steps.sets, *(((ord(one), ord(one)),) for one in text)))
    machine = Machine(steps, alphabet, anywhere=not whole)
    state = machine.start
    for one in text:
        state = machine.after(state, alphabet.mask(((ord(one), ord(one)),)).bit_length() - 1)
    return machine.fits(state)


@examples(200, 1500, derandomize=True)
@given(PATTERNS, TEXTS)
@example(r"/(?i)[^\W]$/m", "aſ\n")
@example("/a(?i)b|c/", "C")
@example("/(a(?i)b)c/", "aBC")
@example(r"/\Qa.b\E*/", "a.")
@example("/[a-c-e]/", "-")
def test_a_pattern_fits_what_re2_finds_it_in(pattern: str, text: str) -> None:
    assume(read(pattern) is not None)
    text = text.strip()
    assert machine_fits(pattern, text) == fits(pattern, text)


@examples(100, 500, derandomize=True)
@given(PATTERNS, TEXTS)
def test_a_pattern_fits_what_its_core_is(pattern: str, text: str) -> None:
    assume(read(pattern) is not None)
    if machine_fits(pattern, text, whole=True):
        assert fits(pattern, text) or text != text.strip()


@examples(80, 400, derandomize=True)
@given(PATTERNS, TEXTS)
def test_every_message_contradicts_nothing_that_is_said_of_one_pattern(pattern: str, text: str) -> None:
    assume(read(pattern) is not None and text.strip())
    shown, other = example_of(pattern), unfitted(pattern)
    assert shown is not UNDECIDED and other is not UNDECIDED
    if shown is None:
        assert not fits(pattern, text)
    else:
        assert fits(pattern, shown) and shown == shown.strip() != ""
    if other is None:
        assert fits(pattern, text)
    else:
        assert not fits(pattern, other) and other == other.strip() != ""
    if fits_everything(pattern) and "\n" not in text:
        assert fits(pattern, text)


@examples(80, 400, derandomize=True)
@given(PATTERNS, PATTERNS, TEXTS)
def test_no_message_contradicts_what_is_said_of_two_patterns(one: str, other: str, text: str) -> None:
    assume(read(one) is not None and read(other) is not None and text.strip())
    shown = beyond(one, other)
    if shown is None:
        assert fits(one, text) or not fits(other, text)
    elif shown is not UNDECIDED:
        assert fits(other, shown) and not fits(one, shown)
    shown = shared(one, other)
    if isinstance(shown, str):
        assert fits(one, shown) and fits(other, shown)
    elif shown is None and text == text.strip() and machine_fits(one, text, whole=True):
        assert not fits(other, text)


def test_a_text_after_which_the_search_begins_again_may_be_followed_by_a_space() -> None:
    assert example_of("/ b/") == "a b"
    assert example_of("/^ b/") is None


def test_capital_and_small_letters_are_those_of_re2() -> None:
    """For every letter; one that Python does not know yet counts for nothing."""
    letters = ranges(part for kind in ("Lu", "Ll", "Lt") for part in of_script(f"\\p{{{kind}}}"))
    others = [part for kind in ("Mn", "Nl", "So") for part in of_script(f"\\p{{{kind}}}")]  # some have small forms
    every = "".join(chr(code) for low, high in ranges((*letters, *others)) for code in range(low, high + 1)).encode()
    unlike = []
    for code in (code for low, high in letters for code in range(low, high + 1)):
        found = re2.compile(f"(?i)\\x{{{code:x}}}".encode()).finditer(every)
        theirs = {ord(one.group().decode()) for one in found}
        mine = {each for low, high in either_case(((code, code),)) for each in range(low, high + 1)}
        if theirs != mine and all(unicodedata.category(chr(each)) != "Cn" for each in theirs | mine):
            unlike.append((hex(code), theirs, mine))
    assert unlike == []


def test_every_character_is_in_a_set_or_in_the_rest() -> None:
    assert of_script("\\pL") != EVERY
    assert ranges((*of_script("\\pL"), *of_script("\\PL"))) == EVERY
