"""Answers: what customers may write at a decision, which answer that chooses, and what is proved about it.

- `Answers.choose` says which answer a message chooses, and by what. Chats, proofs and explanations all ask it.
- `fits` says whether a pattern fits a message. `example_of`, `unfitted`, `beyond` and `shared` prove something about
  patterns and give a message that shows it, or say `UNDECIDED`.
- `normal_form` is what phrases, titles and messages are compared by.

Patterns run in RE2. Proofs use automata that are made of our own reading of its syntax.
"""

from routecfg.answers.backtracking import attack
from routecfg.answers.choosing import SHORTEST_ALIKE, SHORTEST_WITHIN, Answers, By, Choice
from routecfg.answers.comparing import UNDECIDED, Shown, Undecided, beyond, fits_everything, shared, unfitted
from routecfg.answers.comparing import example as example_of
from routecfg.answers.normal_form import normal_form, phrase_form
from routecfg.answers.pattern_set import PatternSet, fits
from routecfg.answers.variants import Spoken, spoken
from routecfg.answers.written_pattern import fault, written

__all__ = [
    "SHORTEST_ALIKE",
    "SHORTEST_WITHIN",
    "UNDECIDED",
    "Answers",
    "By",
    "Choice",
    "PatternSet",
    "Shown",
    "Spoken",
    "Undecided",
    "attack",
    "beyond",
    "example_of",
    "fault",
    "fits",
    "fits_everything",
    "normal_form",
    "phrase_form",
    "shared",
    "spoken",
    "unfitted",
    "written",
]
