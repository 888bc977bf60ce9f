"""Changes of targets: where answers lead, what is understood, and what happens when nothing fits."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from routecfg.model import Answer, Destination, Label, Target, destination_words
from routecfg.scenarios.mutation.edits import Edit, Others, inside, quoted_line, with_item, without, without_key


def of_targets(targets: tuple[Target, ...], place: str, others: Others) -> Iterator[Edit[tuple[Target, ...]]]:
    """The changes of a list of targets, which stands at `place`."""
    for index, target in enumerate(targets):
        here, said = f"{place}/{index}", _words(target)
        if target.default and target.when is not None:
            kept = msgspec.structs.replace(target, default=False)
            yield Edit("no-default", here, f"{said} is no longer the default", with_item(targets, index, kept))
        elif target.default:
            yield Edit("no-default", here, f"{said} is dropped", without(targets, index))
        if target.when is not None or target.immediate:
            yield Edit("no-target", here, f"{said} is dropped", without(targets, index))
        for edit in _of_target(target, here, said, others):
            yield Edit(edit.operator, edit.place, edit.what, with_item(targets, index, edit.part))
    for index, (one, two) in enumerate(pairwise(targets)):
        if (one.to, one.languages) != (two.to, two.languages) and not (one.immediate or two.immediate):
            what = (
                f"{_words(one)} leads to {destination_words(two.to)}, and {_words(two)} to {destination_words(one.to)}"
            )
            new = (
                msgspec.structs.replace(one, to=two.to, languages=two.languages),
                msgspec.structs.replace(two, to=one.to, languages=one.languages),
            )
            yield Edit("exchange", f"{place}/{index}", what, (*targets[:index], *new, *targets[index + 2 :]))


def elsewhere(to: Destination, place: str, said: str, others: Others) -> Iterator[Edit[Destination]]:
    """The change of a destination, which stands at `place`."""
    other = others.instead_of(to)
    if other is not None:
        what = f"{said} leads to {destination_words(other)} instead of {destination_words(to)}"
        yield Edit("elsewhere", place, what, other)


def _of_target(target: Target, here: str, said: str, others: Others) -> Iterator[Edit[Target]]:
    way = elsewhere(target.to, f"{here}/to", "the target" if target.immediate else said, others)
    yield from inside(way, lambda to: msgspec.structs.replace(target, to=to))
    for language in target.languages:
        left = msgspec.structs.replace(target, languages=without_key(target.languages, language))
        what = f"{said} has no destination of its own for '{language}'"
        yield Edit("no-variant", f"{here}/languages/{language}", what, left)
    if target.when is not None:
        yield from inside(
            _of_answer(target.when, f"{here}/when", said), lambda answer: msgspec.structs.replace(target, when=answer)
        )


def _of_answer(answer: Answer, here: str, said: str) -> Iterator[Edit[Answer]]:
    if bool(answer.similar) + (answer.pattern is not None) + bool(answer.button) > 1:
        yield from _of_several(answer, here, said)
    for language in answer.languages:
        left = msgspec.structs.replace(answer, languages=without_key(answer.languages, language))
        what = f"{said} has no words of its own for '{language}'"
        yield Edit("no-variant", f"{here}/languages/{language}", what, left)
    button = answer.button
    if isinstance(button, Label):
        for language in button.languages:
            label = Label(button.title, without_key(button.languages, language))
            what = f"{said} has no title of its own for '{language}' on its button"
            place = f"{here}/button/languages/{language}"
            yield Edit("no-variant", place, what, msgspec.structs.replace(answer, button=label))


def _of_several(answer: Answer, here: str, said: str) -> Iterator[Edit[Answer]]:
    """An answer that can be chosen in several ways, each of them left out with its variants."""
    patterns = {language: variant for language, variant in answer.languages.items() if isinstance(variant, str)}
    words = {language: variant for language, variant in answer.languages.items() if not isinstance(variant, str)}
    if answer.button:
        left = msgspec.structs.replace(answer, button=None)
        yield Edit("no-button", f"{here}/button", f"{said} has no button", left)
    if answer.similar:
        left = msgspec.structs.replace(answer, similar=(), languages=patterns)
        yield Edit("no-words", f"{here}/similar", f"{said} is not understood by its words", left)
    if answer.pattern is not None:
        left = msgspec.structs.replace(answer, pattern=None, languages=words)
        yield Edit("no-words", f"{here}/pattern", f"{said} is not understood by its pattern", left)


def _words(target: Target) -> str:
    answer = target.when
    if answer is None:
        return "the default" if target.default else f"the target to {destination_words(target.to)}"
    if isinstance(answer.button, Label):
        return f"the answer {quoted_line(answer.button.title)}"
    if answer.button is True:
        return f"the answer with a button to {destination_words(target.to)}"
    known = answer.similar[0] if answer.similar else answer.pattern
    return f"the answer to {destination_words(target.to)}" if known is None else f"the answer {quoted_line(known)}"
