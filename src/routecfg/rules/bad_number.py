"""A phone number that cannot exist.

Customers are shown this number, or write to it: one digit too many and nobody answers. Length and prefix are checked
against the numbering plan of the country, not whether the number is in use.

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

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.model import InboundRouting, Object, Settings

RULE = Rule("RC704", "bad-number", Severity.ERROR, __doc__)


def check_object(kind: str, name: str, one: Object, _settings: Settings) -> Iterator[Finding]:
    """The number of an inbound routing, if it has one."""
    if not isinstance(one, InboundRouting) or one.number is None:
        return
    import phonenumbers

    path = (kind, name, "number")
    try:
        number = phonenumbers.parse(one.number)
    except phonenumbers.NumberParseException:
        yield RULE.at(path, f"{one.number} is no phone number: no country has this prefix", help=_ADVICE)
        return
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_SHORT:
        yield RULE.at(path, f"{one.number} is no phone number: it is too short for its country", help=_ADVICE)
    elif reason == phonenumbers.ValidationResult.TOO_LONG:
        yield RULE.at(path, f"{one.number} is no phone number: it is too long for its country", help=_ADVICE)
    elif not phonenumbers.is_possible_number(number):
        yield RULE.at(path, f"{one.number} is no phone number: no number of its country has this length", help=_ADVICE)


_ADVICE = "write the number as customers dial it from abroad, such as +420222333444"
