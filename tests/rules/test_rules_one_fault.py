"""One fault, one report."""

import pytest

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
    assert [diagnostic.code for diagnostic in found.result.diagnostics] == ["RC201"] * 3


def test_what_is_named_under_another_kind_is_neither_unused_nor_unreached() -> None:
    found = checked(
        {
            "routing/all.yaml": """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", next_destination: {queue: open}}
  other: {title: O, api_token: {env: T}, channel_id: "2", next_destination: {time_condition: weekends}}
time_groups:
  open-hours: {title: G, include: [{hours: "08:00-18:00"}]}
  weekends: {title: W, include: [{days: sat-sun}]}
time_conditions:
  open: {title: C, time_group: open-hours, if_time_matches: {decision_tree: menu}, if_time_does_not_match: {queue: a}}
  at-weekends: {title: C, time_group: weekends, if_time_matches: {queue: b}, if_time_does_not_match: {queue: a}}
decision_trees:
  menu:
    title: Menu
    decisions:
      hello: {title: Hello, targets: [{to: {queue: order-status}}]}
      order-status: {title: Order, targets: [{to: {decision: robot}}]}
chatbots: {robot: {title: R, chatbot_url: "https://bot.acme.example/chat", fallback: {queue: a}}}
queues: {a: {title: A}, b: {title: B}, order-stats: {title: S}}
"""
        }
    )
    told = [(diagnostic.code, diagnostic.message) for diagnostic in found.result.diagnostics]
    assert told == [
        ("RC201", "no queue is called 'open'"),
        ("RC201", "no time condition is called 'weekends'"),
        ("RC201", "no queue is called 'order-status'"),
        ("RC201", "no decision of this tree is called 'robot'"),
        ("RC203", "queue 'order-stats' is not used: no chat is ever sent to it"),
    ]


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
    assert [diagnostic.code for diagnostic in found.result.diagnostics] == ["RC104"]


def test_a_copy_of_a_file_is_told_once() -> None:
    queues = "queues: {a: {title: A}, b: {title: B}, c: {title: C}}\n"
    found = checked({"routing/queues copy.yaml": queues, "routing/queues.yaml": queues}).result.diagnostics
    (copied,) = [item for item in found if item.code == "RC202"]
    assert (copied.place.file, copied.message) == (
        "routing/queues.yaml",
        "all 3 objects of this file stand in 'routing/queues copy.yaml' too: one of the two files must be a copy",
    )


def test_a_file_with_an_object_of_its_own_is_no_copy() -> None:
    queues = "queues: {a: {title: A}, b: {title: B}, c: {title: C}%s}\n"
    files = {"routing/a.yaml": queues % "", "routing/b.yaml": queues % ", d: {title: D}"}
    assert [diagnostic.code for diagnostic in checked(files).result.diagnostics].count("RC202") == 3


def test_nothing_more_is_said_of_what_is_inside_an_object_that_nothing_leads_to() -> None:
    found = checked(
        {
            "routing/all.yaml": """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", next_destination: {queue: support}}
decision_trees:
  old:
    title: Old
    decisions:
      busy:
        title: Busy
        actions: [{condition: {if: order.ready, then: [{target: {decision: trap}}]}}]
        targets: [{to: {decision: busy}}]
      trap: {title: Trap, targets: [{when: {similar: [on]}, to: {decision: trap}}]}
      cut-off: {title: Cut off, targets: [{to: {queue: support}}]}
queues: {support: {title: Support}}
"""
        }
    )
    assert [diagnostic.code for diagnostic in found.result.diagnostics] == ["RC303"]


def test_a_decision_that_nothing_leads_to_holds_no_busy_loop() -> None:
    found = checked(
        {
            "routing/all.yaml": """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", next_destination: {decision_tree: menu}}
decision_trees:
  menu:
    title: Menu
    decisions:
      hello: {title: Hello, targets: [{to: {queue: support}}]}
      busy:
        title: Busy
        actions: [{condition: {if: order.ready, then: [{target: {queue: support}}]}}]
        targets: [{to: {decision: busy}}]
queues: {support: {title: Support}}
"""
        }
    )
    assert [diagnostic.code for diagnostic in found.result.diagnostics] == ["RC304"]


def test_an_expression_that_cannot_be_understood_reads_what_it_mentions() -> None:
    found = checked(
        {
            "routing/all.yaml": """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", languages: [en], next_destination: {decision_tree: menu}}
decision_trees:
  menu:
    title: Menu
    decisions:
      hello:
        title: Hello
        actions:
          - save_data: {state: "{{ text }}"}
          - condition: {if: "state = 1", then: [{send_message: {text: Hello}}]}
        targets: [{to: {queue: support}}]
queues: {support: {title: Support}}
"""
        }
    )
    assert [diagnostic.code for diagnostic in found.result.diagnostics] == ["RC601"]


def codes(text: str) -> list[str]:
    """The rules that find something in an estate of this file and one line."""
    line = """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", languages: [en], next_destination: {decision_tree: menu}}
"""
    return [diagnostic.code for diagnostic in checked({"routing/all.yaml": line + text}).result.diagnostics]


def test_what_a_name_that_resembles_nothing_may_mean_is_not_also_unused_or_unreached() -> None:
    tree = """
decision_trees:
  menu:
    title: Menu
    decisions:
      hello:
        title: Hello
        targets: [{when: {similar: [cake]}, to: {decision: %s}}, {to: {queue: %s}, default: true}]
      cakes: {title: Cakes, targets: [{to: {queue: support}}]}
      pies: {title: Pies, targets: [{to: {queue: support}}]}
queues: {support: {title: Support}, shop: {title: Shop}}
"""
    assert codes(tree % ("tarts", "shop")) == ["RC201", "RC304", "RC304"], "one name cannot mean both"
    one = tree.replace("      pies: {title: Pies, targets: [{to: {queue: support}}]}\n", "")
    assert codes(one % ("tarts", "shop")) == ["RC201"]
    assert codes(one % ("cakes", "xyz")) == ["RC201"]
    assert codes(one % ("cakes", "support")) == ["RC203"]
    inside = one.replace("targets: [{to: {queue: support}}]", "targets: [{to: {decision: tarts}}]")
    assert codes(inside % ("hello", "support")) == ["RC304", "RC201", "RC203"], "nobody gets to where the name stands"


def test_a_tree_that_a_lost_name_may_mean_is_not_also_unreached() -> None:
    trees = """
decision_trees:
  menu: {title: Menu, decisions: {hello: {title: Hello, targets: [{to: {decision_tree: zzzz}}]}}}
  orders: {title: Orders, decisions: {ask: {title: Ask, targets: [{to: {queue: support}}]}}}
queues: {support: {title: Support}}
"""
    assert codes(trees) == ["RC201"]
    two = trees.replace(
        "queues:", "  more: {title: More, decisions: {a: {title: A, targets: [{to: {queue: support}}]}}}\nqueues:"
    )
    assert codes(two) == ["RC201", "RC303", "RC303"]


@pytest.mark.parametrize(
    "text",
    ["{ mark }", "${mark}", "{{ mark", "{{ mark | uper }}", "{% if mark %}", "{{ mark + 1 }}", "{{{ mark }}}"],
)
def test_a_text_that_cannot_be_understood_reads_what_it_mentions(text: str) -> None:
    found = checked({"routing/all.yaml": READS.format(text=text)})
    assert [diagnostic.code for diagnostic in found.result.diagnostics] == ["RC601"]


READS = """
inbound_routings:
  line: {{title: L, api_token: {{env: T}}, channel_id: "1", languages: [en], next_destination: {{decision_tree: menu}}}}
decision_trees:
  menu:
    title: Menu
    decisions:
      hello:
        title: Hello
        actions:
          - save_data: {{mark: "{{{{ text }}}}"}}
          - send_message: {{text: "Hello {text}!"}}
        targets: [{{to: {{queue: support}}}}]
queues: {{support: {{title: Support}}}}
"""


def test_no_customer_reads_a_text_where_data_let_no_chat() -> None:
    found = checked({"routing/all.yaml": BEHIND})
    assert [diagnostic.code for diagnostic in found.result.diagnostics] == ["RC503"]
    let = checked({"routing/all.yaml": BEHIND.replace("paid: new", 'paid: "{{ text }}"')})
    assert [diagnostic.code for diagnostic in let.result.diagnostics] == ["RC801"]


BEHIND = """
inbound_routings:
  line: {title: L, api_token: {env: T}, channel_id: "1", languages: [en, cs], next_destination: {decision_tree: menu}}
decision_trees:
  menu:
    title: Menu
    decisions:
      hello:
        title: Hello
        actions:
          - send_message: {text: Hello, languages: {cs: Ahoj}}
          - save_data: {paid: new}
          - condition: {if: paid == "old", then: [{target: {decision: old}}]}
        targets: [{to: {queue: support}}]
      old:
        title: Old
        actions: [{send_message: {text: Welcome back}}]
        targets: [{to: {queue: support}}]
queues: {support: {title: Support}}
"""


def test_a_dead_end_in_a_tree_that_nothing_leads_to_is_not_reported_besides() -> None:
    trees = """
decision_trees:
  menu: {title: Menu, decisions: {hello: {title: Hello, targets: [{to: {queue: support}}]}}}
  orders: {title: Orders, decisions: {ask: {title: Ask}}}
queues: {support: {title: Support}}
"""
    assert codes(trees) == ["RC303"]
    assert codes(trees.replace("{queue: support}", "{decision_tree: orders}")) == ["RC305", "RC203"]
