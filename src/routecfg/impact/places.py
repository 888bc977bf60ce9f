"""Pointers to what chats go through."""

from collections.abc import Iterable

from routecfg.impact.sides import Node


def pointer(node: Node) -> str:
    """A pointer to what stands at a node."""
    return f"/decision_trees/{node[2]}/decisions/{node[1]}" if node[0] == "decisions" else f"/{node[0]}/{node[1]}"


def with_wholes(places: Iterable[str]) -> frozenset[str]:
    """The pointers, with those of all that they lie in: `/a/b` with `/a`. Of thousands each is looked up at once."""
    found: set[str] = set()
    for place in places:
        while place and place not in found:
            found.add(place)
            place = place.rpartition("/")[0]
    return frozenset(found)


def lies_in(place: str, whole: str) -> bool:
    """Whether a pointer leads to something or to a part of it; `menu-2` is no part of `menu`."""
    return place == whole or place.startswith(f"{whole}/")
