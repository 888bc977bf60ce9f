"""Values against the schema, told in the users' words.

What a file may hold is written down once, in `schema/*.json`, which editors use too. A validator says whether a file
breaks it; this room says what that means to the person who wrote the file. The schemas hold no alternatives, so
every place of a file has exactly one node of the schema: what was meant there is always known.

This room knows values, paths and the schema. It does not know YAML, nor the model.
"""

from routecfg.shape.check import Shaped, check, check_project
from routecfg.shape.rules import (
    BAD_PROJECT,
    INVALID_VALUE,
    LITERAL_SECRET,
    MISSING_FIELD,
    RULES,
    UNKNOWN_FIELD,
    WRONG_TYPE,
)
from routecfg.shape.schemas import schema_text

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
    "schema_text",
]
