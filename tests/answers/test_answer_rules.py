"""What the rules say of answers is what customers meet: no message contradicts them, every witness shows it."""

from collections.abc import Iterator

from hypothesis import assume, given
from hypothesis import strategies as st

from answers.pattern_texts import PATTERNS, TEXTS
from examples import examples
from routecfg.answers import Answers, Choice, fault, fits, fits_everything
from routecfg.diagnostics import Finding
from routecfg.model import Answer, Decision, DecisionTree, Destination, Label, Settings, Target, variant_for
from routecfg.rules import missing_default, overlapping_answers, pattern_matches_everything, shadowed_answer

SETTINGS = Settings(routecfg=1, timezone="UTC", languages=("en", "cs"))
WORDS = st.sampled_from(["agent", "Agent!", "aab", "k1", "12", "no", "človek", "Člověk", "a b", "SS", "ß", "menu"])
PATTERN = st.one_of(
    st.sampled_from(["/./", "/[0-9]+/", "/^1/", "/a/i", "/agent|menu/i", "/^[a-z]+$/", "/^.*$/", "/k/i", r"/\bs/i"]),
    PATTERNS,
).filter(lambda pattern: fault(pattern) is None)
LANGUAGES = st.sampled_from(["en", "cs", "de"])
ANSWERS = st.builds(
    Answer,
    st.lists(WORDS, max_size=2).map(tuple),
    st.none() | PATTERN,
    st.none() | st.builds(Label, WORDS, st.dictionaries(LANGUAGES, WORDS, max_size=1)),
    st.dictionaries(LANGUAGES, st.lists(WORDS, min_size=1, max_size=2).map(tuple) | PATTERN, max_size=2),
)
GOALS = st.sampled_from(["a", "b", "c"]).map(lambda name: Destination(queue=name))
TARGETS = st.lists(
    st.builds(Target, GOALS, ANSWERS, st.booleans(), st.dictionaries(st.just("cs"), GOALS, max_size=1)),
    min_size=1,
    max_size=4,
).map(tuple)
MESSAGES = WORDS | TEXTS


def found(rule: object, targets: tuple[Target, ...]) -> list[Finding]:
    tree = DecisionTree("Tree", (Decision("start", "Start", targets=targets),))
    return list(rule.check_object("decision_trees", "tree", tree, SETTINGS))  # type: ignore[attr-defined]  # a module


def target_of(finding: Finding) -> int:
    return int(finding.path[5])


def language_of(finding: Finding) -> str:
    return str(finding.path[finding.path.index("languages") + 1]) if "languages" in finding.path else "en"


def goal(targets: tuple[Target, ...], choice: Choice, language: str) -> Destination:
    return variant_for(language, targets[choice.answer].languages) or targets[choice.answer].to


def answers(targets: tuple[Target, ...], language: str) -> Answers:
    return Answers(targets, language, "en", 85)


def at(targets: tuple[Target, ...], finding: Finding) -> object:
    value: object = targets[target_of(finding)]
    for part in finding.path[6:]:
        value = value[part] if isinstance(part, int) or isinstance(value, dict) else getattr(value, str(part))  # type: ignore[index]  # a part of a target
    return value


@examples(50, 200, derandomize=True)
@given(TARGETS)
def test_a_shadowed_phrase_goes_elsewhere_and_every_other_goes_where_it_says(targets: tuple[Target, ...]) -> None:
    told = found(shadowed_answer, targets)
    for finding in told:
        text, language = at(targets, finding), language_of(finding)
        assert isinstance(text, str)
        if finding.witness is None:  # a pattern before both takes every message
            before = [each for target in targets[: target_of(finding)] for each in patterns(target)]
            assert text.startswith("/") and any(map(fits_everything, before))
            continue
        assert finding.witness.message is not None
        choice = answers(targets, language).choose(finding.witness.message)
        assert choice is not None and choice.answer < target_of(finding)
        if finding.path[-1] != "pattern" and not text.startswith("/"):
            assert goal(targets, choice, language) != goal(targets, Choice(target_of(finding), "phrase"), language)
    silenced = {target_of(finding) for finding in told}
    for place, language, text in phrases(targets):
        choice = answers(targets, language).choose(text)
        assert choice is not None
        if choice.answer != place and place not in silenced and choice.by in ("pattern", "phrase"):
            same = goal(targets, choice, language) == goal(targets, Choice(place, "phrase"), language)
            assert same or (
                choice.by == "pattern" and any(fits_everything(pattern) for pattern in patterns(targets[choice.answer]))
            )


@examples(50, 200, derandomize=True)
@given(TARGETS, MESSAGES)
def test_a_contained_pattern_never_chooses_its_answer(targets: tuple[Target, ...], text: str) -> None:
    for finding in found(shadowed_answer, targets):
        pattern = at(targets, finding)
        if isinstance(pattern, str) and pattern.startswith("/") and text.strip() and fits(pattern, text):
            choice = answers(targets, language_of(finding)).choose(text)
            assert choice is not None and choice.answer <= target_of(finding)
            if choice.answer == target_of(finding):
                raise AssertionError(f"{text!r} chooses {pattern}")


@examples(50, 200, derandomize=True)
@given(TARGETS, MESSAGES)
def test_nothing_typed_gets_past_a_pattern_that_fits_everything(targets: tuple[Target, ...], text: str) -> None:
    assume(text.strip() and "\n" not in text.strip())
    for finding in found(pattern_matches_everything, targets):
        choice = answers(targets, language_of(finding)).choose(text)
        assert choice is not None and choice.answer <= target_of(finding)
        if finding.witness is None:  # it stands in place of a default, which is all that a photo fits
            assert not any(target.default for target in targets)
            continue
        assert finding.witness.message is not None
        shown = answers(targets, language_of(finding)).choose(finding.witness.message)
        assert shown is not None and shown.answer <= target_of(finding)


@examples(50, 200, derandomize=True)
@given(TARGETS)
def test_two_patterns_that_overlap_fit_the_witness(targets: tuple[Target, ...]) -> None:
    for finding in found(overlapping_answers, targets):
        if finding.witness is None:
            continue
        message, later = finding.witness.message, at(targets, finding)
        earlier = finding.related[0].path
        assert message is not None and isinstance(later, str) and fits(later, message)
        assert int(earlier[5]) < target_of(finding)
        assert any(fits(pattern, message) for pattern in patterns(targets[int(earlier[5])]))


@examples(50, 200, derandomize=True)
@given(TARGETS, MESSAGES)
def test_where_no_default_is_missing_every_message_is_understood(targets: tuple[Target, ...], text: str) -> None:
    assume(text.strip())
    if not found(missing_default, targets):
        for language in ("en", "cs", "de"):
            assert answers(targets, language).choose(text) is not None
    else:
        assert not any(target.default for target in targets)


def phrases(targets: tuple[Target, ...]) -> Iterator[tuple[int, str, str]]:
    for place, target in enumerate(targets):
        assert target.when is not None
        for language, words in (("en", target.when.similar), *target.when.languages.items()):
            if not isinstance(words, str):
                for word in words:
                    yield place, language, word


def patterns(target: Target) -> list[str]:
    assert target.when is not None
    every = [target.when.pattern, *target.when.languages.values()]
    return [pattern for pattern in every if isinstance(pattern, str)]
