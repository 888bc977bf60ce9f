"""A button's title that is too long for WhatsApp, or that another button of the same message bears.

WhatsApp refuses the whole message then, and the customer reads nothing. Up to three buttons have at most 20 characters
each; four to ten become a list with at most 24 characters a line, and what opens the list has at most 20. This goes for
every language. A generated button bears the title of where it leads.

Bad:
    decision_trees:
      welcome:
        title: Welcome
        decisions:
          hello:
            title: Hello
            targets:
              - {when: {button: {title: Questions about my order}}, to: {queue: support}}
              - {when: {button: {title: Invoices, languages: {cs: Platby}}}, to: {queue: support}}
              - {when: {button: {title: Payments, languages: {cs: Platby}}}, to: {queue: support}}
    queues:
      support: {title: Support}

Good:
    decision_trees:
      welcome:
        title: Welcome
        decisions:
          hello:
            title: Hello
            targets:
              - {when: {button: {title: My order}}, to: {queue: support}}
              - {when: {button: {title: Invoices, languages: {cs: Faktury}}}, to: {queue: support}}
              - {when: {button: {title: Payments, languages: {cs: Platby}}}, to: {queue: support}}
    queues:
      support: {title: Support}
"""

from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import Finding, Path, Related, Rule, Severity
from routecfg.disclosure import quoted
from routecfg.model import Decision, DecisionTree, Label, Object, Settings, TargetSet
from routecfg.rules.support.buttons import (
    LONGEST_IN_LIST,
    LONGEST_TITLE,
    MOST_REPLY_BUTTONS,
    Button,
    ButtonsOf,
    decisions_with_buttons,
    has_button,
    is_titled_by_another,
    shown_buttons,
)
from routecfg.rules.support.context import Context, Need
from routecfg.rules.support.customer_texts import of_label

RULE = Rule("RC703", "bad-button-title", Severity.ERROR, __doc__)

NEEDS = Need.NOTHING

_REFUSED: Final = "WhatsApp refuses the message with it, and the customer reads nothing"


def concerns(_kind: str, name: str, item: Object, _settings: Settings) -> bool:
    """Trees with such titles of their own or with buttons that have the title of another object; sets with buttons."""
    if isinstance(item, TargetSet):
        return any(map(has_button, item.targets))
    if not isinstance(item, DecisionTree) or not any(map(_may_be_wrong, item.decisions)):
        return False
    if any(is_titled_by_another(target) for decision in item.decisions for target in decision.targets):
        return True
    by_itself = (finding for shown in decisions_with_buttons({name: item}, {}) for finding in _in_decision(shown))
    return next(by_itself, None) is not None


def _may_be_wrong(decision: Decision) -> bool:
    """A quick look, without the titles of generated buttons: whether some title may be too long, or be there twice."""
    titles: list[str] = []
    buttons = 0
    for target in decision.targets:
        when = target.when
        if when is None or not when.button:
            continue
        if not isinstance(when.button, Label):
            return True
        buttons += 1
        titles.append(when.button.title)
        titles += when.button.languages.values()
    if not buttons:
        return False
    longest = LONGEST_TITLE
    if buttons > MOST_REPLY_BUTTONS:
        longest = LONGEST_IN_LIST
        label = decision.list_label
        if label is not None and any(len(title) > LONGEST_TITLE for _, title in of_label(label, ()).variants()):
            return True
    return len(set(titles)) < len(titles) or max(map(len, titles)) > longest


def check_estate(context: Context) -> Iterator[Finding]:
    """Titles that are too long, and titles that two buttons bear; those of a target set once, at the set."""
    reported: set[Path] = set()
    for shown in shown_buttons(context, RULE):
        for finding in _in_decision(shown):
            if finding.path[0] == "decision_trees" or finding.path not in reported:
                reported.add(finding.path)
                yield finding


def _in_decision(shown: ButtonsOf) -> Iterator[Finding]:
    buttons = shown.all
    is_list = len(buttons) > MOST_REPLY_BUTTONS
    longest = LONGEST_IN_LIST if is_list else LONGEST_TITLE
    titles = [title for button in buttons for title in (button.title, *button.languages.values())]
    if max(map(len, titles)) > longest:
        for button in buttons:
            yield from _too_long(shown, button, longest)
    if len(set(titles)) < len(titles):
        yield from _twice(shown)
    if is_list and shown.decision.list_label is not None:
        for path, title in of_label(shown.decision.list_label, (*shown.path, "list_label")).variants():
            if len(title) > LONGEST_TITLE:
                yield RULE.at(
                    path,
                    f"the label that opens the list has {len(title)} characters, and WhatsApp allows {LONGEST_TITLE}: "
                    f"{_REFUSED}",
                    help="choose a shorter word",
                )


def _too_long(shown: ButtonsOf, button: Button, longest: int) -> Iterator[Finding]:
    variants = [(button.path, button.title)]
    variants += [((*button.path[:-1], "languages", code), title) for code, title in button.languages.items()]
    for path, title in variants:
        if len(title) <= longest:
            continue
        what = "a button" if longest == LONGEST_TITLE else "a line of a list"
        where = "" if path[0] == "decision_trees" else f" (decision '{shown.decision.name}' of '{shown.tree}')"
        limit = f"has {len(title)} characters, and WhatsApp allows {longest} for {what}{where}: {_REFUSED}"
        if button.made_from is None:
            yield RULE.at(path, f"this title {limit}", help="choose a shorter title")
        else:
            yield RULE.at(
                path,
                f"this button has the title of its destination, {quoted(title, button.made_from)}, which {limit}",
                help="give the button a title of its own, 'button: {title: ...}', or shorten that title",
                related=(Related("the title stands here", button.made_from),),
            )


def _twice(shown: ButtonsOf) -> Iterator[Finding]:
    """Two buttons with one title, each pair once, in the first language in which it is so."""
    buttons = shown.all
    pairs: set[tuple[int, int]] = set()
    for language in (None, *sorted({code for button in buttons for code in button.languages})):
        first: dict[str, int] = {}
        for index, button in enumerate(buttons):
            title = button.title_for(language)
            before = first.setdefault(title, index)
            if before == index or (before, index) in pairs:
                continue
            pairs.add((before, index))
            path = button.path
            if language is not None and language in button.languages:
                path = (*path[:-1], "languages", language)
            to_whom = "" if language is None else f" for customers who speak '{language}'"
            called = f"two buttons of decision '{shown.decision.name}' are called {quoted(title, path)}{to_whom}"
            yield RULE.at(
                path,
                f"{called}: {_REFUSED}",
                help="give each button a title of its own",
                related=(Related("the other one", buttons[before].path),),
            )
