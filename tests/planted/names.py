"""Faults of references: names that nothing has, or that two have; what nobody names; secrets; idle comments."""

from collections import Counter
from typing import Final

from planted.ground import Draft, Places, Planter, Values, at, text_of
from routecfg.diagnostics import pointer
from routecfg.model import ALL_KINDS, DESTINATION_KINDS, Kind, Reference, references


def misspelt_name(draft: Draft) -> Places:
    kind, name, reference = draft.chance.choice(_references(draft))
    wrong = _misspelt(draft, reference.name)
    _put(draft, kind, name, reference, wrong)
    return (pointer(kind, name, *reference.path),)


def removed_object(draft: Draft) -> Places:
    places: dict[tuple[str, str], list[str]] = {}
    for kind, name, reference in _references(draft):
        if reference.kind != "decision" and (reference.kind, reference.name) != (kind, name):
            places.setdefault((reference.kind, reference.name), []).append(pointer(kind, name, *reference.path))
    gone = draft.chance.choice(sorted(places))
    draft.remove(_kind(gone[0]), gone[1])
    return tuple(places[gone])


def name_of_another_kind(draft: Draft) -> Places:
    """A destination with the right name under the wrong key."""
    fields = {kind: field for field, kind in DESTINATION_KINDS.items()}
    kind, name, reference = draft.chance.choice(
        [reference for reference in _references(draft) if reference[2].path[-1] in (*DESTINATION_KINDS, "decision")]
    )
    wrong = draft.chance.choice(
        [other for other in sorted(fields) if other != reference.kind and reference.name not in draft.estate.of(other)]
    )
    holder = at(draft.edit(kind, name), reference.path[:-1])
    if not isinstance(holder, dict) or set(holder) != {reference.path[-1]}:
        return ()
    holder.clear()
    holder[fields[_kind(wrong)]] = reference.name
    return (pointer(kind, name, *reference.path[:-1], fields[_kind(wrong)]),)


def second_definition(draft: Draft) -> Places:
    kind, name, _ = draft.chance.choice(list(draft.estate))
    item = draft.edit(kind, name)
    others = [file for file in draft.ground.files() if file != draft.ground.assembly.files[kind, name]]
    return (draft.add(kind, name, item, draft.chance.choice([*others, "routing/planted.yaml"])),)


def object_for_nobody(draft: Draft) -> Places:
    kinds: list[tuple[str, Values]] = [
        ("time_groups", {"include": [{"days": "mon", "hours": "08:00-09:00"}]}),
        ("target_sets", {"targets": [{"when": {"similar": ["planted"]}, "to": draft.queue()}]}),
        ("queues", {}),
        ("templates", {"text": "Planted"}),
        ("ticket_categories", {}),
        ("custom_fields", {}),
    ]
    kind, item = draft.chance.choice(kinds)
    return (draft.add(_kind(kind), "planted", {"title": "Planted", **item}),)


def last_naming(draft: Draft) -> Places:
    """Something is named once, and then no more."""
    uses = Counter((reference.kind, reference.name) for _, _, reference in _references(draft))
    once = [
        (kind, name, reference)
        for kind, name, reference in _references(draft)
        if uses[reference.kind, reference.name] == 1
        and reference.kind
        in ("target_sets", "time_groups", "queues", "templates", "ticket_categories", "custom_fields")
    ]
    if not once:
        return ()
    kind, name, reference = draft.chance.choice(once)
    *path, last = reference.path
    holder = at(draft.edit(kind, name), tuple(path))
    match last:
        case int() | "auto_response":
            del holder[last]
        case "queue" if kind == "terminates":
            del holder[last]
        case "group":
            entries = at(draft.edit(kind, name), tuple(path[:-1]))
            del entries[int(path[-1])]
        case "category":
            actions = at(draft.edit(kind, name), tuple(path[:-2]))
            actions[int(path[-2])] = {"send_message": {"text": "Planted"}}
        case _:
            others = sorted(set(draft.estate.of(reference.kind)) - {reference.name})
            if not others:
                return ()
            holder[last] = draft.chance.choice(others)
    return (pointer(reference.kind, reference.name),)


def pasted_token(draft: Draft) -> Places:
    name = draft.one_of("inbound_routings")
    if name is None:
        return ()
    routing = draft.edit("inbound_routings", name)
    token = "".join(draft.chance.choices("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ", k=30)) + "aA7"
    routing["api_token"] = draft.chance.choice([token, {"env": token}, {"file": token}])
    return (f"/inbound_routings/{name}/api_token",)


def secret_in_an_address(draft: Draft) -> Places:
    value = f"{draft.chance.getrandbits(80):x}"
    parameter = draft.chance.choice(["key", "api_key", "access_token", "client_secret", "password", "X-Amz-Signature"])
    address = draft.chance.choice(
        [f"https://api.acme.example/x?a=1&{parameter}={value}", f"https://u:{value}@a.example/"]
    )
    spot = draft.decision(lambda _tree, _decision: True)
    if spot is None or draft.chance.random() < 0.3:
        bot = draft.add("chatbots", "planted", {"title": "Planted", "chatbot_url": address, "fallback": draft.queue()})
        return (f"{bot}/chatbot_url",)
    request = {"url": address, "save_as": "planted"}
    place = f"{spot.pointer}/actions/0/request/url"
    if draft.chance.random() < 0.5:
        request = {"url": "https://api.acme.example/", "save_as": "planted"}
        request["headers"] = {"Authorization": f"Bearer {value}"}  # type: ignore[assignment]  # values of a file
        place = f"{spot.pointer}/actions/0/request/headers/Authorization"
    spot.values["actions"] = [{"request": request}, *spot.values.get("actions", ())]
    return (place,)


def idle_comment(draft: Draft) -> Places:
    """An ignore of a rule that finds nothing there, at the end of a line or on a line of its own."""
    file = draft.chance.choice(draft.ground.files())
    lines = text_of(draft.ground.values(file)).splitlines()
    found = {item.code for item in draft.ground.found if item.place.file == file}
    code = draft.chance.choice([code for code in ("RC203", "RC302", "RC304", "RC306", "RC504") if code not in found])
    line = draft.chance.randrange(1, len(lines) - 1)
    comment = f"# routecfg: ignore[{code}] planted"
    if draft.chance.random() < 0.5:
        lines[line] += f"  {comment}"
    else:
        lines.insert(line, comment)
    draft.write(file, "\n".join(lines) + "\n")
    return (f"{file}:{line + 1}",)


PLANTERS: Final[tuple[tuple[str, Planter], ...]] = (
    ("RC201", misspelt_name),
    ("RC201", removed_object),
    ("RC201", name_of_another_kind),
    ("RC202", second_definition),
    ("RC203", object_for_nobody),
    ("RC203", last_naming),
    ("RC204", pasted_token),
    ("RC204", secret_in_an_address),
    ("RC205", idle_comment),
)


def _kind(kind: str) -> Kind:
    return next(item for item in ALL_KINDS if item == kind)


def _references(draft: Draft) -> list[tuple[Kind, str, Reference]]:
    return [(kind, name, reference) for kind, name, item in draft.estate for reference in references(item)]


def _put(draft: Draft, kind: Kind, name: str, reference: Reference, other: str) -> None:
    *path, last = reference.path
    at(draft.edit(kind, name), tuple(path))[last] = other


def _misspelt(draft: Draft, name: str) -> str:
    """The name with one letter more, less, other or moved: none that anything has."""
    known = {item for kind in ALL_KINDS for item in draft.estate.of(kind)}
    known |= {decision.name for tree in draft.estate.decision_trees.values() for decision in tree.decisions}
    while True:
        here = draft.chance.randrange(len(name))
        letter = draft.chance.choice("abcdefghijklmnopqrstuvwxyz0123456789")
        wrong = draft.chance.choice(
            [
                name[:here] + name[here + 1 :],
                name[:here] + letter + name[here:],
                name[:here] + letter + name[here + 1 :],
                name[:here] + name[here : here + 2][::-1] + name[here + 2 :],
            ]
        )[:63]
        if wrong and wrong not in known and wrong[0] not in "-_":
            return wrong
