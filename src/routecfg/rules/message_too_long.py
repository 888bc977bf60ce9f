"""A text that is longer than WhatsApp lets a message be.

WhatsApp refuses the whole message: the customer reads nothing, and the chat waits for an answer to a question that was
never asked. A message has at most 4,096 characters, and one that carries up to three buttons at most 1,024. Buttons
belong to the last message that a decision sends. What a template such as {{ contact.name }} brings in is not counted,
since it is known only in the chat: leave room for it.

Bad:
    decision_trees:
      welcome:
        title: Welcome
        decisions:
          hello:
            title: Hello
            actions:
              - send_message:
                  text: >-
                    Dear customer, welcome to our shop. Before you choose, please take note of the following. Our shop
                    is open from Monday to Friday between nine in the morning and six in the evening, and on Saturdays
                    until noon. On public holidays it is closed. Orders that reach us before noon are packed on the
                    same day and handed over to the carrier in the afternoon. Orders that reach us later are packed on
                    the next working day. The carrier will send you a message with the number of your parcel. If you
                    want to return something, please keep the packaging, fill in the form that came with the parcel,
                    and take both to the nearest shop of the carrier. The money will be on your account within
                    fourteen days. If something arrived broken, please take a photo of it while it is still in the
                    packaging, and send it to us with the number of your order. Our colleagues will then tell you what
                    happens next. Thank you for your patience, and for shopping with us. Now please choose what we can
                    do for you today. If none of this fits, write us what you need in your own words.
            targets:
              - when: {button: {title: Orders}}
                to: {queue: support}
              - to: {queue: support}
                default: true
    queues:
      support: {title: Support}

Good:
    decision_trees:
      welcome:
        title: Welcome
        decisions:
          hello:
            title: Hello
            actions:
              - send_message: {text: "We pack what is ordered before noon on the same day."}
              - send_message: {text: "What can we do for you?"}
            targets:
              - when: {button: {title: Orders}}
                to: {queue: support}
              - to: {queue: support}
                default: true
    queues:
      support: {title: Support}
"""

from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import Finding, Path, Rule, Severity, plural
from routecfg.model import Object, Settings
from routecfg.rules.support.buttons import MOST_REPLY_BUTTONS, decisions_with_buttons
from routecfg.rules.support.context import Context, Need
from routecfg.rules.support.customer_texts import CustomerText, customer_texts, last_messages, literal_part, texts_in

RULE = Rule("RC701", "message-too-long", Severity.ERROR, __doc__)

NEEDS = Need.NOTHING

_DECISION: Final = 4
"""The length of the path to a decision."""

LONGEST_MESSAGE: Final = 4096
LONGEST_WITH_BUTTONS: Final = 1024
"""Characters: WhatsApp Cloud API, "Text messages" and "Interactive reply buttons messages" (September 2026)."""


def concerns(kind: str, name: str, item: Object, _settings: Settings) -> bool:
    """Texts that are too long for buttons."""
    return any(map(_is_long, texts_in(kind, name, item)))


def check_estate(context: Context) -> Iterator[Finding]:
    """Every text that no message may hold, and every one that is too long for the buttons that it carries."""
    long: dict[Path, list[CustomerText]] = {}
    concerned = context.concerned(RULE)
    for text in filter(_is_long, customer_texts(concerned)):
        yield from _over(text, LONGEST_MESSAGE, f"a message may have {LONGEST_MESSAGE:,}")
        long.setdefault(text.path[:_DECISION], []).append(text)
    for shown in decisions_with_buttons(concerned.decision_trees, context.assembly.items):
        texts = long.get(shown.path)
        if texts is None or len(shown.all) > MOST_REPLY_BUTTONS:
            continue
        carriers = last_messages(shown.decision.actions, (*shown.path, "actions"))[0]
        for text in texts:
            if text.path in carriers:
                yield from _over(text, LONGEST_WITH_BUTTONS, f"one with buttons may have {LONGEST_WITH_BUTTONS:,}")


def _is_long(text: CustomerText) -> bool:
    longest = len(text.text)
    for variant in text.languages.values():
        longest = max(longest, len(variant))
    return longest > LONGEST_WITH_BUTTONS


def _over(text: CustomerText, longest: int, limit: str) -> Iterator[Finding]:
    """The variants of a text that are too long. What no message may hold is not reported for its buttons as well."""
    for path, words in text.variants():
        length = len(literal_part(words))
        if not longest < length or (longest < LONGEST_MESSAGE < length):
            continue
        yield RULE.at(
            path,
            f"this text is {plural(length - longest, 'character')} too long: {limit}; WhatsApp refuses it, and "
            "the customer reads nothing",
            help="shorten the text, or send it as several messages",
        )
