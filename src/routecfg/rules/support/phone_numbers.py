"""Numbers that WhatsApp writes in another form than those who dial them."""

import re
from typing import Final

_MEXICO: Final = re.compile(r"\+521([0-9]{10})")
"""Mobile phones of Mexico had a 1 behind the prefix until 2019."""
_BRAZIL: Final = re.compile(r"\+55([0-9]{2})([0-9]{8})")
"""Mobile phones of Brazil have had a 9 in front since 2016."""
_BRAZIL_MOBILE: Final = "6789"


def dialled_form(number: str) -> str:
    """The form in which a number is dialled from abroad, of one in E.164 form or in WhatsApp's own.

    WhatsApp goes on using the forms that the numbering plans of Mexico and of Brazil gave up.
    """
    if match := _MEXICO.fullmatch(number):
        return f"+52{match[1]}"
    if (match := _BRAZIL.fullmatch(number)) and match[2][0] in _BRAZIL_MOBILE:
        return f"+55{match[1]}9{match[2]}"
    return number
