"""The parser's complaints in the users' words: which mistake is behind one, where it is, what to write instead.

libyaml names the rule of its grammar that broke. That is rarely where the writer went wrong, so each complaint is
tried against the mistakes that commonly lead to it, the most telling first.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from yaml import YAMLError

from routecfg.diagnostics import Finding
from routecfg.source import mistakes, structure
from routecfg.source.fault import Explanation, Fault
from routecfg.source.rules import YAML_SYNTAX

Attempt: TypeAlias = Callable[[Fault], Explanation | None]

_ANYWHERE: Final[tuple[Attempt, ...]] = (
    mistakes.conflict,
    mistakes.tab,
    mistakes.blanks,
    mistakes.swallowed,
    mistakes.braces,
)

_BY_PROBLEM: Final[dict[str, tuple[Attempt, ...]]] = {
    "found character that cannot start any token": (mistakes.special_start,),
    "did not find expected alphabetic or numeric character": (mistakes.special_start,),
    "found undefined tag handle": (mistakes.special_start,),
    "found unknown escape character": (mistakes.escape,),
    "found invalid Unicode character escape code": (mistakes.surrogate,),
    "did not find expected hexdecimal number": (mistakes.short_code,),
    "found unexpected end of stream": (mistakes.open_quote,),
    "found unexpected document indicator": (mistakes.open_quote,),
    "did not find expected comment or line break": (mistakes.block_header,),
    "found an indentation indicator equal to 0": (mistakes.block_header,),
    "block sequence entries are not allowed in this context": (structure.list_beside_key,),
    "mapping keys are not allowed in this context": (mistakes.question_mark,),
    "mapping values are not allowed in this context": (
        mistakes.after_quotes,
        mistakes.curly_quotes,
        structure.destination,
        structure.colon_in_text,
        structure.line_above,
        structure.long_key,
    ),
    "could not find expected ':'": (structure.long_key, structure.no_colon),
    "did not find expected ',' or ']'": (structure.in_brackets,),
    "did not find expected ',' or '}'": (structure.in_brackets,),
    "did not find expected node content": (structure.stray_sign,),
    "did not find expected key": (structure.stray_bracket, mistakes.after_quotes, structure.indentation),
    "did not find expected '-' indicator": (structure.stray_bracket, mistakes.after_quotes, structure.list_item),
    "did not find expected <document start>": (structure.stray_bracket, structure.after_end),
}


def explained(data: bytes, error: YAMLError) -> Finding:
    """The one finding of a file that the parser refused."""
    fault = Fault(data, error)
    attempts: list[Attempt] = [*_ANYWHERE, *_BY_PROBLEM.get(fault.problem, ())]
    if "tag" in fault.context:
        attempts.append(mistakes.special_start)
    if "directive" in fault.context or "%YAML" in fault.problem or "incompatible" in fault.problem:
        attempts.append(mistakes.directive)
    for attempt in attempts:
        found = attempt(fault)
        if found is not None:
            break
    else:
        found = structure.unclear(fault)
    return YAML_SYNTAX.in_text(fault.lines.span(found.start, found.end), found.message, help=found.help)
