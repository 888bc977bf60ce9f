"""Texts and expressions: what they say, what comes out of them, and which data they need.

- `parse_text` reads a text into segments: fixed parts, and what is filled in between double braces. `Text.filled`
  fills it in; `Text.fixed` is what is read whatever is filled in.
- `parse_expression` reads an `if` or an `each`; `value(scope)` is what it comes to.
- `texts_of` finds every text of an object with its place and what it is for.
- `names_in_text` and `names_in_expression` say where names stand.
- `steps_of` says what actions do to data: the names that they read and save.

What runs chats and what proves things about them use the same code. Reading never fails: a mistake is a value. What
is read can be filled in and evaluated on any data, without an exception.
"""

from routecfg.templates.data import Data, Scope, are_equal, is_less, is_true, is_within, number, shown
from routecfg.templates.expressions import (
    Both,
    Comparison,
    Either,
    Expression,
    Filtered,
    Items,
    Literal,
    Name,
    Not,
    Reading,
    readings,
)
from routecfg.templates.filters import FILTERS
from routecfg.templates.hosts import is_host_open, secret_in
from routecfg.templates.mistakes import Mistake
from routecfg.templates.names_as_written import NameAsWritten, is_reserved, names_in_expression, names_in_text
from routecfg.templates.parse import DEEPEST, Parsed, parse_expression
from routecfg.templates.places import Place, Use, labels_of_decision, texts_as_written, texts_of, texts_of_decision
from routecfg.templates.scope import BUILT_IN, SECRETS, WRITTEN_BY_CUSTOMERS, is_own_value
from routecfg.templates.steps import Chooses, Constant, Leaves, Reads, Repeats, Saves, Step, reads_of, steps_of
from routecfg.templates.texts import Text, parse_text

__all__ = [
    "BUILT_IN",
    "DEEPEST",
    "FILTERS",
    "SECRETS",
    "WRITTEN_BY_CUSTOMERS",
    "Both",
    "Chooses",
    "Comparison",
    "Constant",
    "Data",
    "Either",
    "Expression",
    "Filtered",
    "Items",
    "Leaves",
    "Literal",
    "Mistake",
    "Name",
    "NameAsWritten",
    "Not",
    "Parsed",
    "Place",
    "Reading",
    "Reads",
    "Repeats",
    "Saves",
    "Scope",
    "Step",
    "Text",
    "Use",
    "are_equal",
    "is_host_open",
    "is_less",
    "is_own_value",
    "is_reserved",
    "is_true",
    "is_within",
    "labels_of_decision",
    "names_in_expression",
    "names_in_text",
    "number",
    "parse_expression",
    "parse_text",
    "readings",
    "reads_of",
    "secret_in",
    "shown",
    "steps_of",
    "texts_as_written",
    "texts_of",
    "texts_of_decision",
]
