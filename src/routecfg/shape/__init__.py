"""Checks values against the schema, and reports violations in the users' words.

What a file may hold is written once, in `schema/*.json`, which editors use too. `violations` finds where a file breaks
it; the other modules say what that means to the person who wrote the file. Every place of a file has exactly one node
of the schema, so that it is always known what belongs there.

This room knows values, paths and the schema. It does not know YAML, nor the model.
"""

from routecfg.shape.check import Shaped, check, check_project, check_scenarios
from routecfg.shape.odd_characters import told_apart, without_odd_characters
from routecfg.shape.rules import (
    BAD_PROJECT,
    INVALID_VALUE,
    LITERAL_SECRET,
    MISSING_FIELD,
    RULES,
    UNKNOWN_FIELD,
    WRONG_TYPE,
)
from routecfg.shape.schemas import schema_folder, schema_text
from routecfg.shape.violations import fits

__all__ = [
    "BAD_PROJECT",
    "INVALID_VALUE",
    "LITERAL_SECRET",
    "MISSING_FIELD",
    "RULES",
    "UNKNOWN_FIELD",
    "WRONG_TYPE",
    "Shaped",
    "check",
    "check_project",
    "check_scenarios",
    "fits",
    "schema_folder",
    "schema_text",
    "told_apart",
    "without_odd_characters",
]
