"""A text or an expression that cannot be understood.

What stands in double braces is filled in: a name, and filters that change it. An `if` or `each` holds an expression,
without braces. Where one of them is written in another way, nothing is filled in, or nobody can say what customers
get: they would read braces, or a sentence with a hole.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            actions:
              - condition:
                  if: contact.language = "cs"
                  then:
                    - send_message: {text: "Hello { contact.name }!"}
              - send_message: {text: "You wrote {{ text | uper }}."}
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            actions:
              - condition:
                  if: contact.language == "cs"
                  then:
                    - send_message: {text: "Hello {{ contact.name }}!"}
              - send_message: {text: "You wrote {{ text | upper }}."}
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator
from itertools import islice

import msgspec

from routecfg.diagnostics import Finding, Path, Rule, Severity
from routecfg.disclosure import quoted_part, secrets_in, templates_in, without_parts
from routecfg.model import Object, Settings
from routecfg.rules.support.consequences import IF_MISREAD
from routecfg.rules.support.text_scan import scanned
from routecfg.templates import Mistake, Place, Use, parse_expression, parse_text

RULE = Rule("RC601", "template-syntax", Severity.ERROR, __doc__)


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """Each mistake in a text or expression, and double braces where nothing is filled in."""
    scan = scanned(item)
    for place in scan.filled:
        mistakes = _mistakes(place)
        for mistake in mistakes:
            path = (kind, name, *place.path)
            secrets = secrets_in(path, place.text)
            problem = without_parts(mistake.problem, secrets)
            message = f"in {quoted_part(mistake.snippet, place.text, path)}, {problem}: {IF_MISREAD[place.use]}"
            fix = _mended(path, place, mistake) if len(mistakes) == 1 else None
            help_ = without_parts(mistake.help, secrets)
            yield RULE.at(path, message, help=help_, likely=mistake.likely, fix=fix)
    for place in scan.as_written:
        if "{{" in place.text:
            yield from _as_written((kind, name, *place.path), place)


def _mistakes(place: Place) -> tuple[Mistake, ...]:
    if place.use is Use.IF or place.use is Use.EACH:
        mistake = parse_expression(place.text).mistake
        return () if mistake is None else (mistake,)
    return parse_text(place.text).mistakes


def _mended(path: Path, place: Place, mistake: Mistake) -> str | None:
    """The whole text with its only mistake mended, if that leaves none; not of a text that holds a secret."""
    if mistake.mended is None or secrets_in(path, place.text):
        return None
    text = place.text.replace(mistake.snippet, mistake.mended, 1)
    return None if _mistakes(msgspec.structs.replace(place, text=text)) else text


def _as_written(path: Path, place: Place) -> Iterator[Finding]:
    for start, end in islice(templates_in(place.text), 1):
        snippet = quoted_part(place.text[start:end], place.text, path)
        if place.use is Use.BOT:
            message = f"nothing is filled in here: {snippet} would be a part of the address, where no bot answers"
            help_ = "write the whole address as it is"
        else:
            message = f"nothing is filled in here: where customers see this text, they read {snippet} with its braces"
            help_ = "write it without braces, and put what is to be filled in into a message"
        yield RULE.at(path, message, help=help_)
