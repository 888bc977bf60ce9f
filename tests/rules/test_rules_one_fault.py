"""One fault, one report."""

from estates import checked


def test_a_misspelt_reference_does_not_also_leave_its_object_unused_or_unreached() -> None:
    found = checked(
        {
            "routing/all.yaml": """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", next_destination: {decision_tree: meun}}
decision_trees:
  menu:
    title: Menu
    decisions:
      hello:
        title: Hello
        actions: [{create_ticket: {title: T, category: order, comment: C}}]
        targets: [{to: {queue: suport}}]
queues: {support: {title: Support}}
ticket_categories: {orders: {title: Orders}}
"""
        }
    )
    assert [one.code for one in found.result.diagnostics] == ["RC201"] * 3


def test_a_name_that_is_none_is_told_once_and_not_at_each_reference_to_it() -> None:
    found = checked(
        {
            "routing/all.yaml": """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", next_destination: {queue: support-cs}}
queues: {Support CS: {title: Support}}
"""
        }
    )
    assert [one.code for one in found.result.diagnostics] == ["RC104"]
