"""Whatever stands in the files, the product says something sensible about it, and never breaks."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import schema_values
from estates import PROJECT, checked
from examples import examples
from product.material import ESHOP_FILES, ESHOP_PROJECT, SCRAPS, written
from product.sound import sound

patient = examples(20, 40, suppress_health_check=list(HealthCheck))
thorough = settings(patient, max_examples=3000)


def told(text: str | bytes, project: bytes = PROJECT) -> None:
    files = {"routing/shop.yaml": text}
    sound(checked(files, project=project), files, project)


@st.composite
def broken_eshops(draw: st.DrawFn) -> dict[str, str]:
    """The e-shop after somebody's cat has walked over a few of its files."""
    files = dict(ESHOP_FILES)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted(files)))
        text = files[path]
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        put = draw(st.sampled_from(SCRAPS) | st.text(max_size=8) | st.just(text[start:end] * 3))
        files[path] = text[:start] + put + text[end:]
    return files


@patient
@given(files=broken_eshops())
def test_a_broken_eshop_is_told_about(files: dict[str, str]) -> None:
    sound(checked(files, project=ESHOP_PROJECT), files, ESHOP_PROJECT)


@pytest.mark.slow
@settings(thorough, max_examples=600)
@given(files=broken_eshops())
def test_a_broken_eshop_is_told_about_long(files: dict[str, str]) -> None:
    sound(checked(files, project=ESHOP_PROJECT), files, ESHOP_PROJECT)


@examples(30, 300, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=200))
def test_any_bytes_are_told_about(data: bytes) -> None:
    told(data)
    told(b"queues: {}\n", project=data)


yamlish = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=3) | st.sampled_from(["queues", "title", "a", "b", " "]))


@examples(30, 100, suppress_health_check=list(HealthCheck))
@given(parts=yamlish)
def test_anything_like_yaml_is_told_about(parts: list[str]) -> None:
    text = "".join(parts).encode("utf-8", "surrogatepass")
    told(text)
    told(b"queues: {}\n", project=PROJECT + text)


@pytest.mark.slow
@settings(thorough, max_examples=1000)
@given(parts=yamlish)
def test_anything_like_yaml_is_told_about_long(parts: list[str]) -> None:
    text = "".join(parts).encode("utf-8", "surrogatepass")
    told(text)
    told(b"queues: {}\n", project=PROJECT + text)


@patient
@given(values=schema_values.files("routing"), chance=st.randoms(use_true_random=False), times=st.integers(0, 3))
def test_what_the_schema_allows_and_what_it_nearly_allows_is_told_about(
    values: Any, chance: random.Random, times: int
) -> None:
    for _ in range(times):
        values = schema_values.mutated(values, chance)
    told(written(values))


@pytest.mark.slow
@settings(thorough, max_examples=500)
@given(values=schema_values.files("routing"), chance=st.randoms(use_true_random=False), times=st.integers(0, 3))
def test_what_the_schema_allows_and_what_it_nearly_allows_is_told_about_long(
    values: Any, chance: random.Random, times: int
) -> None:
    for _ in range(times):
        values = schema_values.mutated(values, chance)
    told(written(values))


@patient
@given(values=schema_values.files("routecfg"), chance=st.randoms(use_true_random=False), times=st.integers(0, 3))
def test_any_project_file_is_told_about(values: Any, chance: random.Random, times: int) -> None:
    for _ in range(times):
        values = schema_values.mutated(values, chance)
    told(ESHOP_FILES["routing/hours.yaml"], project=written(values).encode("utf-8", "surrogatepass"))
