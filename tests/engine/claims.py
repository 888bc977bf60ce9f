"""What findings say of chats, rule by rule, tried in chats.

A claim that something never happens is looked for in many chats, and must not be found. A claim that something happens
is shown by a chat: the one that the finding's witness describes, or one that is looked for along its path.
"""

from collections.abc import Callable
from typing import Final

from engine.claims_of_answers import (
    another_takes_it,
    it_is_compared_at_once,
    it_takes_everything,
    it_takes_it,
    no_message_fits,
    nonsense_is_not_understood,
    the_earlier_takes_it,
    the_set_ends_the_chat,
)
from engine.claims_of_data import (
    branch_is_never_taken,
    it_is_asked_as_it_was_written,
    nothing_is_saved,
    nothing_is_saved_on_the_way,
    value_does_not_matter,
)
from engine.claims_of_flow import (
    no_action_from_there,
    no_event_there,
    nobody_gets_out,
    the_answers_are_never_heard,
    the_chat_stays_for_ever,
    the_loop_always_fails,
    the_loop_fails,
    the_way_leads_back,
)
from engine.claims_of_time import (
    both_ways_are_one,
    condition_comes_out,
    it_does_not_hold_any_more,
    it_is_open_on_the_holiday,
    the_entry_changes_nothing,
    the_entry_decides_less,
    the_minute_is_on_the_other_side,
)
from engine.claims_of_words import (
    has_bad_titles,
    has_too_many_buttons,
    is_too_long,
    nobody_is_told,
    sends,
    words_are_of_another_language,
)
from engine.trying import Case
from routecfg.diagnostics import Diagnostic

WITNESSED: Final = frozenset(
    f"RC{code}" for code in (301, 302, 305, 306, 402, 403, 404, 406, 407, 408, 505, 508, 509, 510, 603)
)
"""Rules whose every finding is shown by a chat or a reason; other claims may be about what no chat of ours touches."""

EXPLAINS: Final = frozenset({"RC402", "RC404", "RC503"})
"""Findings of answers and branches that no chat takes: a way that is shown elsewhere may lead over them."""


CLAIMS: Final[dict[str, Callable[[Case, Diagnostic], bool | None]]] = {
    "RC301": the_loop_always_fails,
    "RC302": the_loop_fails,
    "RC303": no_event_there,
    "RC304": no_event_there,
    "RC305": the_chat_stays_for_ever,
    "RC306": nobody_gets_out,
    "RC307": no_action_from_there,
    "RC308": the_way_leads_back,
    "RC309": the_answers_are_never_heard,
    "RC401": no_message_fits,
    "RC402": another_takes_it,
    "RC403": the_earlier_takes_it,
    "RC404": it_takes_everything,
    "RC405": it_is_compared_at_once,
    "RC406": nonsense_is_not_understood,
    "RC407": it_takes_it,
    "RC408": the_set_ends_the_chat,
    "RC501": lambda case, finding: condition_comes_out(case, finding, False),
    "RC502": lambda case, finding: condition_comes_out(case, finding, True),
    "RC503": branch_is_never_taken,
    "RC504": both_ways_are_one,
    "RC505": it_does_not_hold_any_more,
    "RC508": the_entry_changes_nothing,
    "RC509": the_entry_decides_less,
    "RC510": it_is_open_on_the_holiday,
    "RC511": the_minute_is_on_the_other_side,
    "RC602": nothing_is_saved,
    "RC603": nothing_is_saved_on_the_way,
    "RC604": value_does_not_matter,
    "RC607": it_is_asked_as_it_was_written,
    "RC701": lambda case, finding: sends(case, finding, is_too_long),
    "RC702": lambda case, finding: sends(case, finding, has_too_many_buttons),
    "RC703": lambda case, finding: sends(case, finding, has_bad_titles),
    "RC707": nobody_is_told,
    "RC801": words_are_of_another_language,
}
"""By rule: raises AssertionError if chats contradict a finding, and gives whether chats have shown that it is so.

None: the finding says nothing of chats.
"""
