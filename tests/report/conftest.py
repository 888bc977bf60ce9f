"""A result with all that can stand in one, and with texts that try to break out of every form."""

import pytest

from routecfg.diagnostics import Diagnostic, Place, RelatedPlace, Rule, Severity, Span, Witness
from routecfg.pipeline import Result

RULES = (
    Rule(
        "RC201",
        "unknown-reference",
        Severity.ERROR,
        "A name that nothing has.\n\nThe chat would stop with nobody,\nand say nothing.\n\n"
        "Bad:\n    queues: {}\n\n    # later\n    next: [one](1)\n\nGood:\n    queues: {support: {title: Support}}\n",
    ),
    Rule("RC302", "busy-loop", Severity.WARNING, "A cycle that only data can leave."),
    Rule("RC308", "menu-loop", Severity.OFF, "A cycle through an answer.\n\nNormal for menus.\n"),
    Rule("RC001", "yaml-syntax", Severity.ERROR, "Not YAML.\n\nNothing of the file can be read.\n", fixed=True),
)

HOURS = "routing/hours.yaml"
NASTY = "routing/näh 100%,a:b::c.yaml"

FOUND = (
    Diagnostic(
        "RC001",
        "yaml-syntax",
        Severity.ERROR,
        'a bracket is never closed [here](1) ::error::]]>\r\n<b>&"quoted"</b> 50% \x1b[31mred\x1b[0m \u202eright',
        Place(file=NASTY, span=Span(2, 8, 5, 1)),
        help="close it with ']' ::set-output name=x::y\n",
    ),
    Diagnostic(
        "RC201",
        "unknown-reference",
        Severity.ERROR,
        "no queue is called 'suport'",
        Place(("time_conditions", "eshop-hours", "if_time_matches", "queue"), file=HOURS, span=Span(7, 30, 7, 38)),
        help="did you mean 'support'?",
    ),
    Diagnostic(
        "RC302",
        "busy-loop",
        Severity.WARNING,
        "a chat can go round here without a word of the customer",
        Place(("decision_trees", "menü", "decisions", "a/b"), HOURS, Span(12, 4, 12, 6)),
        related=(
            RelatedPlace("and back from here", Place(("decision_trees", "menü", "x"), HOURS, Span(112, 2, 112, 6))),
            RelatedPlace("the way in\x07", Place(("queues", "q"), "routing/other.yaml", Span(3, 3, 3, 9))),
            RelatedPlace("outside the files", Place(("queues", "w"))),
        ),
        witness=Witness(
            'agent "now"\n\x1b]0;title\x07',
            "2026-12-24T09:00:00+01:00",
            ("time condition 'hours'", *(f"decision '{number}'" for number in range(1, 15)), "queue 'support'"),
        ),
    ),
    Diagnostic(
        "RC302",
        "busy-loop",
        Severity.INFO,
        "a chat can go round here without a word of the customer",
        Place(("decision_trees", "menü", "decisions", "a/b"), HOURS, Span(13, 1, 13, 1)),
        witness=Witness(message="", instant="some day"),
    ),
    Diagnostic("RC901", "production-changed", Severity.WARNING, "nothing but the message is known", Place()),
)

EXCERPTS = {
    NASTY: {2: "text: [one, \x1b[31mtwo", 5: "next"},
    HOURS: {
        7: '    if_time_matches: {queue: "suport"}',
        12: "\t日\t問題🎉e\u0301: x",
        13: "",
        112: "\tback: here",
    },
}


RESULT = Result(FOUND, 3, 12, ("RC203 is not checked until routing/näh.yaml\x1b[2J can be read",), EXCERPTS)


@pytest.fixture
def result() -> Result:
    return RESULT


@pytest.fixture
def clean() -> Result:
    return Result((), 3, 12)


@pytest.fixture
def rules() -> tuple[Rule, ...]:
    return RULES
