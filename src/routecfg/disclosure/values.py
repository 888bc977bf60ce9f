"""What of a value is literal, where the name of its place says that it is a secret."""

import re
from typing import Final

from routecfg.disclosure.templates import BROUGHT_IN

_SCHEMES: Final = frozenset(
    ("bearer", "basic", "digest", "token", "apikey", "api-key", "key", "negotiate", "hmac", "jwt", "oauth", "sso-key",
     "aws4-hmac-sha256", "bot", "ssws", "splunk")
)  # fmt: skip
"""Words in front of a secret that say how it is used."""

_ONLY_SCHEMES: Final = frozenset(("bearer", "basic", "apikey", "api-key", "negotiate", "hmac", "jwt", "ssws", "splunk"))
"""Those that begin nothing else in a value for a machine: `Bearer x`."""

_SEPARATORS = re.compile(r"(?:\s|%20|\+(?=\0)|[,;])+")
_SCHEMED = re.compile(r"\s*+(?P<scheme>[\w-]++):?\s++(?P<value>\S++)\s*+")
_REFERENCE_NUMBER = re.compile(r"[(]?[A-Z]{0,5}[-/]?[0-9][0-9./-]*+[A-Z]{0,3}[.,;:!?)]*+")
_STATE = re.compile(r"[^\W\d_]++(?:[-_ ][^\W\d_]++)*+")
_LEFT_AROUND: Final = "\"'=:&,;.-_ \t\n"
_NAME_BEFORE = re.compile(r"""[\w-]{1,40}=["']?""")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_RUN = re.compile(r"[^\W_]+")
_DIGITS_INSIDE = re.compile(r"[^\W\d_][0-9]+[^\W\d_]")
_SHORT_BESIDE: Final = 4
_DIGITS_NEEDED_FROM: Final = 8
_FEWEST: Final = 6


def literal_parts(text: str) -> tuple[str, ...]:
    """The literal parts of a value, its templates blotted out: none for `Bearer {{ secrets.key }}`.

    A few characters beside a template (`v1-`) are not secret. Of `Bearer abc def` all after the scheme is one part.
    """
    pieces = [piece for piece in text.split(BROUGHT_IN) if piece]
    beside = len(pieces) > 1 or BROUGHT_IN in text
    found = (_without_schemes(piece, beside=beside) for piece in pieces)
    return tuple(part for part in found if part)


def _without_schemes(piece: str, *, beside: bool) -> str:
    at = 0
    while at < len(piece):
        gap = _SEPARATORS.match(piece, at)
        if gap is not None:
            at = gap.end()
            continue
        following = _SEPARATORS.search(piece, at)
        end = following.start() if following is not None else len(piece)
        word = piece[at:end]
        alone = end == len(piece) and not beside
        if (word.lower().rstrip(":") in _SCHEMES and not alone) or (beside and _NAME_BEFORE.fullmatch(word)):
            at = end
            continue
        break
    rest = piece[at:].strip()
    if beside and sum(map(str.isalnum, rest)) < _SHORT_BESIDE:
        return ""
    return rest if rest.strip(_LEFT_AROUND) else ""


def is_name_of_variable(text: str) -> bool:
    """Whether a text is written as names of environment variables are: `SHOP_TOKEN_2`."""
    return "_" in text and _CAPITALS.fullmatch(text) is not None


def is_name_of_a_place(text: str) -> bool:
    """Whether a text without slashes can be the name of a variable or file, and is not more likely a password.

    A person's name for one is in capitals, or has its digits at the end of its words: `CRM_S3_KEY`, `crm_key2`.
    """
    return _CAPITALS.fullmatch(text) is not None or not any(
        len(word) >= _DIGITS_NEEDED_FROM and _DIGITS_INSIDE.search(word) for word in _RUN.findall(text)
    )


def behind_a_scheme(text: str) -> str:
    """The secret of `Bearer abcdef`, whatever the name of its place; empty if the text says no such thing."""
    match = _SCHEMED.fullmatch(text)
    if match is None or BROUGHT_IN in match["value"]:
        return ""
    scheme, value = match["scheme"].lower(), match["value"]
    secret = len(value) >= _FEWEST if scheme in _ONLY_SCHEMES else scheme in _SCHEMES and is_more_than_a_word(value)
    return value if secret else ""


def is_more_than_a_word(text: str, shortest: int = _DIGITS_NEEDED_FROM) -> bool:
    """Whether a value may be a secret where its name leaves that open: eight characters, letters and digits mixed."""
    return len(text) >= shortest and any(map(str.isdigit, text)) and any(map(str.isalpha, text))


def is_reference_number(text: str) -> bool:
    """Whether a word is more likely the number of a ticket, an order or a parcel: `CZ-2024/118`, `RR123456789CZ`."""
    return _REFERENCE_NUMBER.fullmatch(text) is not None


def is_mixed(word: str) -> bool:
    """Whether a word in a sentence is not a word: letters and digits mixed, and not the name of a variable."""
    return is_more_than_a_word(word, _FEWEST) and BROUGHT_IN not in word and not is_name_of_variable(word)


def is_no_state(value: str) -> bool:
    """Whether what a name is compared with is more than a word that says how things are: `token == "expired"`."""
    return len(value) >= _FEWEST and _STATE.fullmatch(value) is None
