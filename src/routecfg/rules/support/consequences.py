"""What it means for people if something is missing from a text, or cannot be understood: by what the text is for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from routecfg.templates import Use

IF_MISREAD: Final[Mapping[Use, str]] = MappingProxyType(
    {
        Use.MESSAGE: "customers would read a sentence with a gap, or with braces in it",
        Use.TICKET: "agents would read a sentence with a gap, or with braces in it",
        Use.ADDRESS: "the request would go to a wrong address, and customers would get nothing from it",
        Use.HEADER: "the request would go out with a wrong header, and customers may get nothing from it",
        Use.SAVED: "something wrong would be saved, and customers may read it later",
        Use.IF: "whether the condition holds cannot be decided, so customers may get the wrong messages",
        Use.EACH: "which list the loop goes through cannot be decided, so customers would get nothing from it",
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
        Use.IF: "the condition is decided as if it were empty, whatever customers do",
        Use.EACH: "the loop never runs",
    }
)
"""A name that nothing is saved under."""
