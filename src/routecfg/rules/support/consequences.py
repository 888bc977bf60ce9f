"""What it means for people if something is missing from a text, or cannot be understood: by what the text is for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from routecfg.templates import Use

IF_MISREAD: Final[Mapping[Use, str]] = MappingProxyType(
    {
        Use.MESSAGE: "customers would not read what you mean",
        Use.TICKET: "agents would not read what you mean",
        Use.ADDRESS: "the request would not ask for what you mean",
        Use.HEADER: "the request would not be understood",
        Use.SAVED: "it would not be saved as you mean it",
        Use.IF: "nobody can say which actions customers would get",
        Use.EACH: "nobody can say what the loop would go through",
    }
)
"""A mistake in how a text or an expression is written."""

IF_MISSING: Final[Mapping[Use, str]] = MappingProxyType(
    {
        Use.MESSAGE: "customers read nothing in its place",
        Use.TICKET: "agents read nothing in its place",
        Use.ADDRESS: "the request is sent to an address without it",
        Use.HEADER: "the request is sent without it",
        Use.SAVED: "nothing is saved in its place",
        Use.IF: "the condition takes it for nothing, whatever customers do",
        Use.EACH: "the loop never runs",
    }
)
"""A name that nothing is saved under."""
