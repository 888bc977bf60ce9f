"""Every message is for people who are no programmers: one line, plain words, one style."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import schema_values
from estates import PROJECT, checked, files_of
from product.material import ESHOP_FILES, ESHOP_PROJECT, SCRAPS, written
from routecfg.catalogue import CATALOGUE
from routecfg.diagnostics import Diagnostic
from routecfg.disclosure import harmless
from routecfg.pipeline import Result
from routecfg.source import read

TESTS = Path(__file__).parents[1]

PYTHON = r"""\b(?:None|True|False|NoneType|Traceback|dict|tuple|str|int|bool|float\b(?!s)|nan|KeyError|\w+(?<!')Error
    |\w+Exception|msgspec|libyaml|PyYAML|CParser|jsonschema|hashable|iterable|isinstance|__\w+__)\b
    |object\ at\ 0x|list\ index|out\ of\ bounds|<class|\bObject\ missing|expected\ `"""
SCHEMA = r"""\b(?:additionalProperties|oneOf|anyOf|allOf|minLength|maxLength|propertyNames|minItems|maxItems|uniqueItems
    |minProperties|maxProperties|instance|enum|const|regex|required\ property|json)\b|\$ref|\$defs|schema"""
YAML = r"\b(?:scalar|mapping|sequence|token\ that|block\ end|node|document\ start|null|boolean)\b"
POINTER = r"(?:^|[\s(])/(?:inbound_routings|time_groups|time_conditions|target_sets|decision_trees|chatbots|queues)/"
JARGON = re.compile(f"(?x)(?i:{SCHEMA}|{YAML})|{PYTHON}|{POINTER}")
OURS = re.compile(r"'[^'\n]*'|`[^`\n]*`|\"[^\"\n]*\"|\S*\{[^}]*\}")
"""What a message quotes: names and texts of the users, and what they should write."""


def sentences(diagnostic: Diagnostic) -> Iterator[str]:
    """What is printed: a finding holds what users wrote as it is, and every report makes it harmless."""
    yield from map(harmless, texts(diagnostic))


def texts(diagnostic: Diagnostic) -> Iterator[str]:
    yield diagnostic.message
    if diagnostic.help is not None:
        yield diagnostic.help
    yield from (related.message for related in diagnostic.related)
    if diagnostic.witness is not None:
        yield from diagnostic.witness.path


def spoken_well(result: Result) -> None:
    for diagnostic in result.diagnostics:
        for sentence in map(harmless, sentences(diagnostic)):
            assert sentence == sentence.strip(), diagnostic
            assert "\n" not in sentence, diagnostic
            assert sentence.isprintable(), diagnostic
            several = re.search(r"[.?] [A-Z]", OURS.sub("''", sentence)) is not None
            assert not re.search(r"[,:;]$", sentence), diagnostic
            assert sentence.endswith((".", "?", "...")) if several else not re.search(r"(?<!\.\.)\.$", sentence), (
                diagnostic
            )
            assert not JARGON.search(OURS.sub("''", sentence)), (sentence, diagnostic)
            assert "``" not in sentence, diagnostic
    for sentence in result.waiting:
        assert not JARGON.search(OURS.sub("''", sentence)), sentence


@pytest.mark.parametrize(
    "path", sorted(TESTS.glob("rules/*/bad/*.yaml")), ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_the_findings_of_a_bad_file_are_in_plain_words(path: Path) -> None:
    spoken_well(checked(files_of(path.read_text("utf-8"), path.name)).result)


def mistakes() -> list[tuple[str, str]]:
    text = (TESTS / "shape" / "mistakes.txt").read_text("utf-8")
    blocks = [block.partition("\n") for block in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]]
    return [(title, rest.partition("---\n")[0]) for title, _, rest in blocks]


@pytest.mark.parametrize(("title", "text"), mistakes(), ids=[title for title, _ in mistakes()])
def test_a_mistake_is_told_in_plain_words(title: str, text: str) -> None:
    if title.startswith("project"):
        spoken_well(checked({}, project=text.encode()).result)
    else:
        spoken_well(checked({"routing/a.yaml": text}).result)


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
def test_the_examples_of_a_rule_are_told_in_plain_words(rule: object) -> None:
    doc: str = getattr(rule, "doc", "")
    for example in re.findall(r"(?:Bad|Good):\n\n((?:    .*\n|\n)+)", doc):
        text = re.sub("^    ", "", example, flags=re.MULTILINE)
        spoken_well(checked(files_of(text, "routing/a.yaml")).result)


plainly = settings(
    deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck)
)


def mistaken(chance: random.Random) -> None:
    """One file of the e-shop with a mistake as people make them, in its fields or in its YAML."""
    path = chance.choice(sorted(ESHOP_FILES))
    text = ESHOP_FILES[path]
    if chance.random() < 0.5:
        values = schema_values.mutated(read(text.encode()).values, chance)
        text = written(values)
    else:
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(SCRAPS) + text[at + chance.choice([0, 0, 1, 5]) :]
    spoken_well(checked({**ESHOP_FILES, path: text}, project=ESHOP_PROJECT).result)


@settings(plainly, max_examples=20)
@given(chance=st.randoms(use_true_random=False))
def test_a_mistake_anywhere_in_the_eshop_is_told_in_plain_words(chance: random.Random) -> None:
    mistaken(chance)


@pytest.mark.slow
@settings(plainly, max_examples=1500)
@given(chance=st.randoms(use_true_random=False))
def test_a_mistake_anywhere_in_the_eshop_is_told_in_plain_words_long(chance: random.Random) -> None:
    mistaken(chance)


def test_a_mistake_in_the_project_file_is_told_in_plain_words() -> None:
    chance = random.Random(22)
    for _ in range(300):
        values = schema_values.mutated(read(ESHOP_PROJECT).values, chance)
        spoken_well(checked({}, project=written(values).encode()).result)
        at = chance.randrange(len(PROJECT))
        project = PROJECT[:at] + chance.choice(SCRAPS).encode() + PROJECT[at:]
        spoken_well(checked({}, project=project).result)
