"""Which answer a message chooses."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.slow_answers import slow_choice
from examples import examples
from routecfg.answers import Answers, Choice, PatternSet, fits, normal_form, pattern_set, written_pattern
from routecfg.model import Answer, Destination, Label, Target

WORDS = st.sampled_from(
    ["agent", "agents", "no", "No!", "ano", "human being", "lidský agent", "Člověk", "menu", "?", "12", "to do"]
)
LANGUAGES = st.sampled_from(["en", "cs", "de", "de-AT", "en-GB"])
PATTERN = st.sampled_from(["/^no$/i", "/agent/", "/[0-9]{2}/", "/(?i)menu$/", "/\\bčlov/i", "/./s"])
MESSAGES = st.one_of(
    st.sampled_from(
        ["", "  ", "Agent", "agnet", "clovek", "I need an agent, please", "NO", "no 12", "humn being", "!", "Ano."]
    ),
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.text("aegnt oč?12", max_size=8),
)
LABELS = st.builds(Label, WORDS, st.dictionaries(LANGUAGES, WORDS, max_size=2))
ANSWERS = st.builds(
    Answer,
    st.lists(WORDS, max_size=3).map(tuple),
    st.none() | PATTERN,
    st.none() | LABELS,
    st.dictionaries(
        LANGUAGES,
        st.lists(WORDS, min_size=1, max_size=2).map(tuple) | PATTERN,
        max_size=2,
    ),
)
TARGETS = st.lists(
    st.builds(Target, st.just(Destination(queue="q")), ANSWERS, st.booleans())
    | st.just(Target(Destination(queue="q"), default=True)),
    max_size=5,
)


@examples(200, 1500, derandomize=True)
@given(TARGETS, MESSAGES, LANGUAGES, st.sampled_from(["en", "cs", "de-AT"]), st.sampled_from([0, 60, 85, 100]))
def test_the_choice_is_that_of_the_slow_definition(
    targets: list[Target], text: str, language: str, first: str, similarity: int
) -> None:
    chosen = Answers(targets, language, first, similarity).choose(text)
    assert chosen == slow_choice(targets, text, language, first, similarity)


@examples(100, 500, derandomize=True)
@given(st.text(max_size=12))
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


@examples(100, 300, derandomize=True)
@given(st.text("aáčďÉěšßŁ -,.!", max_size=12))
def test_case_accents_punctuation_and_spaces_do_not_matter(text: str) -> None:
    bare = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    for other in (
        text.upper(),
        text.swapcase(),
        bare,
        f"  {text.replace(' ', '   ')}\n",
        unicodedata.normalize("NFD", text),
    ):
        if any(one.isalpha() for one in text):
            assert normal_form(other) == normal_form(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("No, thank-you!", "no thank you"),
        ("don’t", "dont"),
        ("ŁÓDŹ", "lodz"),
        ("ｆｕｌｌ　１２", "full 12"),
        ("👍🏽", "👍"),
        ("1️⃣", "1"),
        ("?", "?"),
        ("… …", "… …"),
        ("がっこう", "がっこう"),
        ("हिन्दी", "हिन्दी"),
        ("한국어", "한국어"),
        ("مَرحَبًا", "مرحبا"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_a_normal_form(text: str, form: str) -> None:
    assert normal_form(text) == form


def choices(*targets: Target, language: str = "en", similarity: int = 85) -> Answers:
    return Answers(targets, language, "en", similarity)


def answer(**when: object) -> Target:
    return Target(Destination(queue="q"), Answer(**when))  # type: ignore[arg-type]  # the fields of an answer


def alike(answers: Answers, text: str) -> tuple[int, int] | None:
    """Which answer is alike, and to how many percent."""
    chosen = answers.choose(text)
    assert chosen is not None and chosen.by == "alike" and chosen.alike is not None
    return chosen.answer, int(chosen.alike)


def test_what_is_equal_comes_before_what_stands_within_before_what_is_alike() -> None:
    answers = choices(
        answer(similar=("order",)),
        answer(similar=("order status", "invoice")),
        Target(Destination(queue="q"), default=True),
    )
    assert answers.choose("Order!") == Choice(0, "phrase")
    assert answers.choose("my order status, please") == Choice(1, "within")
    assert answers.choose("my order") == Choice(0, "within")
    assert alike(answers, "invocie") == (1, 85)
    assert answers.choose("complaint") == Choice(2, "default")
    assert answers.choose("complaint", default=False) is None
    assert answers.choose(" ") == Choice(2, "default")


def test_a_short_phrase_neither_stands_within_nor_is_alike() -> None:
    answers = choices(answer(similar=("no", "yes")), similarity=60)
    assert answers.choose("no") == Choice(0, "phrase")
    assert answers.choose("no problem") is None
    assert answers.choose("yes please") == Choice(0, "within")
    assert answers.choose("yees") is None


def test_a_pattern_sees_the_message_as_it_is_written() -> None:
    answers = choices(answer(pattern="/^OK$/"), answer(pattern="/^sure.$/i"))
    assert answers.choose("  OK\n") == Choice(0, "pattern")
    assert answers.choose("ok") is None
    assert answers.choose("SURE!") == Choice(1, "pattern")


def test_a_title_that_is_typed_counts_as_its_button_and_is_not_looked_for_inside() -> None:
    answers = choices(answer(button=Label("Questions"), similar=("questions",)))
    assert answers.choose("questions") == Choice(0, "button")
    assert choices(answer(button=Label("Questions"))).choose("I have questions") is None
    assert alike(choices(answer(button=Label("Questions"))), "question") == (0, 94)


def test_what_is_alike_must_be_of_the_customers_language() -> None:
    targets = (answer(similar=("invoice",), languages={"cs": ("faktura",)}),)
    czech = choices(*targets, language="cs")
    assert czech.choose("Invoice") == Choice(0, "phrase")
    assert czech.choose("moje invoice") == Choice(0, "within")
    assert czech.choose("invoce") is None
    assert alike(czech, "fakturu") == (0, 85)
    assert choices(*targets, language="de").choose("faktura") is None


def test_a_region_falls_back_to_its_language() -> None:
    regional = answer(similar=("help",), languages={"de": ("hilfe",), "de-AT": ("servus",)})
    assert choices(regional, language="de-AT").choose("servus") == Choice(0, "phrase")
    assert choices(regional, language="de-AT").choose("hilfe") is None
    assert choices(regional, language="de-CH").choose("hilfe") == Choice(0, "phrase")
    assert choices(answer(similar=("help",)), language="en-GB").choose("halp") is None
    assert alike(choices(answer(similar=("invoice",)), language="en-GB"), "invoce") == (0, 92)


@pytest.mark.parametrize("memory", [300_000, 500_000, 1_000_000, 3_000_000])
def test_a_set_that_runs_out_of_memory_still_finds(memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_pattern, "MEMORY", memory)
    monkeypatch.setattr(pattern_set, "_LARGE", 0)
    patterns = [
        rf"/[{one}].{{1,{30 + memory % 7}}}[{one}]\pL{{{3 + place}}}$/" for place, one in enumerate("abcdefghijkl")
    ]
    found = PatternSet(patterns)
    for text in ("a1b2c3d4e5f6abcdefgeee", "lock-look-lkmnopqrstuvwxyzabcd", "nothing 1"):
        assert found.every(text) == [place for place, pattern in enumerate(patterns) if fits(pattern, text)]


def test_patterns_that_do_not_run_fit_nothing() -> None:
    assert PatternSet(["/(/", "/b/"]).every("b") == [1]
    assert PatternSet(["/(/"]).first("(") is None
    assert not fits("/(?=a)/", "a")


def test_any_text_can_be_answered() -> None:
    answers = choices(answer(pattern="/a/"), answer(similar=("aa",)))
    assert answers.choose("\ud800") is None
    assert answers.choose("\x00") is None
    assert answers.choose("a" * 100_000) == Choice(0, "pattern")
