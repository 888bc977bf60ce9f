"""Faults of texts and data: what cannot be read, what nothing saves, what is not saved on every way, odd addresses."""

from typing import Any, Final

from planted.ground import Draft, Places, Planter, Spot, Values

BROKEN: Final = (
    "Hello {{ contact.name | uper }}",
    "Hello { contact.name }",
    "Hello {{ contact.name }",
    "Hello {{ contact.name",
    "{% if text %}Hello{% endif %}",
    "{{ }}",
    "{{ contact name }}",
    "{{ contact.name | default }}",
    "{{ text == 1 }}",
    "{{ urlencode(text) }}",
    "{{ text[0] }}",
    "{{ text | upper | }}",
    "{{{ text }}}",
    "{{ 'text }}",
    "Hello contact.name }}",
)
BROKEN_IFS: Final = (
    'text = "yes"',
    "text == 'yes",
    "text && attachments",
    "text || attachments",
    "!text",
    "{{ text }}",
    "text is defined",
    "text AND attachments",
    "(text",
    "text)",
    "text ==",
    "text == “yes”",
    "1 < text < 3",
    "text not attachments",
    "text in ()",
    "text | uper",
    "text contains 'a'",
    "a + b",
)
PRIVATE: Final = (
    "localhost",
    "10.1.2.3",
    "192.168.0.10",
    "crm",
    "crm.acme.internal",
    "127.0.0.1:8080",
    "[::1]",
    "0x7f.1",
)


def broken_text(draft: Draft) -> Places:
    return _with_text(draft, draft.chance.choice(BROKEN))


def broken_expression(draft: Draft) -> Places:
    expression = draft.chance.choice(BROKEN_IFS)
    if draft.chance.random() < 0.3:
        loop = {"each": expression, "as": "planted", "do": [_message("{{ planted }}")]}
        return _inserted(draft, {"loop": loop}, "loop/each")
    return _inserted(draft, {"condition": {"if": expression, "then": [_message("Planted")]}}, "condition/if")


def braces_where_nothing_is_filled_in(draft: Draft) -> Places:
    if draft.chance.random() < 0.4:
        name = draft.one_of("chatbots")
        if name is None:
            return ()
        draft.edit("chatbots", name)["chatbot_url"] = "https://bot.acme.example/{{ contact.number }}"
        return (f"/chatbots/{name}/chatbot_url",)
    spot = _waiting(draft)
    if spot is None:
        return ()
    button = {"title": "Planted {{ contact.name }}"}
    spot.values["targets"].insert(0, {"when": {"button": button}, "to": draft.queue()})
    return (f"{spot.pointer}/targets/0/when/button/title",)


def name_that_nothing_saves(draft: Draft) -> Places:
    return _with_text(draft, draft.chance.choice(["{{ planted }}", "a {{ planted.status | upper }}", "{{planted}}"]))


def name_that_nothing_saves_in_an_expression(draft: Draft) -> Places:
    expression = draft.chance.choice(["planted", "not planted", 'planted.status == "new"', "text == planted"])
    return _inserted(draft, {"condition": {"if": expression, "then": [_message("Planted")]}}, "condition/if")


def misspelt_name(draft: Draft) -> Places:
    """A name is saved with a slip of the finger, and read without."""
    spot = _decision(draft)
    if spot is None:
        return ()
    actions = [{"save_data": {"plnated": "{{ text }}"}}, _message("{{ planted }} {{ plnated }}")]
    spot.values["actions"] = [*actions, *spot.values.get("actions", ())]
    return (f"{spot.pointer}/actions/1/send_message/text",)


def part_that_does_not_exist(draft: Draft) -> Places:
    parts = ["contact.nmae", "contact.email", "message.text", "inbound.nubmer", "text.length", "config.url", "contact"]
    return _with_text(draft, f"{{{{ {draft.chance.choice(parts)} }}}}")


def secret_where_people_read_it(draft: Draft) -> Places:
    spot = _decision(draft)
    if spot is None:
        return ()
    spot.values["actions"] = [_message("Key: {{ secrets.planted }}"), *spot.values.get("actions", ())]
    return (f"{spot.pointer}/actions/0/send_message/text",)


def secret_that_is_not_there(draft: Draft) -> Places:
    request: Values = {"url": "https://api.acme.example/", "save_as": "_planted"}
    if draft.chance.random() < 0.5:
        request["headers"] = {"Authorization": "Bearer {{ secrets.planted }}"}
        return _inserted(draft, {"request": request}, "request/headers/Authorization")
    request["url"] += "?key={{ secrets.planted }}"
    return _inserted(draft, {"request": request}, "request/url")


def item_outside_of_its_loop(draft: Draft) -> Places:
    spot = _decision(draft)
    if spot is None:
        return ()
    loop = {"each": "attachments", "as": "planted", "do": [_message("{{ planted.title }}")]}
    spot.values["actions"] = [{"loop": loop}, _message("{{ planted.title }}"), *spot.values.get("actions", ())]
    return (f"{spot.pointer}/actions/1/send_message/text",)


def saved_on_one_branch(draft: Draft) -> Places:
    save: Any = [{"save_data": {"planted": "{{ text }}"}}]
    condition: Values = {"if": draft.chance.choice(["text", "attachments", 'contact.language == "cs"']), "then": save}
    if draft.chance.random() < 0.5:
        condition = {**condition, "then": [_message("Planted")], "else": save}
    return _read_after(draft, [{"condition": condition}])


def saved_in_a_loop(draft: Draft) -> Places:
    loop = {"each": "attachments", "as": "file", "do": [{"save_data": {"planted": "{{ file.title }}"}}]}
    return _read_after(draft, [{"loop": loop}])


def saved_in_a_dead_branch(draft: Draft) -> Places:
    value, expression = draft.chance.choice(
        [("", "planted_mode"), ("new", 'planted_mode == "old"'), (False, "planted_mode"), (3, "planted_mode > 5")]
    )
    save = {"save_data": {"planted": "{{ text }}"}}
    condition = {"condition": {"if": expression, "then": [save]}}
    return _read_after(draft, [{"save_data": {"planted_mode": value}}, condition])


def saved_too_late(draft: Draft) -> Places:
    spot = _decision(draft)
    if spot is None:
        return ()
    actions = [_message("{{ planted }}"), {"save_data": {"planted": "{{ text }}"}}]
    spot.values["actions"] = [*actions, *spot.values.get("actions", ())]
    return (f"{spot.pointer}/actions/0/send_message/text",)


def way_past_the_saving(draft: Draft) -> Places:
    """An answer leads to a text directly, another one by a decision that saves what it shows."""
    spot = _waiting(draft)
    if spot is None:
        return ()
    ways = [("planted one", "planted"), ("planted two", "planted-saves")]
    for phrase, to in ways:
        spot.values["targets"].insert(0, {"when": {"similar": [phrase]}, "to": {"decision": to}})
    save = {"save_data": {"planted": "{{ text }}"}}
    if draft.chance.random() < 0.5:
        save = {"request": {"url": "https://api.acme.example/", "save_as": "planted"}}
    spot.beside("planted-saves", actions=[save], targets=[{"to": {"decision": "planted"}}])
    if draft.chance.random() < 0.5:
        read = spot.beside("planted", actions=[_message("{{ planted }}")], targets=[{"to": draft.queue()}])
        return (f"{read}/actions/0/send_message/text",)
    ticket = {"title": "{{ planted }}", "category": "planted", "comment": "Planted"}
    draft.add("ticket_categories", "planted", {"title": "Planted"})
    tree = {"title": "Planted", "decisions": {"start": _step([{"create_ticket": ticket}], draft.queue())}}
    spot.beside("planted", targets=[{"to": {"decision_tree": "planted"}}])
    return (f"{draft.add('decision_trees', 'planted', tree)}/decisions/start/actions/0/create_ticket/title",)


def way_past_the_saving_to_an_auto_response(draft: Draft) -> Places:
    spot = _waiting(draft)
    if spot is None:
        return ()
    draft.add("templates", "planted", {"title": "Planted", "text": "Planted {{ planted }}"})
    end = {"title": "Planted", "disconnection_cause": "client", "auto_response": "planted"}
    draft.add("terminates", "planted", end)
    spot.values["targets"].insert(0, {"when": {"similar": ["planted one"]}, "to": {"terminate": "planted"}})
    spot.values["targets"].insert(0, {"when": {"similar": ["planted two"]}, "to": {"decision": "planted-saves"}})
    save = {"save_data": {"planted": "{{ text }}"}}
    spot.beside("planted-saves", actions=[save], targets=[{"to": {"terminate": "planted"}}])
    return ("/templates/planted/text",)


def data_for_nobody(draft: Draft) -> Places:
    if draft.chance.random() < 0.5:
        return _inserted(draft, {"save_data": {"planted": "{{ text }}"}}, "save_data/planted")
    request = {"url": "https://api.acme.example/", "save_as": "planted"}
    return _inserted(draft, {"request": request}, "request/save_as")


def data_under_a_name_of_the_chat(draft: Draft) -> Places:
    name = draft.chance.choice(["text", "contact", "message", "interactionHash"])
    return _inserted(draft, {"save_data": {name: "planted"}}, f"save_data/{name}")


def address_without_encryption(draft: Draft) -> Places:
    return _with_address(
        draft, f"http://{draft.chance.choice(['api.acme.example', 'api.acme.example:8080', '8.8.4.4'])}/x"
    )


def address_in_a_private_network(draft: Draft) -> Places:
    return _with_address(draft, f"{draft.chance.choice(['https', 'http'])}://{draft.chance.choice(PRIVATE)}/x")


def text_as_the_customer_wrote_it(draft: Draft) -> Places:
    name = draft.chance.choice(["text", "contact.name", "text | lower", "planted | default(text)"])
    request = {"request": {"url": f"https://api.acme.example/{{{{ {name} }}}}?x=1", "save_as": "_planted"}}
    return _inserted(draft, request, "request/url")


def saved_text_as_the_customer_wrote_it(draft: Draft) -> Places:
    spot = _decision(draft)
    if spot is None:
        return ()
    url = "https://api.acme.example/?q={{ planted }}"
    actions = [{"save_data": {"planted": "{{ text }}"}}, {"request": {"url": url, "save_as": "_planted"}}]
    spot.values["actions"] = [*actions, *spot.values.get("actions", ())]
    return (f"{spot.pointer}/actions/1/request/url",)


def secret_for_a_host_that_is_filled_in(draft: Draft) -> Places:
    url = draft.chance.choice(["https://{{ contact.language }}.example/", "https://acme.example{{ inbound.name }}"])
    headers = {"X-Key": "{{ secrets.crm_key }}"}
    return _inserted(draft, {"request": {"url": url, "headers": headers, "save_as": "_planted"}}, "request/url")


def odd_quotes(draft: Draft) -> Places:
    texts = ["“Planted text.”", "„Planted text.“", "Planted text.”", '"Planted text.', "«Planted text»", "‘Planted’"]
    return _inserted(draft, _message(draft.chance.choice(texts)), "send_message/text")


def text_cut_short(draft: Draft) -> Places:
    tail = draft.chance.choice(["#12", "#1 of them", "#kavka"])
    end = draft.queue()["queue"]
    draft.write(
        "routing/planted.yaml",
        f"""
decision_trees:
  planted:
    title: Planted
    decisions:
      start:
        title: Planted
        actions:
          - send_message:
              text: Call us at {tail}
        targets:
          - to: {{queue: {end}}}
""",
    )
    return ("/decision_trees/planted/decisions/start/actions/0/send_message/text",)


def condition_that_is_decided(draft: Draft) -> Places:
    """By what was saved right before, or by what stands in it."""
    spot = _decision(draft)
    if spot is None:
        return ()
    test = draft.chance.choice(
        [
            'planted == "old"',
            "not planted",
            "planted > 7",
            'planted in ("a", "b")',
            '"order.status" == "sent"',
            "1 == 2",
        ]
    )
    saved = {"save_data": {"planted": draft.chance.choice(["new", "7"])}}
    condition = {"condition": {"if": test, "then": [_message("Planted")]}}
    spot.values["actions"] = [saved, condition, _message("{{ planted }}"), *spot.values.get("actions", ())]
    return (f"{spot.pointer}/actions/1/condition/if",)


def loop_over_no_list(draft: Draft) -> Places:
    spot = _decision(draft)
    if spot is None:
        return ()
    each = draft.chance.choice(["planted", '"order.items"', "text"])
    loop = {"loop": {"each": each, "as": "seed", "do": [_message("{{ seed }}")]}}
    saved = {"save_data": {"planted": "new"}}
    spot.values["actions"] = [saved, loop, _message("{{ planted }}"), *spot.values.get("actions", ())]
    return (f"{spot.pointer}/actions/1/loop/each",)


PLANTERS: Final[tuple[tuple[str, Planter], ...]] = (
    ("RC503", condition_that_is_decided),
    ("RC503", loop_over_no_list),
    ("RC601", broken_text),
    ("RC601", broken_expression),
    ("RC601", braces_where_nothing_is_filled_in),
    ("RC602", name_that_nothing_saves),
    ("RC602", name_that_nothing_saves_in_an_expression),
    ("RC602", misspelt_name),
    ("RC602", part_that_does_not_exist),
    ("RC602", secret_where_people_read_it),
    ("RC602", secret_that_is_not_there),
    ("RC602", item_outside_of_its_loop),
    ("RC603", saved_on_one_branch),
    ("RC603", saved_in_a_loop),
    ("RC603", saved_in_a_dead_branch),
    ("RC603", saved_too_late),
    ("RC603", way_past_the_saving),
    ("RC603", way_past_the_saving_to_an_auto_response),
    ("RC604", data_for_nobody),
    ("RC604", data_under_a_name_of_the_chat),
    ("RC605", address_without_encryption),
    ("RC606", address_in_a_private_network),
    ("RC607", text_as_the_customer_wrote_it),
    ("RC607", saved_text_as_the_customer_wrote_it),
    ("RC608", odd_quotes),
    ("RC608", text_cut_short),
    ("RC609", secret_for_a_host_that_is_filled_in),
)


def _message(text: str) -> Values:
    return {"send_message": {"text": text}}


def _step(actions: list[Values], to: Values) -> Values:
    return {"title": "Planted", "actions": actions, "targets": [{"to": to}]}


def _decision(draft: Draft) -> Spot | None:
    return draft.decision(lambda _tree, _decision: True, whatever_the_data=False)


def _waiting(draft: Draft) -> Spot | None:
    """A decision that waits for answers."""
    return draft.decision(
        lambda _tree, decision: (
            bool(decision.targets)
            and not any(target.immediate for target in decision.targets)
            and not any(action.target or action.condition for action in decision.actions)
        ),
        whatever_the_data=False,
    )


def _inserted(draft: Draft, action: Values, place: str) -> Places:
    """An action before the others of a decision; the pointer to a part of it."""
    spot = _decision(draft)
    if spot is None:
        return ()
    spot.values["actions"] = [action, *spot.values.get("actions", ())]
    return (f"{spot.pointer}/actions/0/{place}",)


def _read_after(draft: Draft, actions: list[Values]) -> Places:
    """Actions that may save something, and a message that shows it."""
    spot = _decision(draft)
    if spot is None:
        return ()
    spot.values["actions"] = [*actions, _message("{{ planted }}"), *spot.values.get("actions", ())]
    return (f"{spot.pointer}/actions/{len(actions)}/send_message/text",)


def _with_text(draft: Draft, text: str) -> Places:
    """The text in one of the places where something can be filled in."""
    match draft.chance.randrange(5):
        case 0:
            return _inserted(
                draft, {"send_message": {"text": "Planted", "languages": {"cs": text}}}, "send_message/languages/cs"
            )
        case 1:
            return _inserted(draft, {"save_data": {"_planted": text}}, "save_data/_planted")
        case 2:
            headers = {"X-Planted": text}
            request = {"url": "https://api.acme.example/", "save_as": "_planted", "headers": headers}
            return _inserted(draft, {"request": request}, "request/headers/X-Planted")
    return _inserted(draft, _message(text), "send_message/text")


def _with_address(draft: Draft, address: str) -> Places:
    name = draft.one_of("chatbots")
    if name is not None and draft.chance.random() < 0.3:
        draft.edit("chatbots", name)["chatbot_url"] = address
        return (f"/chatbots/{name}/chatbot_url",)
    return _inserted(draft, {"request": {"url": address, "save_as": "_planted"}}, "request/url")
