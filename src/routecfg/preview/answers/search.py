"""What the page searches, and what scenarios get to."""

import msgspec

from routecfg.preview.answers.objects import Named


class Text(msgspec.Struct, frozen=True):
    """A text that can be searched. `at` is the object or decision, `pointer` the place of the text in it.

    `what`: title, text, answer, pattern, name, ...
    """

    at: str
    pointer: str
    what: str
    text: str
    language: str = ""


class Searched(msgspec.Struct, frozen=True):
    """Every title, text and answer of the project. `named` are the objects and decisions that `Text.at` points to."""

    version: int
    named: tuple[Named, ...]
    texts: tuple[Text, ...]


class Coverage(msgspec.Struct, frozen=True):
    """How many scenarios get to each object and decision, by pointer. What is not listed is reached by none.

    `problem` says why no scenario could be run; empty if they were.
    """

    version: int
    scenarios: int
    visits: dict[str, int]
    covered: int
    total: int
    problem: str = ""
