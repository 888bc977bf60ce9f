"""Values that a text itself gives to the name of a secret: `password=x`, `"token": "x"`, `<token>x</token>`.

Sentences speak of passwords, too: "Your password: see the mail." So what follows a colon in a text for people is a
secret only if it is more than a word.
"""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.disclosure.names import is_secret_name, is_secret_name_at
from routecfg.disclosure.templates import BROUGHT_IN
from routecfg.disclosure.values import is_name_of_variable, literal_parts

# No pattern here goes back over what it has seen: a text may be made to keep us busy.
_GIVEN = re.compile(
    r"""(?x) (?<![\w.-]) (?P<name>[\w.-]{2,64}+)
        (?: (?:\\?["'])? (?P<sign> \s{0,9}+ (?: [!=]= | [=-]> | → | [:=] ) ) \s{0,9}+
          | (?<! \.) \s{1,9}+ (?: is | was | je | byl[ao]? | ist | war | lautet | est | es | jest ) (?!\w) :? \s{1,9}+
          | (?<! \.) \s{1,9}+ (?=["'„“«(]) )"""
)
_QUOTE = re.compile(r"""\\?["'„“«]""")
_QUOTED = re.compile(r"""[^"'“”»\\]++""")
_UNQUOTED = re.compile(r"""[^\s&;,"'<>]++""")
_TO_THE_NEXT = re.compile(r"""[^&;,"'<>#\n]++""")
_WORD = re.compile(r"""[(]?(?P<word>[^\s"'()<>]++)""")
_COMPARED = re.compile(r"""["'](?P<value>[^"'\\]++)["']\s{0,9}+[!=]=\s{0,9}+(?P<name>[\w.-]{2,64}+)""")
_ELEMENT = re.compile(r"<(?P<name>[\w.:-]{2,64}+)(?:\s[^<>]{0,200}+)?>(?P<value>[^<]++)")
_STATE = re.compile(r"[^\W\d_]++(?:[-_ ][^\W\d_]++)*+")
_JOINED = re.compile(r"\s(?:and|or)\s")
_TEXTS = re.compile(r"""["][^"]*+["]?|['][^']*+[']?""")
_NAME = re.compile(r"[\w.-]{2,64}+")
_BARE = re.compile(r"(?<![\w.])[\w-]++(?![.(])")
_USER_OPTION = re.compile(r"(?<![\w-])(?:-u|--user)[ =]?(?P<value>[^\s:\"']{1,64}+:[^\s\"']++)")
_AFTER_A_WORD: Final = ".,;:!?)]}"
_FEWEST: Final = 6
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
        if is_secret_name(match["name"]) and _is_no_state(match["value"]):
            yield from literal_parts(match["value"])
    for match in _USER_OPTION.finditer(bare) if "-u" in bare else ():
        yield from literal_parts(match["value"])


def compared_secrets(expression: str) -> Iterator[str]:
    """What names of secrets are compared with in an expression: both texts of `token in ("x7yz89", "b2c3d4")`."""
    for part in _JOINED.split(expression):
        if not any(is_secret_name(name) for name in _NAME.findall(_TEXTS.sub("", part))):
            continue
        for match in _TEXTS.finditer(part):
            if _is_no_state(match[0].strip("\"'")):
                yield match[0].strip("\"'")
        yield from filter(is_mixed, _BARE.findall(_TEXTS.sub("", part)))


def is_mixed(word: str) -> bool:
    """Whether a word in a sentence is no word: letters and digits mixed, and not the name of a variable."""
    return (
        len(word) >= _FEWEST
        and BROUGHT_IN not in word
        and any(map(str.isdigit, word))
        and any(map(str.isalpha, word))
        and not is_name_of_variable(word)
    )


def _value(bare: str, at: int, sign: str | None, *, for_people: bool) -> tuple[str, int]:
    """What is given at this place, and where it ends; empty if that is no secret."""
    compared = sign is not None and sign.endswith(("==", "!="))
    if (quote := _QUOTE.match(bare, at)) is not None:
        quoted = _QUOTED.match(bare, quote.end())
        spoken = sign is None and for_people
        if (
            quoted is None
            or (compared and not _is_no_state(quoted[0]))
            or (spoken and not any(map(is_mixed, quoted[0].split())))
        ):
            return "", at
        return quoted[0], quoted.end()
    if compared:
        return "", at
    if sign == "=" and (unquoted := (_UNQUOTED if for_people else _TO_THE_NEXT).match(bare, at)) is not None:
        return unquoted[0], unquoted.end()
    if sign is not None and not for_people:
        line = bare[at:].partition("\n")[0]
        return line, at + len(line)
    line = bare[at : at + _LONGEST].partition("\n")[0]
    word = next((_WORD.match(part) for part in literal_parts(line)), None)
    mixed = word["word"].rstrip(_AFTER_A_WORD) if word is not None else ""
    return (mixed, at) if is_mixed(mixed) else ("", at)


def _is_no_state(value: str) -> bool:
    """Whether what a name is compared with is more than a word that says how things are: `token == "expired"`."""
    return len(value) >= _FEWEST and _STATE.fullmatch(value) is None
