"""What `validate --fix` writes for texts and expressions: the one thing that can be meant, and no secret."""

import pytest

from estates import checked
from routecfg.diagnostics import MendedValue

ESTATE = """
inbound_routings:
  shop: {{title: Shop, api_token: {{env: T}}, channel_id: "1", next_destination: {{decision_tree: menu}}}}
decision_trees:
  menu:
    title: Menu
    decisions:
      welcome: {{title: Welcome, actions: [{action}], targets: [{{to: {{queue: support}}}}]}}
queues: {{support: {{title: Support, id: 1}}}}
"""


def fixes(action: str) -> list[MendedValue | None]:
    """What the mistakes in an action should be; None for those that may mean more than one thing."""
    result = checked({"routing/all.yaml": ESTATE.format(action=action)}, select=("RC601",)).result
    return [None if found.fix is None else found.fix.value for found in result.diagnostics]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("text = 'a'", "text == 'a'"),
        ("text||attachments", "text or attachments"),
        ("text AND attachments", "text and attachments"),
        ("{{ text }} == 'a && b'", "text == 'a && b'"),
        ("text | uper == 'A'", "text | upper == 'A'"),
        ("text = 'a' && b = 'c'", None),
        ("text is defined", None),
        ("text == “a”", None),
    ],
)
def test_an_expression_is_mended_where_one_thing_can_be_meant(written: str, meant: str | None) -> None:
    assert fixes(f'{{condition: {{if: "{written}", then: [{{send_message: {{text: A}}}}]}}}}') == [meant]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Hello { contact.name }!", "Hello {{ contact.name }}!"),
        ("Hello {{ contact.name | uper }}!", "Hello {{ contact.name | upper }}!"),
        ("Hello {first_name}!", None),
        ("Hello {{ contact.name", None),
    ],
)
def test_a_text_is_mended_where_one_thing_can_be_meant(written: str, meant: str | None) -> None:
    assert fixes(f'{{send_message: {{text: "{written}"}}}}') == [meant]


def test_a_text_that_holds_a_secret_is_not_repeated() -> None:
    header = "Bearer q7Xf2LmN9vKc4TzR8wBd {{ text | uper }}"
    request = f'{{url: "https://a.example/", save_as: _x, headers: {{Authorization: "{header}"}}}}'
    assert fixes(f"{{request: {request}}}") == [None]
