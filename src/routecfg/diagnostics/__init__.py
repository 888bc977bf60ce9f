"""What is found wrong, as frozen data. Printing it is somebody else's job.

A `Rule` says what can be found and how grave it is; a `Diagnostic` is one finding of one rule at one `Place`.
Findings point at configuration (a JSON Pointer into the estate), not at text: `Place.file` and `Place.span` are
filled in late, and only for files that have a finding. This room imports no other.
"""

from routecfg.diagnostics.diagnostic import Diagnostic, Related, Severity, Witness, in_order
from routecfg.diagnostics.failure import CannotRun
from routecfg.diagnostics.place import START, Place, Span, pointer, pointer_parts
from routecfg.diagnostics.rule import Rule
from routecfg.diagnostics.wording import KnownNames, did_you_mean, listed, nearest, plain, plural

__all__ = [
    "START",
    "CannotRun",
    "Diagnostic",
    "KnownNames",
    "Place",
    "Related",
    "Rule",
    "Severity",
    "Span",
    "Witness",
    "did_you_mean",
    "in_order",
    "listed",
    "nearest",
    "plain",
    "plural",
    "pointer",
    "pointer_parts",
]
