"""Every place that holds a name is listed once, and whoever follows or changes names goes by that list."""

from typing import get_type_hints

from hypothesis import given

from routecfg.model import NAMING_FIELDS, Destination, references, with_names
from small_estates import Values, estate_and_settings, shop, small_estates


def test_all_that_an_object_names_is_found_with_its_place() -> None:
    estate, _ = estate_and_settings(shop())
    found = {(kind, name): references(item) for kind, name, item in estate}
    assert [tuple(item) for item in found["time_groups", "hours"]] == [
        (("exclude", 1, "group"), "time_groups", "inventory")
    ]
    assert [tuple(item) for item in found["chatbots", "bot"]] == [
        (("transfers", 0), "queues", "support-cs"),
        (("transfers", 1), "queues", "support"),
        (("send_custom_fields", 0), "custom_fields", "customer"),
        (("fallback", "queue"), "queues", "support"),
    ]
    tree = {tuple(item) for item in found["decision_trees", "menu"]}
    assert tree >= {
        (("also", 0), "target_sets", "people"),
        (("decisions", "welcome", "targets", 1, "to", "decision"), "decision", "faq"),
        (("decisions", "order", "actions", 2, "condition", "else", 0, "target", "queue"), "queues", "support"),
        (("decisions", "complaint", "actions", 0, "create_ticket", "category"), "ticket_categories", "orders"),
        (("decisions", "complaint", "targets", 0, "languages", "cs", "queue"), "queues", "support-cs"),
    }


@given(small_estates())
def test_what_is_renamed_is_what_is_found(values: Values) -> None:
    for _, _, item in estate_and_settings(values)[0]:
        renamed = with_names(item, lambda kind, name: f"{kind}-{name}")
        assert references(renamed) == [place._replace(name=f"{place.kind}-{place.name}") for place in references(item)]
        assert with_names(renamed, lambda kind, name: name.removeprefix(f"{kind}-")) == item
        assert with_names(item, lambda _, name: name) is item


def test_a_destination_is_a_name_whatever_it_leads_to() -> None:
    assert NAMING_FIELDS[Destination].keys() == get_type_hints(Destination).keys()
