"""What is found wrong, as frozen data. Printing it is the job of `report`.

A `Rule` says what can be found and how severe it is. A rule yields a `Finding`, which points at configuration by its
path (`("queues", "support", "title")`). The pipeline makes each finding a `Diagnostic`, which has a severity and a
`Place`: a file and a span of its text. This room imports no other.
"""

from routecfg.diagnostics.broken_rule import BROKEN_RULE, broken
from routecfg.diagnostics.diagnostic import Diagnostic, RelatedPlace, Severity, in_order
from routecfg.diagnostics.failure import CannotRun
from routecfg.diagnostics.finding import Edit, Finding, Fix, MendedValue, Related, UnknownName, Witness
from routecfg.diagnostics.nearest_names import KnownNames, did_you_mean, nearest, only_neighbour
from routecfg.diagnostics.place import PROJECT_FILE, START, Path, Place, Span, pointer
from routecfg.diagnostics.rule import Rule
from routecfg.diagnostics.wording import listed, plural, with_article

__all__ = [
    "BROKEN_RULE",
    "PROJECT_FILE",
    "START",
    "CannotRun",
    "Diagnostic",
    "Edit",
    "Finding",
    "Fix",
    "KnownNames",
    "MendedValue",
    "Path",
    "Place",
    "Related",
    "RelatedPlace",
    "Rule",
    "Severity",
    "Span",
    "UnknownName",
    "Witness",
    "broken",
    "did_you_mean",
    "in_order",
    "listed",
    "nearest",
    "only_neighbour",
    "plural",
    "pointer",
    "with_article",
]
