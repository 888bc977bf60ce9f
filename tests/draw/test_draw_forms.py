"""Diagrams: what is in them, whatever the texts hold and however long the way is."""

import re

import pytest

from estates import checked
from routecfg.draw import as_dot, as_mermaid, as_tree, diagram_of
from routecfg.draw.diagram import FOLDED_FROM, Diagram
from routecfg.graph import build
from routecfg.pipeline.check import Checked
from routecfg.screen import Screen

SECOND = ", support-cs: {title: Support in Czech, id: 2}"

LINE = """\
inbound_routings:
  line: {title: Line, api_token: {env: T}, channel_id: "1", next_destination: {decision_tree: menu}}
queues: {support: {title: Support, id: 1}, support-cs: {title: Support in Czech, id: 2}}
"""


def drawn(item: Checked, start: tuple[str, str] | None = None, fold: bool | None = None) -> Diagram:
    """The diagram of a checked estate."""
    return diagram_of(item.assembly.estate, build(item.assembly.estate), start, item.result.diagnostics, fold)


def chain(length: int) -> Checked:
    """A line into a chain of decisions, the last of which leads to a queue."""
    goals = [*(f"decision: d{number}" for number in range(1, length)), "queue: support"]
    steps = "".join(
        f"      d{number}: {{title: Step, targets: [{{to: {{{to}}}}}]}}\n" for number, to in enumerate(goals)
    )
    line = LINE.replace(SECOND, "")
    return checked({"routing/a.yaml": f"{line}decision_trees:\n  menu:\n    title: Menu\n    decisions:\n{steps}"})


def test_a_chain_of_five_thousand_decisions_is_drawn_in_every_form() -> None:
    item = chain(5_000)
    whole = drawn(item, ("inbound_routings", "line"), fold=False)
    assert len(whole.boxes) == 5_003
    assert as_mermaid(whole).count("-->") == len(whole.arrows) == 5_002
    assert as_dot(whole).count(" -> ") == 5_002
    lines = as_tree(whole).splitlines()
    assert lines[0] == "inbound routing line: Line"
    assert len(lines) == 5_003 + sum(line.endswith("… goes on below") for line in lines)
    assert max(map(len, lines)) < 200
    assert lines[-1].endswith("→ queue support: Support")


def test_large_diagrams_fold_trees_but_never_the_one_that_is_asked_for() -> None:
    item = chain(FOLDED_FROM + 1)
    assert as_tree(drawn(item)).splitlines() == [
        "inbound routing line: Line",
        f"└─ → decision tree menu: Menu ({FOLDED_FROM + 1} decisions)",
        "   └─ → queue support: Support",
    ]
    assert "decision d0" in as_tree(drawn(item, ("decision_trees", "menu")))
    assert "decision d0" in as_tree(drawn(item, fold=False))
    assert "decision d0" in as_tree(drawn(chain(3)))


ANSWERS = """\
target_sets:
  people: {targets: [{when: {similar: [agent]}, to: {queue: support}}]}
decision_trees:
  menu:
    title: Menu
    also: [people]
    decisions:
      welcome:
        title: Welcome
        targets:
          - {when: {button: true}, to: {decision: order}}
          - {when: {pattern: "/[0-9]{6}/"}, to: {decision: order}}
          - when: {similar: [a, b, c, d]}
            to: {queue: support}
            languages: {cs: {queue: support-cs}}
            default: true
      order:
        title: Your order
        actions: [{condition: {if: text, then: [{target: {queue: support}}]}}]
        targets: [{default: true, to: {decision: welcome}}]
"""


def test_arrows_say_what_the_customer_does() -> None:
    assert (
        as_tree(drawn(checked({"routing/a.yaml": LINE + ANSWERS}), ("decision_trees", "menu")))
        == """\
decision tree menu: Menu
└─ → decision welcome: Welcome
   ├─ [Your order] → decision order: Your order
   │  ├─ if text → queue support: Support
   │  ├─ anything else → decision welcome: Welcome ⤴
   │  └─ also → anywhere in menu
   │     └─ also → target set people
   │        └─ agent → queue support: Support
   ├─ /[0-9]{6}/ → decision order: Your order ⤴
   ├─ a, b, c, …, anything else → queue support: Support
   ├─ a, b, c, …, anything else (cs) → queue support-cs: Support in Czech
   └─ also → anywhere in menu ⤴
"""
    )


ACTIONS = """decision_trees:
  menu:
    title: Menu
    decisions:
      welcome:
        title: Welcome
        actions:
          - request: {url: "https://api.acme.example/orders", save_as: order}
          - condition:
              if: order.late
              then: [{loop: {each: order.items, as: item, do: [{target: {queue: support}}]}}]
              else: [{target: {queue: support-cs}}]
        targets: [{to: {queue: support}}]
"""


def test_arrows_say_on_what_a_target_among_actions_depends() -> None:
    told = as_tree(drawn(checked({"routing/a.yaml": LINE + ACTIONS}), ("decision_trees", "menu")))
    assert "├─ for each of order.items → queue support: Support\n" in told
    assert "├─ unless order.late → queue support-cs: Support in Czech\n" in told


def test_ways_that_wait_for_the_customer_are_dashed() -> None:
    picture = drawn(checked({"routing/a.yaml": LINE + ANSWERS}))
    assert as_dot(picture).count("style=dashed") == sum(arrow.waits for arrow in picture.arrows)
    assert as_mermaid(picture).count("-.->") == sum(arrow.waits for arrow in picture.arrows)
    assert not next(arrow for arrow in picture.arrows if arrow.label == "if text").waits


def test_what_leads_to_a_queue_is_drawn_and_nothing_else() -> None:
    picture = drawn(checked({"routing/a.yaml": LINE + ANSWERS}), ("queues", "support-cs"))
    assert {box.name for box in picture.boxes} == {"line", "menu", "welcome", "order", "support-cs"}


def test_findings_are_marked_where_they_are_and_on_the_folded_tree() -> None:
    item = checked({"routing/a.yaml": LINE + ANSWERS.replace("queue: support-cs", "queue: support-sk")})
    plain_text = as_tree(drawn(item))
    assert "decision welcome: Welcome  ✗ RC201" in plain_text
    assert "a, b, c, …, anything else (cs) → a name that nothing has" in plain_text
    assert "decision tree menu: Menu (2 decisions)  ✗ RC201" in as_tree(drawn(item, fold=True))
    assert "\x1b[31m  ✗ RC201\x1b[0m" in as_tree(drawn(item), Screen(colour=True))
    assert "#cc0000" in as_mermaid(drawn(item))
    assert 'color="#cc0000"' in as_dot(drawn(item))


def test_an_empty_estate_is_drawn_too() -> None:
    picture = drawn(checked({}))
    assert as_tree(picture) == "nothing to draw\n"
    assert as_mermaid(picture) == "flowchart LR\n"
    assert as_dot(picture).endswith("}\n")


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("1. Orders", "1#46; Orders"),
        ("10) Orders", "10#41; Orders"),
        ("- Orders", "#45; Orders"),
        ("   1. Orders", "1#46; Orders"),
        ("see https://acme.example", "see https#58;//acme.example"),
        ("www.acme.example", "www#46;acme.example"),
        ("1.5 km (a-b): c/d, e", "1#46;5 km (a-b): c/d, e"),
        ("_x_ *y* `z` #1", "#95;x#95; #42;y#42; #96;z#96; #35;1"),
    ],
)
def test_no_label_of_mermaid_is_read_as_markdown(title: str, label: str) -> None:
    text = LINE.replace(SECOND, "") + ANSWERS.replace("[agent]", f"['{title}']").replace(", support-cs: ", ", other: ")
    assert f'|"{label}"|' in as_mermaid(drawn(checked({"routing/a.yaml": text})))


NEVER = """\
time_groups: {never: {title: Never, include: [{dates: 2027-02-01, days: sun}]}}
time_conditions:
  ask: {title: Open, time_group: never, if_time_matches: {queue: support}, if_time_does_not_match: {queue: support-cs}}
"""


def test_a_group_that_never_holds_is_marked_where_it_is_asked() -> None:
    text = LINE.replace("{decision_tree: menu}", "{time_condition: ask}") + NEVER
    assert "time condition ask: Open  ! RC501" in as_tree(drawn(checked({"routing/a.yaml": text})))


PARTS = """\
time_groups:
  hours: {title: Hours, include: [{days: mon-fri}], exclude: [{group: days-off}]}
  days-off: {title: Days off, include: [{dates: 2027-02-01, days: sun}]}
time_conditions:
  ask: {title: Open, time_group: hours, if_time_matches: {queue: support}, if_time_does_not_match: {terminate: end}}
terminates:
  end: {title: End, disconnection_cause: client, auto_response: bye}
templates: {bye: {title: Bye, text: Bye}, unused: {title: Unused, text: Unused}}
"""


@pytest.mark.parametrize(
    ("start", "drawn_lines"),
    [
        (("time_groups", "days-off"), ["inbound routing line: Line", "└─ → time condition ask: Open  ! RC501"]),
        (("templates", "unused"), ["nothing to draw"]),
        (
            ("templates", "bye"),
            [
                "inbound routing line: Line",
                "└─ → time condition ask: Open  ! RC501",
                "   └─ closed → terminate end: End",
            ],
        ),
    ],
)
def test_of_what_chats_do_not_go_through_it_is_drawn_where_they_meet_it(
    start: tuple[str, str], drawn_lines: list[str]
) -> None:
    text = LINE.replace("{decision_tree: menu}", "{time_condition: ask}").replace(SECOND, "") + PARTS
    item = checked({"routing/a.yaml": text}, select=("RC501",))
    assert as_tree(drawn(item, start)).splitlines() == drawn_lines


def test_a_decision_is_drawn_with_what_it_leads_to() -> None:
    picture = drawn(checked({"routing/a.yaml": LINE + ACTIONS}), ("decisions", "menu/welcome"))
    assert as_tree(picture).startswith(
        "decision welcome: Welcome\n├─ for each of order.items → queue support: Support\n"
    )
    assert [picture.boxes[root].name for root in picture.roots] == ["welcome"]


def test_two_arrows_that_say_the_same_are_drawn_once() -> None:
    """From a folded tree an answer and a target among the actions lead to the same queue."""
    picture = drawn(checked({"routing/a.yaml": LINE + ANSWERS}), ("decision_trees", "menu"), fold=True)
    support = [arrow for arrow in picture.arrows if arrow.start == 0 and picture.boxes[arrow.end].name == "support"]
    assert [arrow.waits for arrow in support] == [False]
    lines = as_tree(picture).splitlines()
    assert len(lines) == len(set(lines))


NASTY = ['a"] --> x["', "<b>&amp;#35;", "a\\", 'back\\"slash', "end", "line\\nbreak", "`%%{init}%%`"]


@pytest.mark.parametrize("title", NASTY)
def test_no_title_breaks_out_of_its_box(title: str) -> None:
    quoted = title.replace("'", "''")
    text = LINE.replace(SECOND, "").replace("title: Line", f"title: '{quoted}'")
    text = text.replace("decision_tree: menu", "queue: support")
    picture = drawn(checked({"routing/a.yaml": text}))
    noted = tuple(box._replace(change="changed", notes=(title, title)) for box in picture.boxes)
    changed = picture._replace(boxes=noted)
    assert as_mermaid(changed).count("<br>") == 2 * len(noted)
    for line in as_mermaid(changed).replace("<br>", "").splitlines()[1:]:
        assert line.count('"') in (0, 2), line
        assert not re.search(r'"[^"]*[<>&`%{}\\\[\]][^"]*"', line), line
    for line in as_mermaid(picture).splitlines()[1:]:
        assert line.count('"') in (0, 2), line
        assert not re.search(r'"[^"]*[<>&`%{}\\\[\]][^"]*"', line), line
    boxes = [line for line in as_dot(picture).splitlines() if "label=" in line]
    for line in boxes:
        rest = re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
        assert '"' not in rest and "-->" not in rest, line
