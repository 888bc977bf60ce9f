"""What people get wrong, and what is reported: `mistakes.txt` holds both.

A mistake begins with `===` and its title (`project:` for the project file), then comes the file, then `---` and the
findings: code, whether key or value is meant, the place, the message and the advice. `--update-golden` writes the
findings anew.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from routecfg.diagnostics import Finding, Rule, pointer
from routecfg.disclosure import harmless
from routecfg.model import build_file
from routecfg.shape import RULES, Shaped, check, check_project
from routecfg.source import read
from shape.suggestions import followed

TABLE = Path(__file__).with_name("mistakes.txt")


class Mistake(NamedTuple):
    title: str
    text: str
    reported: str


def mistakes() -> Iterator[Mistake]:
    for block in re.split(r"^=== ", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = block.partition("\n")
        text, _, reported = rest.partition("---\n")
        yield Mistake(title, text, reported)


MISTAKES = list(mistakes())


def shaped(text: str, *, project: bool) -> Shaped:
    reading = read(text.encode())
    assert reading.findings == (), "a mistake of shape, not of YAML"
    return check_project(reading.values) if project else check(reading.values)


def as_lines(finding: Finding) -> str:
    place = f"{'key' if finding.on_key else 'value'} {pointer(*finding.path)}"
    return f"{finding.code} {harmless(place)}\n  {harmless(finding.message)}\n  help: {harmless(str(finding.help))}\n"


def findings(mistake: Mistake) -> str:
    return "".join(map(as_lines, shaped(mistake.text, project=mistake.title.startswith("project:")).found))


def test_the_table_is_up_to_date(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update-golden"):
        anew = (f"=== {mistake.title}\n{mistake.text}---\n{findings(mistake)}" for mistake in MISTAKES)
        TABLE.write_text("".join(anew), encoding="utf-8")
    assert len({mistake.title for mistake in MISTAKES}) == len(MISTAKES) > 60


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.title)
def test_a_mistake_is_reported_like_this(mistake: Mistake) -> None:
    assert findings(mistake) == mistake.reported


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.title)
def test_a_mistake_is_reported_without_a_secret_or_a_pointer(mistake: Mistake) -> None:
    for finding in shaped(mistake.text, project=mistake.title.startswith("project:")).found:
        said = f"{finding.message} {finding.help}"
        assert not re.search("q7Xf2|geheim|4820184902|12345678", said + pointer(*finding.path))
        assert not re.search(r" /\w+/", said)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.title)
def test_following_the_advice_ends_the_finding(mistake: Mistake) -> None:
    project = mistake.title.startswith("project:")
    values = read(mistake.text.encode()).values
    for finding in shaped(mistake.text, project=project).found:
        better = followed(values, finding)
        if better is not None:
            left = [each for each in (check_project if project else check)(better).found if each.path == finding.path]
            assert finding not in left, finding.help
            assert not left or isinstance(finding.path[-1], int), "an item that was taken out makes room for the next"


def test_most_advice_can_be_followed() -> None:
    findings = [
        (read(mistake.text.encode()).values, finding)
        for mistake in MISTAKES
        for finding in shaped(mistake.text, project=mistake.title.startswith("project:")).found
    ]
    followed_advice = [finding for values, finding in findings if followed(values, finding) is not None]
    assert len(followed_advice) > len(findings) / 2


def example(rule: Rule, title: str) -> str:
    lines = rule.doc.split("\n")
    blank = [*(at for at, line in enumerate(lines) if re.fullmatch("(Bad|Good):", line)), len(lines)]
    for start, end in pairwise(blank):
        if lines[start] == f"{title}:":
            return "\n".join(line.removeprefix("    ") for line in lines[start + 1 : end])
    raise AssertionError(f"{rule.code} shows no {title}")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_a_rule_are_bad_and_good(rule: Rule) -> None:
    project = rule.name == "bad-project"
    assert {finding.code for finding in shaped(example(rule, "Bad"), project=project).found} == {rule.code}
    assert shaped(example(rule, "Good"), project=project) == Shaped()


def test_an_empty_file_and_an_empty_kind_are_fine() -> None:
    for text in ("", "# nothing yet\n", "queues:\n", "queues: {}\n", "queues:\ntemplates: {}\n"):
        values = read(text.encode()).values
        assert check(values) == Shaped()
        assert list(build_file(values).estate) == []


def test_the_objects_beside_a_wrong_one_are_built() -> None:
    values = read(b"queues:\n  a: {titel: A}\n  b: {title: B}\n  C d: {title: C}\ntemplates:\n").values
    built = build_file(values, check(values).wrong)
    assert list(built.estate.queues) == ["b"]
    assert sorted(built.incomplete) == [("queues", "C d"), ("queues", "a")]


def test_a_pasted_token_is_never_repeated() -> None:
    token = "EAAGm0PX4ZCpsBA7q9Xf2LmN"
    wrongs: list[object] = [token, {token: 1}, {token: None, "env": "A"}, {"env": token + "-"}, {"env": [token]}]
    wrongs += [{"file": {token: token}}, [token], [{token: token}], {"enw": token}, {"env": token + "\n"}]
    for wrong in wrongs:
        routing = {"title": "A", "channel_id": token, "next_destination": {"queue": token}, "api_token": wrong}
        found = (
            *check({"inbound_routings": {"a": routing}}).found,
            *check_project({"secrets": {"a": wrong}, "allow_hosts": [token]}).found,
        )
        assert found
        for finding in found:
            assert token not in repr(finding), finding


@pytest.mark.parametrize("written", ["84736251940", "kolibri9,84736251940", "Bearer kolibri9,84736251940,x"])
def test_no_finding_and_no_fix_repeats_a_number_or_a_rest_that_belongs_to_a_secret(written: str) -> None:
    headers = f"headers: {{Authorization: {written}, Accept: text/plain}}"
    request = f"request: {{url: 'https://x.example/', save_as: a, {headers}}}"
    decisions = f"{{s: {{title: S, actions: [{{{request}}}], targets: [{{to: {{queue: q}}}}]}}}}"
    values = read(f"decision_trees: {{m: {{title: M, decisions: {decisions}}}}}".encode()).values
    found = check(values).found
    assert found
    assert "84736251940" not in repr(found)


def test_a_rest_of_a_secret_is_no_name_of_saved_data() -> None:
    decisions = "{s: {title: S, actions: [{save_data: {password: kolibri,84736251940}}], targets: [{to: {queue: q}}]}}"
    found = check(read(f"decision_trees: {{m: {{title: M, decisions: {decisions}}}}}".encode()).values).found
    assert [finding.help for finding in found] == ["put the whole value in quotes"]
    assert "84736251940" not in repr(found)


def test_a_field_with_a_colon_in_its_name_and_nothing_behind_it_is_explained() -> None:
    (found, *_) = check({"queues": {"a": {"title:": "A"}}}).found
    assert found.help == "put a space after the colon of 'title:'"
