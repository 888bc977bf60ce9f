"""Values that a text itself gives to the name of a secret: `password=x`, `"token": "x"`, `<token>x</token>`.

Sentences speak of passwords, too: "Your password: see the mail." So what follows a colon in a text for people is a
secret only if it is more than a word. What an expression compares with one is found in `compared`, what a sentence says
beside a name in `beside`.
"""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.disclosure.names import is_secret_name, is_secret_name_at
from routecfg.disclosure.values import behind_a_scheme, is_mixed, is_no_state, literal_parts

IS: Final = r"(?: is | was | je | byl[ao]? | ist | war | lautet | est | es | jest )"
"""What stands between a name and its value in a sentence, in the languages of the names, for a verbose pattern."""

# No pattern here goes back over what it has seen: a text may be made to keep us busy. Groups are not possessive: before
# Python 3.11.5 such a group takes too little where it holds a choice. Nothing comes behind them that would make them go
# back.
_GIVEN = re.compile(
    r"""(?x) (?<![\w.-]) (?P<name>[\w.-]{2,64}+)
        (?: (?:\\?["'])? (?P<sign> \s{0,9}+ (?: [!=]= | [=-]> | → | ::?=? | = ) ) \s{0,9}+
          | (?<! \.) \s{1,9}+ (?= """
    + IS
    + r""" (?!\w) )
            \w++ :? \s{1,9}+
          | (?<! \.) \s{1,9}+ (?=["'„“«(]) )"""
)
_QUOTED = re.compile(
    r"""(?x) \\["'] (?P<escaped> [^\\]++ ) | " (?P<double> (?: [^"\\]++ | \\. )+ )
        | ' (?P<single> (?: [^'\\]++ | \\. | '' )+ ) | [„“«] (?P<curly> [^“”»"]++ )"""
)
_UNQUOTED = re.compile(
    r"""(?x) (?: [^\s&;,"'<>]++ | (?<=\w) ["'] (?=\w)
          | (?<!\0) [&;,] (?= [^\s&;,"'<>=:]++ (?: [\s&;,"'<>] | \Z ) ) )+"""
)
_TO_THE_NEXT = re.compile(
    r"""(?x) (?: [^&;,"'<>#\n]++ | (?<=\w) ["'] (?=\w) | (?<!\0) [&;,]
          (?= [^\s&;,"'<>=:]++ (?: [&;,"'<>\n] | \Z ) ) )+"""
)
_WORD = re.compile(r"""[(]?(?P<word>(?:[^\s"'()<>]++|(?<=\w)["'](?=\w))+)""")
_ELEMENT = re.compile(r"<(?P<name>[\w.:-]{2,64}+)(?:\s[^<>]{0,200}+)?>(?P<value>[^<]++)")
_COMPARED = re.compile(r"""["'](?P<value>[^"'\\]++)["']\s{0,9}+[!=]=\s{0,9}+(?P<name>[\w.-]{2,64}+)""")
_USER_OPTION = re.compile(r"(?<![\w-])(?:-u|--user)[ =]?(?P<value>[^\s:\"']{1,64}+:[^\s\"']++)")
_NUMBER = re.compile(r"[0-9]{6,}+(?![\w/])")
_AFTER_A_WORD: Final = ".,;:!?)]}"
_LONGEST: Final = 200


def assigned_secrets(bare: str, *, for_people: bool) -> Iterator[str]:
    """The secrets that names in a text are given; `bare` is the text without templates.

    `for_people` says that the text may be a sentence.
    """
    behind = 0
    for match in _GIVEN.finditer(bare):
        if match.start() < behind or not is_secret_name_at(bare, *match.span("name")):
            continue
        value, behind = _value(bare, match.end(), match["sign"], for_people=for_people)
        yield from literal_parts(value)
    if "</" in bare:
        for match in _ELEMENT.finditer(bare):
            if is_secret_name(match["name"]):
                yield from literal_parts(match["value"])
    for match in _COMPARED.finditer(bare) if "==" in bare or "!=" in bare else ():
        if is_secret_name(match["name"]) and is_no_state(match["value"]):
            yield from literal_parts(match["value"])
    for match in _USER_OPTION.finditer(bare) if "-u" in bare else ():
        yield from literal_parts(match["value"])


def _value(bare: str, at: int, sign: str | None, *, for_people: bool) -> tuple[str, int]:
    """What is given at this place, and where it ends; empty if that is not a secret."""
    compared = sign is not None and sign.endswith(("==", "!="))
    if (quoted := _QUOTED.match(bare, at)) is not None:
        text = quoted[quoted.lastgroup or 0]
        spoken = sign is None and for_people
        if (compared and not is_no_state(text)) or (spoken and not any(map(is_mixed, text.split()))):
            return "", at
        return text, quoted.end()
    if compared:
        return "", at
    if (
        sign is not None
        and sign.endswith("=")
        and (unquoted := (_UNQUOTED if for_people else _TO_THE_NEXT).match(bare, at)) is not None
    ):
        return unquoted[0], unquoted.end()
    if sign is not None and not for_people:
        line = bare[at:].partition("\n")[0]
        return line, at + len(line)
    line = bare[at : at + _LONGEST].partition("\n")[0]
    if sign is not None:
        scheme, _, rest = line.partition(" ")
        if schemed := behind_a_scheme(f"{scheme} {rest.split(' ')[0]}"):
            return schemed, at
    if number := _NUMBER.match(bare, at):
        return number[0], number.end()
    word = next((_WORD.match(part) for part in literal_parts(line)), None)
    mixed = word["word"].rstrip(_AFTER_A_WORD) if word is not None else ""
    return (mixed, at) if is_mixed(mixed) else ("", at)
