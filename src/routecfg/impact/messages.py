"""What customers may do at a decision: one message for each way in which the two sides may answer it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from routecfg.answers import UNDECIDED, beyond, example_of, phrase_form, spoken, unfitted
from routecfg.engine.ways import Way
from routecfg.impact.chats import PHOTO, Given
from routecfg.impact.sides import Side
from routecfg.model import Target

_ANYTHING: Final = ("Something else", "?!", "12", "Ž", "qwxz")
"""Messages that hardly any answer fits."""

_AROUND: Final = (("well, ", ""), ("qwxz ", " qwxz"))
"""What is put around a phrase that stands inside a message."""

MOST_MESSAGES: Final = 2_000
"""Messages that are tried at one decision. Most have some dozens."""


class At(NamedTuple):
    """A decision at which a chat waits on one side, and the language that its customer speaks there."""

    side: Side
    tree: str
    name: str
    language: str


class Tried(NamedTuple):
    """Something that a customer may do, and where it leads on both sides; None: the chat stays."""

    kind: str
    text: str
    before: Way | None
    after: Way | None

    def given(self, at: int) -> Given:
        """The same at an instant."""
        return Given(at, self.kind, self.text)  # type: ignore[arg-type]  # only the three kinds are made here


class Answers(NamedTuple):
    """What was tried at a decision, without two that lead the same ways; and whether that is all there is to try."""

    tried: tuple[Tried, ...]
    all: bool


def tried(before: At, after: At, *, files: bool) -> Answers:
    """One message for each way in which the sides may answer; `files`: a photo without a text is allowed, too."""
    found: dict[tuple[object, ...], Tried] = {}
    complete = True
    shown = _buttons(before) & _buttons(after)
    for count, (kind, text) in enumerate(_messages(before, after, files=files)):
        if text is None:
            complete = False
            continue
        if kind == "press" and text not in shown:
            continue
        if count > MOST_MESSAGES:
            return Answers(tuple(found.values()), False)
        ways = tuple(_way(at, kind, text) for at in (before, after))
        key = tuple(None if way is None else (way.place, way.to) for way in ways)
        found.setdefault(key, Tried(kind, text, *ways))
    return Answers(tuple(found.values()), complete)


def message_for(at: At, target: int) -> tuple[str, str] | None:
    """What a customer may do to choose a target, the plainest first; None if nothing that is known does."""
    decision = at.side.loaded.decision(at.tree, at.name)
    if decision is None:
        return None
    place = f"{decision.place}/targets/{target}"
    for kind, text in _messages_of(at, [decision.targets[target]]):
        if text is not None and (way := _way(at, kind, text)) is not None and way.place == place:
            return kind, text
    if decision.targets[target].default:
        for text in _nothing_fits(at, [*decision.targets]):
            if (way := _way(at, "say", text)) is not None and way.place == place:
                return "say", text
        return "send", PHOTO
    return None


def _way(at: At, kind: str, text: str) -> Way | None:
    """Where a decision leads on; None if the chat stays there."""
    decision = at.side.loaded.decision(at.tree, at.name)
    if decision is None:
        return None
    if kind == "press":
        shown = decision.buttons(at.language) if decision.has_buttons else ()
        button = next((each.id for each in shown if each.title == text), "")
        target = decision.pressed(button) if button else None
        if target is not None:
            return decision.way(target, "answer", at.language)
    choice = decision.choose("" if kind == "send" else text, at.language, default=kind != "press")
    return None if choice is None else decision.way(choice.answer, "answer", at.language)


def _messages(before: At, after: At, *, files: bool) -> Iterator[tuple[str, str | None]]:
    """What is worth trying; a text that is None: there may be something, and nobody knows what."""
    both = (before, after)
    targets = [_targets(at) for at in both]
    ways = [[target.when for target in each] for each in targets]
    changed = [
        [each for each in mine if each.when not in other_ways]
        for mine, other_ways in zip(targets, reversed(ways), strict=True)
    ]
    for at, mine in zip(both, changed, strict=True):
        yield from _messages_of(at, mine)
    for at, mine in zip(both, targets, strict=True):
        yield from _messages_of(at, mine)
    patterns: list[list[str]] = [
        list(dict.fromkeys(_patterns(at, mine))) for at, mine in zip(both, targets, strict=True)
    ]
    for those, others in (patterns, patterns[::-1]):
        for pattern in those:
            for other in others:
                if pattern not in others or other not in those:
                    yield from _shown(beyond(other, pattern))
    for at, mine in zip(both, targets, strict=True):
        for text in _nothing_fits(at, mine):
            yield "say", text
    everything = before.side.estate.project.similarity != after.side.estate.project.similarity
    for at, mine in zip(both, targets if everything else changed, strict=True):
        for word in dict.fromkeys(_words(at, mine)):
            for start, end in _AROUND:
                yield "say", f"{start}{word}{end}"
            for text in _misspelt(word):
                yield "say", text
    if files:
        yield "send", PHOTO


def _messages_of(at: At, targets: list[Target]) -> Iterator[tuple[str, str | None]]:
    for target in targets:
        if target.when is None:
            continue
        said = spoken(target.when, at.language, at.side.loaded.first_language)
        if said.title is not None:
            yield "press", said.title
            yield "say", said.title
        if said.foreign_title is not None:
            yield "say", said.foreign_title
        for word in (*said.words, *said.foreign_words):
            yield "say", word
        for pattern in (*said.patterns, *said.foreign_patterns):
            yield from _shown(example_of(pattern))


def _shown(shown: object) -> Iterator[tuple[str, str | None]]:
    if shown is UNDECIDED:
        yield "say", None
    elif isinstance(shown, str):
        yield "say", shown


def _targets(at: At) -> list[Target]:
    decision = at.side.loaded.decision(at.tree, at.name)
    return [] if decision is None else [*decision.targets]


def _patterns(at: At, targets: list[Target]) -> Iterator[str]:
    for target in targets:
        if target.when is not None:
            said = spoken(target.when, at.language, at.side.loaded.first_language)
            yield from (*said.patterns, *said.foreign_patterns)


def _buttons(at: At) -> set[str]:
    """The titles of the buttons that customers see."""
    decision = at.side.loaded.decision(at.tree, at.name)
    return (
        {each.title for each in decision.buttons(at.language)}
        if decision is not None and decision.has_buttons
        else set()
    )


def _words(at: At, targets: list[Target]) -> Iterator[str]:
    for target in targets:
        if target.when is not None:
            said = spoken(target.when, at.language, at.side.loaded.first_language)
            titles = [each for each in (said.title, said.foreign_title) if each is not None]
            yield from (*said.words, *said.foreign_words, *titles)


def _nothing_fits(at: At, targets: list[Target]) -> Iterator[str]:
    yield from _ANYTHING
    for pattern in dict.fromkeys(_patterns(at, targets)):
        text = unfitted(pattern)
        if isinstance(text, str):
            yield text


def _misspelt(word: str) -> Iterator[str]:
    """The word with more and more mistakes."""
    form = phrase_form(word)
    for mistakes in range(1, max(2, len(form) // 3)):
        if len(form) > mistakes + 2:
            yield f"{form[: len(form) - mistakes]}"
            yield f"{form}{'x' * mistakes}"
