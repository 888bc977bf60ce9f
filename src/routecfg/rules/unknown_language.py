"""A language that does not exist, or that is not one of the project's.

Languages are written as codes of ISO 639, such as cs for Czech, if need be with a region: de-AT. A country's code is no
language: cz, gr and dk mean cs, el and da. What is written under a language that the project does not list reaches no
customer.

Bad:
    templates:
      closed:
        title: Closed
        text: We are closed.
        languages: {cz: Máme zavřeno.}

Good:
    templates:
      closed:
        title: Closed
        text: We are closed.
        languages: {cs: Máme zavřeno.}
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from routecfg.diagnostics import PROJECT_FILE, Finding, Path, Related, Rule, Severity, did_you_mean, nearest, plural
from routecfg.model import DecisionTree, InboundRouting, Object, Settings, Target, TargetSet, base_language
from routecfg.rules.support.context import Context, Need
from routecfg.rules.support.customer_texts import languages_in, texts_in

RULE = Rule("RC802", "unknown-language", Severity.WARNING, __doc__)

NEEDS = Need.NOTHING

_PLACES: Final = 3
"""So many other places are named."""

_LETTERS_OF_A_COUNTRY: Final = 2
_UNKNOWN: Final = "en"
_ENGLISH: Final = frozenset(("US", "GB", "UK", "AU", "NZ", "IE"))
"""The language that the library assumes for a country that it does not know, and countries where it is right."""

_USUAL: Final = frozenset(
    [
        "ar",
        "bg",
        "bs",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "it",
        "ja",
        "ka",
        "ko",
        "lt",
        "lv",
        "nb",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "tr",
        "uk",
        "vi",
        "zh",
    ]
)
"""Codes of ISO 639 that are not looked up: the library takes 50 ms to load."""


def concerns(kind: str, name: str, item: Object, settings: Settings) -> bool:
    """Where another language than the project's stands."""
    known, usual = _bases(settings), frozenset(settings.languages)
    if isinstance(item, InboundRouting):
        return any(_is_foreign(code, settings, known) for code in item.languages)
    codes = languages_in(texts_in(kind, name, item)) - usual
    codes.update(code for variants, _ in _of_answers(kind, name, item, usual) for code in variants)
    return any(_is_foreign(code, settings, known) for code in codes)


def check_estate(context: Context) -> Iterator[Finding]:
    """Each language that is not one, or not the project's, where it stands first."""
    settings = context.settings
    for index, code in enumerate(settings.languages):
        if (wrong := _wrong_code(code)) is not None:
            message = f"{wrong}: nobody is recognised as a customer who speaks it"
            fix = _meant(code)
            yield RULE.at(("languages", index), message, help=_help(code, ()), file=PROJECT_FILE, fix=fix)
    known = _bases(settings)
    for code, (path, *others) in _foreign(context, known).items():
        of_line = path[0] == "inbound_routings"
        what = _wrong_code(code) or f"'{code}' is not one of the project's languages"
        if of_line:
            message = f"{what}, but this line's customers are said to speak it"
        else:
            more = f", nor in {plural(len(others), 'other place')}" if others else ""
            message = f"{what}: no customer gets what is written for it here{more}"
        related = tuple(Related("here, too", other, on_key=not of_line) for other in others[:_PLACES])
        meant = _meant(code) if _wrong_code(code) is not None else None
        yield RULE.at(
            path,
            message,
            on_key=not of_line,
            help=_help(code, settings.languages),
            related=related,
            fix=meant if meant is not None and base_language(meant) in known else None,
            fix_also=tuple(other for other in others if other[:2] == path[:2] and not of_line),
        )


def _bases(settings: Settings) -> set[str]:
    return {base_language(code) for code in settings.languages}


def _foreign(context: Context, known: set[str]) -> dict[str, list[Path]]:
    """Where languages stand that are not among these, by code; those of inbound routings first."""
    places: dict[str, list[Path]] = {}
    estate = context.concerned(RULE)
    for name, line in estate.inbound_routings.items():
        for index, code in enumerate(line.languages):
            if _is_foreign(code, context.settings, known):
                places.setdefault(code, []).append(("inbound_routings", name, "languages", index))
    usual = frozenset(context.settings.languages)
    for within in (_of_texts, _of_answers):
        for variants, path in (found for each in estate for found in within(*each, usual)):
            for code in variants:
                if _is_foreign(code, context.settings, known):
                    places.setdefault(code, []).append((*path, "languages", code))
    return places


def _is_foreign(code: str, settings: Settings, known: set[str]) -> bool:
    """Whether a code is not one of the project's, or has a region that is written in another way: `en-UK`."""
    if base_language(code) not in known:
        return True
    return "-" in code and code not in settings.languages and _wrong_code(code) is not None


_Variants: TypeAlias = Iterator[tuple[Mapping[str, object], Path]]
"""What is written by languages, with the path to what holds it, where some are not the project's very own."""


def _of_texts(kind: str, name: str, item: Object, usual: frozenset[str]) -> _Variants:
    for text in texts_in(kind, name, item):
        if not usual.issuperset(text.languages):
            yield text.languages, text.path


def _of_answers(kind: str, name: str, item: Object, usual: frozenset[str]) -> _Variants:
    if isinstance(item, TargetSet):
        yield from _of_targets(item.targets, (kind, name, "targets"), usual)
    elif isinstance(item, DecisionTree):
        for decision in item.decisions:
            yield from _of_targets(decision.targets, (kind, name, "decisions", decision.name, "targets"), usual)


def _of_targets(targets: tuple[Target, ...], path: Path, usual: frozenset[str]) -> _Variants:
    """The variants of destinations, of words and of patterns."""
    for index, target in enumerate(targets):
        if not usual.issuperset(target.languages):
            yield target.languages, (*path, index)
        if target.when is not None and not usual.issuperset(target.when.languages):
            yield target.when.languages, (*path, index, "when")


def _wrong_code(code: str) -> str | None:
    """What is wrong with a code in itself."""
    language, _, region = code.partition("-")
    if language in _USUAL and not region:
        return None
    import langcodes

    if not langcodes.tag_is_valid(language):
        return f"'{code}' is not a language"
    if langcodes.standardize_tag(code) != code:
        return f"'{code}' is not how this language is written"
    return None


def _help(code: str, languages: tuple[str, ...]) -> str:
    """What to do about a code."""
    if _wrong_code(code) is None:
        near = nearest(code, languages)
        listing = f"add '{code}' to 'languages' in {PROJECT_FILE}, or take it out here"
        return listing if near is None else f"did you mean '{near}'? If not, {listing}."
    otherwise = "write a code of ISO 639, such as 'cs' for Czech or 'de-AT' for German in Austria"
    return did_you_mean(_meant(code), otherwise)


def _meant(code: str) -> str | None:
    """What a wrong code most likely means: the same in its usual form, or what most people speak in a country."""
    import langcodes

    country = code.partition("-")[0].upper()
    if langcodes.tag_is_valid(country.lower()):
        return str(langcodes.standardize_tag(code))
    if len(country) != _LETTERS_OF_A_COUNTRY:
        return None
    meant = str(langcodes.Language.get(f"und-{country}").maximize().language)
    return None if meant == _UNKNOWN and country not in _ENGLISH else meant
