r"""A pattern that cannot be run.

No message ever fits it, so no customer gets where it leads. Patterns follow the RE2 syntax
(https://github.com/google/re2/wiki/Syntax), whose search never takes long. It has no look-around (`(?=`, `(?!`, `(?<=`,
`(?<!`), no back-references (`\1`) and no possessive or atomic repetitions: patterns that were made for other programs
may use these. A pattern that works and still fits no message is reported as a warning: spaces around a message are cut
off before it is compared, so nothing fits `/^ yes/`.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            targets:
              - {when: {pattern: "/^(?=.*[0-9])[a-z0-9]{6}$/i"}, to: {queue: orders}}
              - {to: {queue: support}, default: true}
    queues:
      orders: {title: Orders}
      support: {title: Support}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            targets:
              - {when: {pattern: "/^[a-z]{2}[0-9]{4}$/i"}, to: {queue: orders}}
              - {to: {queue: support}, default: true}
    queues:
      orders: {title: Orders}
      support: {title: Support}
"""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import Finding, Path, Rule, Severity
from routecfg.disclosure import quoted, quoted_part
from routecfg.model import Object, Settings
from routecfg.rules.support.answers import answers_in

RULE = Rule("RC401", "invalid-pattern", Severity.ERROR, __doc__)

_NO_MESSAGE: Final = "no message ever fits it"

_SIMPLER: Final = "write one pattern for each form that is meant, or list the words under 'similar'"

_SYNTAX: Final = "see https://github.com/google/re2/wiki/Syntax"

_OTHERS: Final = (
    (r"\(\?<?[=!]", "it looks ahead or behind with {}, which patterns here cannot", _SIMPLER),
    (r"\\[1-9]|\\k[<{']|\(\?P=", "it refers back to what a group found with {}, which patterns here cannot", _SIMPLER),
    (r"\(\?>", "it holds on to what it found with {}, which patterns here cannot", "write a plain group, with ("),
    (r"[+*?}]\+", "it holds on to what it found with {}, which patterns here cannot", "leave out the second sign"),
    (r"\(\?[#|(&R0-9]", "it uses {}, which patterns here do not have", _SIMPLER),
    (
        r"\(\?[a-zA-Z-]*x",
        "it uses {}, which patterns here do not have",
        "leave out spaces and comments",
    ),
    (r"\\u\{?[0-9a-fA-F]{2,6}\}?", "it writes a character as {}", "write the character itself"),
    (
        r"\\[ZG]",
        "it uses {}, which patterns here do not have",
        "write $ for the end of a message, ^ for its beginning",
    ),
    (r"\\[hRKX]", "it uses {}, which patterns here do not have", r"write \s for a space or a line break"),
)
"""What patterns of other programs have: how it is found, what is said of it, and what to do. Braces stand for it."""

_MISTAKES: Final = (
    ("missing )", "a parenthesis is opened and not closed", r"close it; for the character itself write \("),
    (
        "unexpected )",
        "a parenthesis is closed that was never opened",
        r"take it out; for the character itself write \)",
    ),
    ("missing ]", "a bracket is opened and not closed", r"close it; for the character itself write \["),
    (
        "no argument for repetition",
        "nothing stands before {} that it could repeat",
        r"for the character itself write a backslash before it; for any text write .*",
    ),
    ("bad repetition operator", "{} repeats what is repeated already", "leave one of them"),
    (
        "invalid repetition size",
        "it cannot be repeated as often as {} says",
        "write at most 1000, and the smaller number first",
    ),
    ("invalid character class range: \\", "there is no set of characters {}", _SYNTAX),
    ("invalid character class range: [", "there is no set of characters {}", _SYNTAX),
    ("invalid perl operator", "{} is not finished, or unknown", r"for the parenthesis itself write \("),
    ("invalid character class range", "the range {} has no characters", "write the first character of a range first"),
    (
        "trailing \\",
        "its last slash belongs to the pattern, since a backslash stands before it",
        r"take the backslash out; for the character itself write \\",
    ),
    ("invalid escape sequence", "the backslash in {} means nothing", "leave it out"),
    ("pattern too large", "it is too long to be searched for", "repeat less, or write several answers"),
    ("duplicate capture group", "two groups have one name", "leave the names out"),
    ("invalid named capture", "the name of a group is wrong", "leave the name out"),
)
"""What RE2 says, what that means, and what to do. Braces stand for the part that it names."""


_ELSEWHERE: Final = re.compile(
    r"""
    (?P<code> \\u[0-9a-fA-F]{4} | \\u\{[0-9a-fA-F]{2,5}\} )   # the code of a character
    | (?P<end> \\Z )
    | (?P<idle> \\[^\x00-\x7f] )                            # a backslash before a letter that has no other meaning
    | \\. | \[\^?\]?(?:\\.|[^\]\\])*\]                     # what is escaped, and sets of characters, stay
    | (?P<atomic> \(\?> )
    | (?P<held> [+*?}]\+ )
    | (?P<twice> \*\* )
    """,
    re.VERBOSE | re.DOTALL,
)
"""What has one meaning in other programs, and can be written here so that it fits at least as much."""


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """Every pattern that RE2 does not take, and every one that fits no message."""
    for answers in answers_in(kind, name, item):
        for pattern in answers.patterns:
            from routecfg.answers import example_of, fault  # here, since most objects have no pattern

            said = fault(pattern.text)
            if said is None and example_of(pattern.text) is None:
                yield RULE.at(
                    pattern.path,
                    f"no message fits the pattern {quoted(pattern.text, pattern.path)}: spaces around a message are "
                    "cut off before, and nothing stands in front of its beginning or behind its end",
                    help="take out the space after ^ or before $, or what stands before ^ or after $",
                    likely=True,
                )
            if said is not None:
                why, mend = _explained(pattern.text, pattern.path, said)
                yield RULE.at(
                    pattern.path,
                    f"the pattern {quoted(pattern.text, pattern.path)} does not work: {why}, so {_NO_MESSAGE}",
                    help=mend,
                    fix=mended_pattern(pattern.text),
                )


def mended_pattern(pattern: str) -> str | None:
    """The pattern with what other programs write in another way; None if it does not work for another reason."""
    from routecfg.answers import fault

    better = _ELSEWHERE.sub(lambda found: _here(found.lastgroup or "", found[0]), pattern)
    return better if better != pattern and fault(better) is None else None


def _here(kind: str, part: str) -> str:
    match kind:
        case "code":
            return re.escape(chr(int(part.strip("\\u{}"), 16)))
        case "end":
            return "$"
        case "atomic":
            return "("
        case "held" | "twice":
            return part[:-1]
        case "idle":
            return part[1:]
    return part


def _explained(pattern: str, path: Path, said: str) -> tuple[str, str]:
    """What is wrong with a pattern, and what to do, from what RE2 said of it."""
    for form, why, mend in _OTHERS:
        found = re.search(form, pattern)
        if found is not None and not said.startswith(("missing", "unexpected", "trailing")):
            part = quoted_part(found[0], pattern, path)
            return why.replace("{}", part), mend.replace("{}", part)
    part = said.partition(": ")[2]
    for words, why, mend in _MISTAKES:
        if said.startswith(words):
            return why.replace("{}", quoted_part(part, pattern, path)), mend
    return "it is not a regular expression in the syntax of RE2", _SYNTAX
