"""A phone number that cannot exist, or that is written in another form than the one it is dialled in from abroad.

Customers are shown this number, or write to it: one digit too many and nobody answers. Length and prefix are checked
against the numbering plan of the country. A number that could exist, but that no network has been given, is a warning.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        number: "+42022233344"
        next_destination: {queue: support}
    queues:
      support: {title: Support}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        number: "+420222333444"
        next_destination: {queue: support}
    queues:
      support: {title: Support}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.model import InboundRouting, Object, Settings
from routecfg.rules.support.phone_numbers import dialled_form

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

RULE = Rule("RC704", "bad-number", Severity.ERROR, __doc__)


_ADVICE: Final = "write the number as customers dial it from abroad, such as +420222333444"


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """The number of an inbound routing, if it has one."""
    if not isinstance(item, InboundRouting) or item.number is None:
        return
    import phonenumbers

    path, written = (kind, name, "number"), item.number
    try:
        number = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        yield RULE.at(path, f"{written} is not a phone number: no country has this prefix", help=_ADVICE)
        return
    if _as_whatsapp_writes_it(written):
        return
    form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    reason = phonenumbers.is_possible_number_with_reason(number)
    if phonenumbers.is_valid_number(number):
        if form != written:
            yield RULE.at(
                path, f"{written} is not the number that is dialled from abroad", help=f"did you mean '{form}'?"
            )
    elif (meant := _prefix_written_twice(number)) is not None:
        yield RULE.at(path, f"{written} has the prefix of its country twice", help=f"did you mean '{meant}'?")
    elif reason == phonenumbers.ValidationResult.TOO_SHORT:
        yield RULE.at(path, f"{written} is not a phone number: it is too short for its country", help=_ADVICE)
    elif reason == phonenumbers.ValidationResult.TOO_LONG:
        yield RULE.at(path, f"{written} is not a phone number: it is too long for its country", help=_ADVICE)
    elif not phonenumbers.is_possible_number(number):
        yield RULE.at(path, f"{written} is not a phone number: no number of its country has this length", help=_ADVICE)
    else:
        message = f"{written} could be a phone number, but its country has not given out any that begin like this"
        yield RULE.at(path, message, help="compare it with the number in WhatsApp, digit by digit", likely=True)


def _prefix_written_twice(number: "PhoneNumber") -> str | None:
    """The number without its second country prefix, if that makes it a valid one: +420222333444 of +420420222333444."""
    import phonenumbers

    prefix, rest = str(number.country_code), str(number.national_number)
    if not rest.startswith(prefix):
        return None
    meant = phonenumbers.parse(f"+{rest}")
    return f"+{rest}" if phonenumbers.is_valid_number(meant) else None


def _as_whatsapp_writes_it(written: str) -> bool:
    """Whether this is WhatsApp's own form of a number that exists."""
    import phonenumbers

    dialled = dialled_form(written)
    return dialled != written and bool(phonenumbers.is_valid_number(phonenumbers.parse(dialled)))
