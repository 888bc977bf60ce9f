"""The account of edits of which only certain data show anything: what requests bring, and what customers do."""

from copy import deepcopy
from typing import Any

import pytest

from impact.test_impact_small import decisions
from routecfg.impact import Account, Change, Decided, account
from routecfg.report.impact_words import rows
from small_estates import TODAY, Values, bundle, shop

URL = "https://api.shop.example/123456?key=SECRET"


def estate(name: str, actions: list[Values], *, files: str = "none") -> Values:
    """The shop with other actions in front of those of a decision."""
    values = shop()
    values["inbound_routings"]["line"] |= {"allow_attachments": files, "languages": ["en"]}
    inner: Values = values["decision_trees"]["menu"]["decisions"]
    inner[name].setdefault("actions", [])
    number = 2 if name == "order" else 0
    inner[name]["actions"] = [*inner[name]["actions"][:number], *actions]
    return values


def between(before: Values, after: Values) -> Account:
    return account(bundle(before), bundle(after), TODAY)


def shown(found: Account) -> Change:
    """The first change, where nothing is left to data."""
    assert found.depends_on_data == ()
    assert found.lines, "nothing is shown"
    return found.lines[0].changes[0]


def brought(change: Change) -> Any:
    """What the request of the shop brings in the example."""
    return change.requests[URL]["json"]


def says(condition: str, text: str = "Yes", *, otherwise: str = "No") -> Values:
    """A condition with a text for each way."""
    return {
        "condition": {
            "if": condition,
            "then": [{"send_message": {"text": text}}],
            "else": [{"send_message": {"text": otherwise}}],
        }
    }


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('order.status == "shipped"', 'order.status == "shipped" and order.express'),
        ('order.status == "shipped"', 'order.status == "shipped" or order.status == "packed"'),
        ('order.status == "shipped"', 'order.status in ("shipped", "on the way")'),
        ('order.status == "shipped"', 'order.status == "shipped" and not (order.lost or order.back)'),
        ('order.status == "shipped" and order.total > 10', 'order.status == "shipped" and order.total >= 10'),
        ("order.total > 1000", "order.total > 500"),
        ('order.status | lower == "shipped"', 'order.status == "shipped"'),
        ("text | length > 8", "text | length > 9"),
        ("order.items | length > 10", "order.items | length > 9"),
        (
            'order.a == "1" and order.b == "2" and order.c == "3"',
            'order.a == "1" and order.b == "2" and order.c == "4"',
        ),
    ],
)
def test_a_stub_is_found_with_which_a_condition_comes_out_otherwise(was: str, now: str) -> None:
    change = shown(between(estate("order", [says(was)]), estate("order", [says(now)])))
    assert {change.before.reads[0], change.after.reads[0]} == {"Yes", "No"}
    assert change.place.startswith("/decision_trees/menu/decisions/order/actions/2/condition")


def test_a_loop_over_another_list_is_shown() -> None:
    was, now = (
        [{"loop": {"each": f"order.{name}", "as": "each", "do": [{"send_message": {"text": "{{ each.name }}"}}]}}]
        for name in ("items", "parcels")
    )
    shown(between(estate("order", was), estate("order", now)))


def test_what_was_copied_from_a_request_is_chosen_there() -> None:
    copy = {"save_data": {"status": "{{ order.status | lower }}"}}
    found = between(
        estate("order", [copy, says('status == "sent"')]), estate("order", [copy, says('status == "sent"', "Sent")])
    )
    assert brought(shown(found))["status"] == "sent"


def test_a_file_is_sent_where_a_condition_asks_for_one() -> None:
    thanks = {"condition": {"if": "attachments", "then": [{"send_message": {"text": "Thank you for the photo"}}]}}
    change = shown(between(estate("complaint", [], files="customer"), estate("complaint", [thanks], files="customer")))
    assert change.chat[-1].step.send == "photo.png"
    assert change.after.reads == ("Thank you for the photo",)


@pytest.mark.parametrize("form", ["date('DD.MM.YYYY')", "upper", "lower", "title", "join(' / ')", "length"])
def test_what_goes_through_a_filter_is_something_that_it_changes(form: str) -> None:
    was, now = (
        [{"send_message": {"text": f"It leaves on {{{{ order.leaves_on{piped} }}}}."}}] for piped in ("", f" | {form}")
    )
    change = shown(between(estate("order", was), estate("order", now)))
    assert change.before.reads[0] != change.after.reads[0]


def test_a_date_is_written_in_another_form() -> None:
    was, now = (
        [{"send_message": {"text": f"{{{{ order.leaves_on | date('{form}') }}}}"}}] for form in ("DD.MM.", "D. M.")
    )
    shown(between(estate("order", was), estate("order", now)))


def test_what_was_copied_from_an_item_is_chosen_there() -> None:
    copy = {"loop": {"each": "order.boxes", "as": "box", "do": [{"save_data": {"last": "{{ box.id }}"}}]}}
    was, now = (estate("order", [copy, says(f'last == "{number}"')]) for number in (7, 8))
    assert brought(shown(between(was, now)))["boxes"][0]["id"] in ("7", "8")


@pytest.mark.parametrize(("key", "value"), [("name", "Petr"), ("number", "+4912345678")])
def test_the_customer_of_the_example_is_whom_a_condition_asks_for(key: str, value: str) -> None:
    was, now = ([says(f"contact.{key} == '{name}'")] for name in ("nobody", value))
    change = shown(between(estate("welcome", was), estate("welcome", now)))
    assert change.contact[key] == ("nobody" if change.before.reads[0] == "Yes" else value)


@pytest.mark.parametrize("condition", ["inbound.name == 'other'", "contact.language == 'cs'"])
def test_what_a_line_alone_decides_does_not_depend_on_data(condition: str) -> None:
    found = between(estate("order", []), estate("order", [says(condition, otherwise="No")]))
    assert shown(found).after.reads[0] == "No"
    only = {"condition": {"if": condition, "then": [{"send_message": {"text": "Yes"}}]}}
    found = between(estate("order", []), estate("order", [only]))
    assert (found.lines, found.depends_on_data, found.unnoticed) == ((), (), 1)


def test_each_place_that_depends_on_data_is_said_once() -> None:
    was, now = (estate("order", [says('message.name == "x"', text)]) for text in ("One", "Two"))
    for values in (was, now):
        values["inbound_routings"]["other"] = values["inbound_routings"]["line"] | {"channel_id": "2", "title": "Other"}
    found = between(was, now)
    assert [each.place for each in found.depends_on_data] == [
        "/decision_trees/menu/decisions/order/actions/2/condition/then/0"
    ]


def test_data_that_are_only_called_otherwise_are_noticed_by_nobody() -> None:
    was, now = (
        [
            {"request": {"url": "https://api.shop.example/{{ number }}", "save_as": name}},
            {"save_data": {f"{name}_kind": f"{{{{ {name}.kind | default('{data}') }}}}"}},
            says(f'{name}.status == "{data}" and {name}_kind', f"Your {data}: {{{{ {name}.place }}}}"),
            {"loop": {"each": f"{name}.parts", "as": item, "do": [{"send_message": {"text": f"{{{{ {item}.x }}}}"}}]}},
        ]
        for name, item, data in (("tracking", "parcel", "tracking"), ("shipment", "piece", "tracking"))
    )
    found = between(estate("order", was), estate("order", now))
    assert (found.lines, found.depends_on_data, found.staff, found.unnoticed) == ((), (), (), 1)


def test_a_name_that_still_is_read_where_it_is_no_longer_saved_is_shown() -> None:
    text = {"send_message": {"text": "Where: {{ tracking.place }}"}}
    was, now = (
        [{"request": {"url": "https://api.shop.example/{{ number }}", "save_as": name}}, text]
        for name in ("tracking", "shipment")
    )
    change = shown(between(estate("order", was), estate("order", now)))
    assert (change.before.reads[0], change.after.reads[0]) == ("Where: place", "Where: ")


def rows_of(before: Values, after: Values) -> list[tuple[str, str]]:
    """What the customer does in each row, and what comes of it afterwards."""
    (line,) = between(before, after).lines
    return [(row.does, row.after) for row in rows(line, lambda text: f"'{text}'", None)]


PARCELS: Values = {
    "condition": {
        "if": 'order.status == "sent"',
        "then": [
            {
                "loop": {
                    "each": "order.parcels",
                    "as": "parcel",
                    "do": [{"condition": {"if": "parcel.lost", "then": [{"target": {"queue": "support-cs"}}]}}],
                }
            },
            {
                "condition": {
                    "if": "order.gift",
                    "then": [{"create_ticket": {"title": "Gift", "category": "orders", "comment": "a"}}],
                }
            },
            {"send_message": {"text": "On its way"}},
        ],
    }
}


def test_all_that_decides_on_the_way_is_said() -> None:
    before = estate("order", [deepcopy(PARCELS)])
    after = deepcopy(before)
    decisions(after)["order"]["actions"][2]["condition"]["if"] = 'order.status == "shipped"'
    found = dict(rows_of(before, after))
    lost = next(does for does, result in found.items() if "support-cs" in result)
    assert lost.endswith(
        """, and today 'order.status == "sent"' does not hold, """
        """and afterwards 'order.status == "shipped"' holds and 'parcel.lost' holds"""
    )
    assert not any("order.gift" in does for does in found), "a ticket makes no difference to customers"


def test_a_condition_that_changes_is_shown_with_both_ways_of_what_is_inside() -> None:
    before = estate("order", [deepcopy(PARCELS)])
    after = deepcopy(before)
    decisions(after)["order"]["actions"][2]["condition"]["if"] = 'order.status == "sent" and order.express'
    (line,) = between(before, after).lines
    inside = {each for change in line.changes for each in change.decided if each.name == "parcel.lost"}
    assert {each.holds for each in inside} == {True, False}
    other = deepcopy(before)
    decisions(other)["order"]["actions"][2]["condition"]["if"] = 'order.status == "shipped"'
    assert len(between(before, other).lines[0].changes) == 4, "both ways of each of the two conditions"


def test_a_loop_without_items_is_said() -> None:
    def loop(each: str) -> Values:
        return {"loop": {"each": each, "as": "parcel", "do": [{"send_message": {"text": "Parcel"}}]}}

    change = shown(between(estate("order", [loop("order.sent")]), estate("order", [loop("order.parcels")])))
    assert change.decided in {
        (Decided("loop", "order.sent", False, "before"),),
        (Decided("loop", "order.parcels", False, "after"),),
    }
    edited = estate("order", [loop("order.sent")]), estate("order", [loop("order.parcels")])
    assert all("' has no items" in does for does, _ in rows_of(*edited))


def test_the_same_is_not_answered_in_two_ways_without_saying_why() -> None:
    def texts(default: str, second: str) -> list[Values]:
        first = f"{{{{ order.place | default('{default}') }}}}"
        return [{"send_message": {"text": text}} for text in (first, second)]

    found = rows_of(estate("order", texts("A", "second")), estate("order", texts("B", "third")))
    assert found == [
        ("types '123456', and a request brings 'place'", "reads 'third'"),
        ("types '123456', and no request brings 'place'", "reads 'B' and 'third'"),
    ]


def test_words_that_a_condition_asks_for_are_said() -> None:
    urgent = {"condition": {"if": 'text == "urgent"', "then": [{"target": {"queue": "support-cs"}}]}}
    found = [does for does, result in rows_of(estate("complaint", []), estate("complaint", [urgent]))]
    assert found == ["types 'urgent', and afterwards 'text == \"urgent\"' holds"]
