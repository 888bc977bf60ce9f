"""What the page about the language promises of answers: each promise is broken, or acted out."""

import re
from pathlib import Path

import pytest

from estates import checked, concise
from routecfg.answers import Answers, Choice
from routecfg.model import Answer, DecisionTree, Destination, Label, Target
from routecfg.rules.support.answers import answers_in
from routecfg.source import read

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("## Answers\n") : PAGE.index("## Target sets\n")]
BLOCK = re.search(r"```yaml\n(.*?)```", SECTION, re.DOTALL)
ROWS = re.findall(r"^\| `(\S+)` \| (.+?) \| (.+?): `(\S+)` \|$", SECTION, re.MULTILINE)
BY = {
    "a phrase": "phrase",
    "a phrase within": "within",
    "a phrase that is alike": "alike",
    "a pattern": "pattern",
    "the default": "default",
    "a button's title": "button",
}


def page_targets() -> tuple[Target, ...]:
    """The targets of the decision that the page shows."""
    assert BLOCK is not None
    estate = checked({"routing/page.yaml": BLOCK[1]}).assembly.estate
    tree = estate.decision_trees["menu"]
    assert isinstance(tree, DecisionTree)
    return answers_in("decision_trees", "menu", tree)[0].targets


@pytest.mark.parametrize(("language", "text", "by", "goal"), ROWS)
def test_a_row_of_the_table(language: str, text: str, by: str, goal: str) -> None:
    targets = page_targets()
    choice = Answers(targets, language, "en", 85).choose(text)
    assert choice is not None
    assert (choice.by, targets[choice.answer].to.name) == (BY[by], goal)


def test_the_table_shows_every_way_to_choose() -> None:
    assert {BY[by] for _, _, by, _ in ROWS} == set(BY.values())
    assert len(ROWS) >= 15


def choose(text: str, *targets: Target, language: str = "en", similarity: int = 85) -> Choice | None:
    return Answers(targets, language, "en", similarity).choose(text)


def on(**when: object) -> Target:
    return Target(Destination(queue="q"), Answer(**when))  # type: ignore[arg-type]  # the fields of an answer


DEFAULT = Target(Destination(queue="q"), default=True)


@pytest.mark.parametrize("text", ["AGENT", "ágent", "  agent ", "agent!?", "a  gent".replace("  ", "")])
def test_case_accents_punctuation_and_spaces_do_not_matter_in_phrases(text: str) -> None:
    assert choose(text, on(similar=("agent",))) == Choice(0, "phrase")


@pytest.mark.parametrize(
    ("pattern", "fitting", "unfitting"),
    [
        ("/^yes$/", " yes\n", "Yes"),
        ("/^yes$/", "yes", "yes!"),
        ("/caf\u00e9/", "a café", "a cafe"),
        ("/^yes$/i", "YES", "oh yes"),
        ("/^b$/m", "a\nb\nc", "a b"),
        ("/a.b/s", "a\nb", "ab"),
        ("/a.b/", "a b", "a\nb"),
    ],
)
def test_a_pattern_sees_the_message_as_it_was_written(pattern: str, fitting: str, unfitting: str) -> None:
    assert choose(fitting, on(pattern=pattern)) == Choice(0, "pattern")
    assert choose(unfitting, on(pattern=pattern)) is None


def test_the_first_that_is_equal_is_taken_whatever_it_is() -> None:
    targets = (on(pattern="/^a/"), on(similar=("ab",)), on(button=Label("ab")))
    assert choose("ab", *targets) == Choice(0, "pattern")
    assert choose("ab", *targets[1:]) == Choice(0, "phrase")
    assert choose("ab", *targets[:0:-1]) == Choice(0, "button")


def test_the_longest_that_stands_within_is_taken_and_of_equals_the_first() -> None:
    assert choose("an order status please", on(similar=("order",)), on(similar=("order status",))) == Choice(
        1, "within"
    )
    assert choose("red and tea", on(similar=("tea",)), on(similar=("red",))) == Choice(0, "within")
    assert choose("orders", on(similar=("order",)), similarity=100) is None, "whole words only"


def test_a_similarity_of_a_hundred_guesses_nothing() -> None:
    assert choose("invoce", on(similar=("invoice",)), similarity=85) is not None
    assert choose("invoce", on(similar=("invoice",)), similarity=100) is None


def test_the_default_is_tried_last_wherever_it_stands() -> None:
    assert choose("agent", DEFAULT, on(similar=("agent",))) == Choice(1, "phrase")
    assert choose("something", DEFAULT, on(similar=("agent",))) == Choice(0, "default")


def test_a_photo_without_text_fits_only_the_default() -> None:
    assert choose("", on(pattern="/.*/"), DEFAULT) == Choice(1, "default")
    assert choose("", on(pattern="/.*/")) is None


def test_a_button_of_another_decision_never_chooses_a_default() -> None:
    answers = Answers((on(button=Label("Back")), DEFAULT), "en", "en", 85)
    assert answers.choose("Back", default=False) == Choice(0, "button")
    assert answers.choose("Forward", default=False) is None


LINE = """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", next_destination: {decision_tree: menu}}
queues: {a: {title: A}, b: {title: B}}
terminates: {end: {title: End, disconnection_cause: user, answered: true}}
"""


SHORT = {
    "TO_A": "to: {queue: a}",
    "ELSE_A": "to: {queue: a}, default: true",
    "ELSE_B": "to: {queue: b}, default: true",
}


def found(targets: str, more: str = "", **sets: str) -> set[str]:
    """The codes of band 4 that are found at a decision with these targets."""
    for short, written in SHORT.items():
        targets = targets.replace(short, written)
    also = f"also: [{', '.join(sets)}]" if sets else ""
    tree = f"decision_trees:\n  menu:\n    title: M\n    {also}\n    decisions:\n      d:\n        title: D\n"
    brought = "".join(f"  {name}: {{targets: {each}}}\n" for name, each in sets.items())
    text = f"{LINE}{tree}        targets: {targets}\n{more}" + (f"target_sets:\n{brought}" if sets else "")
    return {one.code for one in checked({"routing/all.yaml": text}).result.diagnostics if one.code.startswith("RC4")}


@pytest.mark.parametrize(
    ("code", "targets"),
    [
        ("RC401", "[{when: {pattern: '/(?=a)/'}, TO_A}, {ELSE_B}]"),
        ("RC401", r"[{when: {pattern: '/(a)\1/'}, TO_A}, {ELSE_B}]"),
        (
            "RC402",
            "[{when: {similar: [x y]}, TO_A}, {when: {similar: [X Y]}, ELSE_B}]",
        ),
        ("RC402", "[{when: {pattern: /a/}, TO_A}, {when: {pattern: /ab/}, ELSE_B}]"),
        (
            "RC403",
            "[{when: {pattern: /b|d/}, TO_A}, {when: {pattern: /b|c/}, ELSE_B}]",
        ),
        ("RC404", "[{when: {pattern: /./}, TO_A}, {when: {similar: [x y]}, ELSE_B}]"),
        ("RC404", "[{when: {pattern: /./}, TO_A}, {ELSE_B}]"),
        ("RC405", "[{when: {pattern: /(a+)+$/}, TO_A}, {ELSE_B}]"),
        ("RC406", "[{when: {similar: [x y]}, TO_A}]"),
        ("RC407", "[{when: {similar: ['no']}, TO_A}, {ELSE_B}]"),
    ],
)
def test_what_is_said_to_be_found_is_found(code: str, targets: str) -> None:
    assert found(targets) == {code}


def test_what_is_specific_may_stand_before_what_is_general() -> None:
    assert found("[{when: {pattern: /ab/}, TO_A}, {when: {pattern: /a/}, ELSE_B}]") == set()


def test_a_decision_may_give_a_word_of_a_set_another_meaning() -> None:
    targets = "[{when: {similar: [agent]}, ELSE_A}]"
    assert found(targets, person="[{when: {similar: [agent, human]}, to: {queue: b}}]") == set()


def test_a_pattern_for_everything_takes_the_target_sets_too() -> None:
    targets = "[{when: {pattern: /.*/}, ELSE_A}]"
    assert found(targets, person="[{when: {similar: [agent]}, to: {queue: b}}]") == {"RC404"}


def test_a_set_that_ends_the_chat_is_found_where_customers_write_freely() -> None:
    keep = "      k: {title: K, actions: [{save_data: {said: '{{ text }}'}}], targets: [{to: {queue: a}}]}\n"
    targets = "[{to: {decision: k}, default: true}]"
    assert found(targets, keep, bye="[{when: {similar: [that is all]}, to: {terminate: end}}]") == {"RC408"}
    assert found(targets, keep, bye="[{when: {similar: [ok]}, to: {terminate: end}}]") == set()
    assert found(targets, keep, bye="[{when: {similar: [that is all]}, to: {queue: b}}]") == set()


def test_the_page_can_be_read() -> None:
    assert BLOCK is not None
    assert read(BLOCK[1].encode()).findings == ()
    assert concise(checked({"routing/page.yaml": BLOCK[1]}, select=("RC401", "RC402", "RC403", "RC404"))) == []
