"""Findings about answers and conditions repeat no secret, and no fix does."""

import pytest

from estates import checked, concise

SECRET = "sk_live_4eC39HqLyjWDarjtT1zdp7dcXY12"
ESTATE = """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", languages: [en], next_destination: {decision_tree: menu}}
decision_trees:
  menu:
    title: Menu
    decisions:
      hello:
        title: Hello
        actions: [{send_message: {text: Hello}}]
        targets:
          - {when: {similar: [agent]}, to: {queue: support}}
          - {to: {queue: support}, default: true}
queues: {support: {title: Support}}
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            "[{send_message: {text: Hello}}]",
            """[{condition: {if: '"contact.name" == "%s"', then: [{send_message: {text: Hi}}]}}]""",
        ),
        (
            "[{send_message: {text: Hello}}]",
            """[{save_data: {mark: %s}}, {condition: {if: 'mark == "a"', then: [{send_message: {text: Hi}}]}}]""",
        ),
        ("similar: [agent]", 'similar: ["%s, human"]'),
        ("similar: [agent]", 'similar: "%s, human"'),
        ("similar: [agent]", "button: [%s, human]"),
        ("similar: [agent]", "similar: [agent], languages: {en: {similar: [%s]}}"),
        ("similar: [agent]", "similar: [agent], languages: {en: %s, human}"),
    ],
)
def test_no_secret_is_repeated(right: str, wrong: str) -> None:
    found = checked({"routing/all.yaml": ESTATE.replace(right, wrong % SECRET, 1)})
    assert found.result.diagnostics
    assert SECRET not in "\n".join(concise(found))
    assert all(SECRET not in repr(diagnostic.fix) for diagnostic in found.result.diagnostics)
