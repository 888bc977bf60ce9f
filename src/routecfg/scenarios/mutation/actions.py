"""Changes of actions: one is left out, a condition holds when it did not, a text has no translation."""

from collections.abc import Iterator

import msgspec

from routecfg.diagnostics import listed
from routecfg.model import Action, Condition, SendMessage, destination_words
from routecfg.scenarios.mutation.answers import elsewhere
from routecfg.scenarios.mutation.edits import Edit, Others, inside, quoted_line, with_item, without, without_key


def of_actions(actions: tuple[Action, ...], place: str, others: Others) -> Iterator[Edit[tuple[Action, ...]]]:
    """The changes of a list of actions, which stands at `place`."""
    for index, action in enumerate(actions):
        here = f"{place}/{index}/{action.field}"
        yield Edit("no-action", here, _left_out(action), without(actions, index))
        for edit in _of_action(action, here, others):
            yield Edit(edit.operator, edit.place, edit.what, with_item(actions, index, edit.part))


def _of_action(action: Action, here: str, others: Others) -> Iterator[Edit[Action]]:
    if action.send_message is not None:
        yield from inside(_of_message(action.send_message, here), lambda message: Action(send_message=message))
    elif action.condition is not None:
        yield from inside(_of_condition(action.condition, here, others), lambda part: Action(condition=part))
    elif action.loop is not None:
        loop = action.loop
        yield from inside(
            of_actions(loop.do, f"{here}/do", others), lambda do: Action(loop=msgspec.structs.replace(loop, do=do))
        )
    elif action.target is not None:
        yield from inside(
            elsewhere(action.target, here, "the target among the actions", others), lambda to: Action(target=to)
        )
    elif action.save_data is not None and len(action.save_data) > 1:
        for name in action.save_data:
            left = Action(save_data=without_key(action.save_data, name))
            yield Edit("no-data", f"{here}/{name}", f"{quoted_line(name)} is not saved", left)


def _of_message(message: SendMessage, here: str) -> Iterator[Edit[SendMessage]]:
    for language in message.languages:
        left = msgspec.structs.replace(message, languages=without_key(message.languages, language))
        what = f"the message {quoted_line(message.text)} has no text of its own for '{language}'"
        yield Edit("no-variant", f"{here}/languages/{language}", what, left)


def _of_condition(condition: Condition, here: str, others: Others) -> Iterator[Edit[Condition]]:
    what = f"the condition {quoted_line(condition.if_)} is turned into its opposite"
    negated = msgspec.structs.replace(condition, if_=f"not ({condition.if_})")
    yield Edit("negation", f"{here}/if", what, negated)
    then = of_actions(condition.then, f"{here}/then", others)
    yield from inside(then, lambda actions: msgspec.structs.replace(condition, then=actions))
    other = of_actions(condition.else_, f"{here}/else", others)
    yield from inside(other, lambda actions: msgspec.structs.replace(condition, else_=actions))


def _left_out(action: Action) -> str:
    """What it means that an action is not there."""
    if action.send_message is not None:
        return f"the message {quoted_line(action.send_message.text)} is not sent"
    if action.save_data is not None:
        names = [quoted_line(name) for name in action.save_data]
        return f"{listed(names, 'and')} {'is' if len(names) == 1 else 'are'} not saved"
    if action.request is not None:
        return f"the request for '{action.request.save_as}' is not made"
    if action.create_ticket is not None:
        return f"the ticket {quoted_line(action.create_ticket.title)} is not filed"
    if action.condition is not None:
        return f"the condition {quoted_line(action.condition.if_)} is dropped with all that is in it"
    if action.loop is not None:
        return f"the loop over {quoted_line(action.loop.each)} is dropped"
    to = action.target
    return f"the target to {destination_words(to)} among the actions is dropped" if to is not None else ""
