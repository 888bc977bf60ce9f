"""A variant for another language that repeats the words of the first language.

It was copied and never translated: customers who were promised their language read another one. Short texts, such as
"FAQ" or "Support", may be the same in both, and are not reported.

Bad:
    templates:
      closed:
        title: Closed
        text: We are closed until Monday.
        languages: {cs: We are closed until Monday.}

Good:
    templates:
      closed:
        title: Closed
        text: We are closed until Monday.
        languages: {cs: Máme zavřeno do pondělí.}
"""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import Finding, Path, Related, Rule, Severity, plural
from routecfg.model import Object, Settings, base_language
from routecfg.rules.support.customer_texts import literal_part, texts_in

RULE = Rule("RC803", "untranslated-variant", Severity.INFO, __doc__)

_PLACES: Final = 3
"""So many other places are named."""

_FEWEST_WORDS: Final = 4
"""Shorter texts are often the same in two languages."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def check_object(kind: str, name: str, item: Object, settings: Settings) -> Iterator[Finding]:
    """Variants that were not translated, once for each language."""
    spoken_first = settings.languages[0]
    first = base_language(spoken_first)
    places: dict[str, list[Path]] = {}
    for text in texts_in(kind, name, item):
        words = text.text.strip()
        for language, variant in text.languages.items():
            if variant.strip() != words or base_language(language) == first:
                continue
            if len(_WORD.findall(literal_part(variant))) >= _FEWEST_WORDS:
                places.setdefault(language, []).append((*text.path, "languages", language))
    for language, (path, *others) in places.items():
        more = (
            f", and so {'has' if len(others) == 1 else 'have'} {plural(len(others), 'other text')} here"
            if others
            else ""
        )
        yield RULE.at(
            path,
            f"this text for '{language}' has the very words of the text in '{spoken_first}'{more}",
            help=f"translate it, or remove it: customers who speak '{language}' then get the same text",
            related=tuple(Related("here, too", other) for other in others[:_PLACES]),
        )
