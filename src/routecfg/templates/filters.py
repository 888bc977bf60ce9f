"""Filters: what stands behind `|` and changes a value. Like everything here, none ever raises."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import quote

from routecfg.templates.data import Data, shown

_WORD: Final = re.compile(r"\S+")
_LONGEST: Final = 1 << 20
"""Characters that `join` puts between items: a long text between many items would take all memory there is."""

_DATE_PARTS: Final = re.compile("YYYY|YY|MM|M|DD|D|HH|H|mm")


class Filter(NamedTuple):
    """What a filter does with a value and its arguments, and how many of these it takes."""

    apply: Callable[..., Data]
    fewest: int = 0
    most: int = 0
    example: str = ""
    """How the arguments are written."""


def _default(value: Data, other: Data) -> Data:
    return value if shown(value) else other


def _title(value: Data) -> str:
    return _WORD.sub(lambda word: word[0][:1].upper() + word[0][1:].lower(), shown(value))


def _length(value: Data) -> int:
    return len(value) if isinstance(value, (str, Sequence, Mapping)) else 0


def _join(value: Data, between: Data = ", ") -> str:
    if isinstance(value, str) or not isinstance(value, Sequence):
        return shown(value)
    text = shown(between)
    return "" if len(text) * len(value) > _LONGEST else text.join(map(shown, value))


def _date(value: Data, form: Data = "YYYY-MM-DD") -> str:
    text = shown(value)
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    parts = {
        "YYYY": f"{instant.year:04}",
        "YY": f"{instant.year % 100:02}",
        "MM": f"{instant.month:02}",
        "M": f"{instant.month}",
        "DD": f"{instant.day:02}",
        "D": f"{instant.day}",
        "HH": f"{instant.hour:02}",
        "H": f"{instant.hour}",
        "mm": f"{instant.minute:02}",
    }
    return _DATE_PARTS.sub(lambda part: parts[part[0]], shown(form))


FILTERS: Final[Mapping[str, Filter]] = MappingProxyType(
    {
        "urlencode": Filter(lambda value: quote(shown(value), safe="", errors="replace")),
        "default": Filter(_default, 1, 1, 'default("friend")'),
        "upper": Filter(lambda value: shown(value).upper()),
        "lower": Filter(lambda value: shown(value).lower()),
        "title": Filter(_title),
        "date": Filter(_date, 0, 1, 'date("DD.MM.YYYY")'),
        "length": Filter(_length),
        "join": Filter(_join, 0, 1, 'join(", ")'),
    }
)
