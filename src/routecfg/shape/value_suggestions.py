"""Values that are nearly of the right form, corrected."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from routecfg.shape.odd_characters import without_odd_characters
from routecfg.shape.schemas import Node
from routecfg.shape.violations import fits

_LONGEST: Final = 200
_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
_DAY_NAME = re.compile(rf"{_DAY}(?:day|sday|nesday|rsday|urday|s|rs|r)?\.?")
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?"
_HOURS = re.compile(rf"{_CLOCK}\s*(?:-|to|until)\s*{_CLOCK}")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_MONTH_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPOKEN_DATE = re.compile(rf"(\d{{1,2}})\.? ({'|'.join(_MONTH_NAMES)})[a-z]*\.?(?: (\d{{4}}))?")
_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_MONTHS: Final = 12
_INSTANT = re.compile(r"(.{6,}?)(?:,? at |,? |T)(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?)?\s*(am|pm)?", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?:(\d{1,3})\s*(d)[a-z]*)?(?:(\d{1,3})\s*(h)[a-z]*)?(?:(\d{1,5})\s*(m)[a-z]*)?(?:(\d{1,5})\s*(s)[a-z]*)?"
)
_SECONDS: Final = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
_QUOTES: Final = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
_SLASHED = re.compile(r"/(.+)/([A-Za-z]+)")
_DOUBLED = re.compile(r"^\\(?![\w\\])")
_OTHER_MARKS = re.compile(r"""~(?P<inner>.+)~|r?(?P<quote>["'])(?P<text>.+)(?P=quote)""")
_WORDS = re.compile(r"\w+(?:[ -]\w+)*")
_COUNTRY_OF_LANGUAGE: Final = {
    "cs": "CZ",
    "da": "DK",
    "el": "GR",
    "en": "GB",
    "et": "EE",
    "he": "IL",
    "ja": "JP",
    "ko": "KR",
    "sl": "SI",
    "sq": "AL",
    "sr": "RS",
    "sv": "SE",
    "uk": "GB",
    "vi": "VN",
    "zh": "CN",
}
"""Languages whose codes are not those of their countries."""

_ALL_DAY: Final = frozenset(("nonstop", "non-stop", "24/7", "24h", "24 h", "24 hours", "all day", "always"))

_OTHER_NAMES: Final = {
    "czechrepublic": "CZ",
    "greatbritain": "GB",
    "holland": "NL",
    "slovakrepublic": "SK",
    "usa": "US",
}
"""Countries by names that are not the official ones."""

_GROUPS_OF_DAYS: Final = {
    "weekend": "sat-sun",
    "weekends": "sat-sun",
    "weekday": "mon-fri",
    "weekdays": "mon-fri",
    "workday": "mon-fri",
    "workdays": "mon-fri",
    "daily": "mon-sun",
    "every day": "mon-sun",
}


def suggested_text(text: str, node: Node) -> str | None:
    """What a text that does not fit a node's pattern was most likely meant to be; None if nothing fits."""
    if len(text) > _LONGEST or not node["pattern"].startswith("^"):
        return None
    repairs = _REPAIRS
    if fits(node["pattern"], "CZ") and not fits(node["pattern"], "cz"):
        repairs = (*_REPAIRS, _country_of_name)
    for repair in repairs:
        better = repair(without_odd_characters(text).strip().strip(_QUOTES))
        if not better or better == text or len(better) > node.get("maxLength", _LONGEST):
            continue
        if fits(node["pattern"], better):
            return better
    return None


def is_free_text(node: Node) -> bool:
    """Whether any text may stand here, so that one that does not fit holds a wrong character, or nothing to see."""
    return fits(node["pattern"], "/Any text: a, b.")


def suggested_list(text: str, item: Node) -> list[str] | None:
    """What a text with commas, or a word, was most likely meant to be as a list of such items; None if nothing fits."""
    parts = [part.strip(f" {_QUOTES}") for part in re.split("[,;]| and ", text[:_LONGEST])]
    if is_free_text(item):
        return parts if all(map(_WORDS.fullmatch, parts)) else None
    better = [part if fits(item["pattern"], part) else suggested_text(part, item) for part in parts]
    return [part for part in better if part] if len(parts) > 1 and all(better) else None


def is_hours_or_days(text: str) -> bool:
    """Whether a text says days, hours, or days with hours."""
    days, _, hours = text.strip().partition(" ")
    whole = _days(text) or _hours(text)
    return bool(whole or (_days(days) and _hours(hours.strip())))


def _name(text: str) -> str:
    """`E-Shop CZ`: `e-shop-cz`."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.sub("[^a-z0-9_]+", "-", bare.lower()).strip("-_")


def _country(text: str) -> str | None:
    """`cs`: `CZ`. A country has a code of its own, which is not always that of its language."""
    return _COUNTRY_OF_LANGUAGE.get(text.lower())


def _country_of_name(text: str) -> str | None:
    """`Germany` and `DEU`: `DE`."""
    from holidays.registry import COUNTRIES

    wanted = re.sub("[^a-z]", "", text.lower())
    if wanted in _OTHER_NAMES:
        return _OTHER_NAMES[wanted]
    for module, (name, code, longer, *_) in COUNTRIES.items():
        if wanted in (module.replace("_", ""), name.lower(), longer.lower()):
            return str(code)
    return None


def _variable(text: str) -> str:
    return _name(text).replace("-", "_")


def _language(text: str) -> str:
    """`pt_br`: `pt-BR`; `en-uk`: `en-GB`."""
    language, _, region = text.replace("_", "-").partition("-")
    region = "GB" if region.upper() == "UK" else region.upper()
    return f"{language.lower()}-{region}" if region else language.lower()


def _phone(text: str) -> str | None:
    """`00420 222 333 444`: `+420222333444`."""
    digits = re.sub(r"[\s()./-]", "", text)
    if not digits.removeprefix("+").isdigit():
        return None
    return "+" + digits[2:] if digits.startswith("00") else digits


def _hours(text: str) -> str | None:
    """`8-18`: `08:00-18:00`."""
    if text.lower() in _ALL_DAY:
        return "00:00-24:00"
    match = _HOURS.fullmatch(text.lower().replace("–", "-"))
    if match is None:
        return None
    start = _clock(match[1], match[2], match[3])
    return f"{start}-{_clock(match[4], match[5], match[6])}"


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    number = int(hour)
    if half is not None:
        number = number % 12 + (12 if half == "pm" else 0)
    return f"{number:02}:{minute or '00'}"


def _days(text: str) -> str | None:
    """`Monday - Friday`: `mon-fri`."""
    if text.lower() in _GROUPS_OF_DAYS:
        return _GROUPS_OF_DAYS[text.lower()]
    found = [_DAY_NAME.fullmatch(part.strip()) for part in re.split("-|–| to ", text.lower())]
    return "-".join(match[1] for match in found if match is not None) if all(found) else None


def _dates(text: str) -> str | None:
    """`24.12.2026`: `2026-12-24`."""
    ends = [_date(part.strip()) for part in re.split(r"\.\.+|\s+(?:-|–|to)\s+", text) if part.strip()]
    return "..".join(end for end in ends if end is not None) if None not in ends else None


def _date(text: str) -> str | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    if match := _DAY_FIRST.fullmatch(text):
        return f"{match[3] + '-' if match[3] else ''}{int(match[2]):02}-{int(match[1]):02}"
    if match := _MONTH_DAY.fullmatch(text):
        month, day = int(match[1]), int(match[2])
        return f"{month:02}-{day:02}" if month <= _MONTHS else f"{day:02}-{month:02}"
    if match := _SPOKEN_DATE.fullmatch(text.lower()):
        month = _MONTH_NAMES.index(match[2]) + 1
        return f"{match[3] + '-' if match[3] else ''}{month:02}-{int(match[1]):02}"
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if (first > _MONTHS) != (second > _MONTHS):  # else either may be the month
            month, day = sorted((first, second))
            return f"{match[3] + '-' if match[3] else ''}{month:02}-{day:02}"
    return None


def _instant(text: str) -> str | None:
    """`25.11.2026 9:00`: `2026-11-25T09:00`."""
    match = _INSTANT.fullmatch(text)
    day = _date(match[1].strip()) if match is not None else None
    return (
        None
        if match is None or day is None
        else f"{day}T{_clock(match[2], match[3], (match[4] or '').lower() or None)}"
    )


def _length(text: str) -> str | None:
    """`2 hours`: `2h`; `1h 30 min`: `90m`."""
    match = _LENGTH.fullmatch(text.lower().replace(" ", ""))
    if match is None or not text:
        return None
    parts = [
        (int(number), unit) for number, unit in zip(match.groups()[::2], match.groups()[1::2], strict=True) if number
    ]
    if len(parts) == 1:
        return f"{parts[0][0]}{parts[0][1]}"
    smallest = parts[-1][1]
    return f"{sum(number * _SECONDS[unit] for number, unit in parts) // _SECONDS[smallest]}{smallest}"


def _slashes(text: str) -> str | None:
    r"""`[0-9]+`: `/[0-9]+/`; also for `\[0-9]+\`, `~[0-9]+~`, `/[0-9]+` and `/[0-9]+/g`."""
    if ended := _SLASHED.fullmatch(text):
        inner, flags = ended[1], "".join(dict.fromkeys(flag for flag in ended[2] if flag in "ims"))
    else:
        bare = text.strip("/")
        if bare.startswith("\\") and bare.endswith("\\"):
            bare = _DOUBLED.sub("", bare.removeprefix("\\").rstrip("\\"))
        elif other := _OTHER_MARKS.fullmatch(bare):
            bare = other["inner"] or other["text"]
        inner, flags = bare, ""
    try:
        re.compile(inner)
    except (re.error, OverflowError, RecursionError):
        return None
    return f"/{inner}/{flags}"


def _host(text: str) -> str:
    """`https://crm.acme.internal:8080/api`: `crm.acme.internal`."""
    return re.split("[/:?#]", text.lower().rpartition("://")[2], maxsplit=1)[0]


def _folder(text: str) -> str:
    return text.replace("\\", "/").removeprefix("./").strip("/")


_REPAIRS: Final[tuple[Callable[[str], str | None], ...]] = (
    str,
    str.lower,
    _hours,
    _days,
    _dates,
    _instant,
    _length,
    _language,
    _phone,
    _country,
    str.upper,
    _slashes,
    _folder,
    _host,
    _name,
    _variable,
)
"""In this order: the first whose result has the right form is offered."""
