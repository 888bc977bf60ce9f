"""Closed estates back into the model, so that whatever looks at a sandbox can look at production too."""

from typing import Any

import msgspec

from routecfg.bundle.closing import CLOSED_KINDS
from routecfg.model import Estate, Settings


def model_of(closed: dict[str, Any]) -> Estate:
    """The estate that a closed form describes; closing it again gives the same form.

    Sets stay expanded and buttons keep their labels. Raises `msgspec.ValidationError` for what is no closed form.
    """
    objects = {kind: closed.get(kind, {}) for kind in CLOSED_KINDS}  # a kind that the language got later has none
    trees = {name: _tree(tree) for name, tree in objects["decision_trees"].items()}
    return msgspec.convert({**objects, "decision_trees": trees}, Estate)


def settings_of(closed: dict[str, Any]) -> Settings:
    """The settings that a closed form carries; those that only matter to a sandbox have their defaults."""
    return msgspec.convert({"routecfg": 1, **closed["project"]}, Settings)


def _tree(tree: dict[str, Any]) -> dict[str, Any]:
    """A tree without its start where the order says it: only then is the order kept when it is closed again."""
    if tree["decisions"][0]["name"] != tree["start"]:
        return tree
    return {key: part for key, part in tree.items() if key != "start"}
