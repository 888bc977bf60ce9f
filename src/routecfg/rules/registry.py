"""Every rule about objects and about the estate, in the order of their codes."""

from collections.abc import Iterator
from typing import Final, Protocol

from routecfg.diagnostics import Finding, Rule
from routecfg.model import Object, Settings
from routecfg.rules import (
    bad_button_title,
    bad_number,
    busy_loop,
    chained_time_conditions,
    dates_run_out,
    dead_end,
    duplicate_object,
    endless_loop,
    foreign_short_word,
    impossible_branch,
    impossible_date,
    invalid_pattern,
    literal_secret,
    maybe_undefined,
    menu_loop,
    message_too_long,
    minute_gap,
    missing_default,
    missing_language,
    mixed_targets,
    no_missed_notice,
    no_way_out,
    odd_time_zone,
    open_on_holiday,
    overlapping_answers,
    overridden_special_day,
    partial_holidays,
    pattern_matches_everything,
    plain_http,
    private_address,
    redundant_entry,
    same_destination,
    secret_to_open_host,
    set_ends_free_text,
    shadowed_answer,
    shared_channel,
    shared_queue_id,
    slow_pattern,
    suspicious_text,
    template_syntax,
    time_always,
    time_never,
    too_many_buttons,
    undefined_variable,
    unescaped_text,
    unknown_calendar_name,
    unknown_language,
    unknown_reference,
    unreachable_action,
    unreachable_decision,
    unreachable_object,
    untranslated_variant,
    unused_data,
    unused_ignore,
    unused_object,
)
from routecfg.rules.support.context import Context, DataContext, FlowContext, Need, TimeContext


class ObjectRule(Protocol):
    """A module whose rule looks at one object at a time."""

    RULE: Rule

    def check_object(self, kind: str, name: str, item: Object, settings: Settings, /) -> Iterator[Finding]:
        """The rule's findings in one object."""


class NameRule(Protocol):
    """A module whose rule looks at which names there are, and which are used."""

    RULE: Rule
    NEEDS: Need

    def check_estate(self, context: Context, /) -> Iterator[Finding]:
        """The rule's findings in the estate."""


class EstateRule(NameRule, Protocol):
    """A module whose rule looks at several objects."""

    def concerns(self, kind: str, name: str, item: Object, settings: Settings, /) -> bool:
        """Whether the rule must look at an object, whatever others there are. Kept with the file of the object."""


class TimeRule(Protocol):
    """A module whose rule looks at time groups and at the conditions that ask them."""

    RULE: Rule
    NEEDS: Need

    def check_estate(self, context: TimeContext, /) -> Iterator[Finding]:
        """The rule's findings in the estate."""


class FlowRule(Protocol):
    """A module whose rule looks at where chats go."""

    RULE: Rule
    NEEDS: Need

    def check_flow(self, context: FlowContext, /) -> Iterator[Finding]:
        """The rule's findings in the estate."""


class DataRule(Protocol):
    """A module whose rule looks at what is read and saved, and where."""

    RULE: Rule
    NEEDS: Need

    def check_data(self, context: DataContext, /) -> Iterator[Finding]:
        """The rule's findings in the estate."""


OBJECT_RULES: Final[tuple[ObjectRule, ...]] = (
    unknown_calendar_name,
    literal_secret,
    dead_end,
    unreachable_action,
    mixed_targets,
    invalid_pattern,
    shadowed_answer,
    overlapping_answers,
    pattern_matches_everything,
    slow_pattern,
    missing_default,
    same_destination,
    impossible_date,
    chained_time_conditions,
    bad_number,
    no_missed_notice,
    template_syntax,
    plain_http,
    private_address,
    unescaped_text,
    suspicious_text,
    secret_to_open_host,
    untranslated_variant,
)

TIME_RULES: Final[tuple[TimeRule, ...]] = (
    unknown_calendar_name,
    time_never,
    time_always,
    dates_run_out,
    redundant_entry,
    overridden_special_day,
    open_on_holiday,
    minute_gap,
    partial_holidays,
    odd_time_zone,
)
"""Rules that look at time groups and at the conditions that use them, and at nothing else."""

NAME_RULES: Final[tuple[NameRule, ...]] = (
    unknown_reference,
    duplicate_object,
    unused_object,
)

ESTATE_RULES: Final[tuple[EstateRule, ...]] = (
    shadowed_answer,
    foreign_short_word,
    set_ends_free_text,
    message_too_long,
    too_many_buttons,
    bad_button_title,
    shared_channel,
    shared_queue_id,
    unknown_language,
)

FLOW_RULES: Final[tuple[FlowRule, ...]] = (
    endless_loop,
    unreachable_object,
    unreachable_decision,
    no_way_out,
    menu_loop,
    impossible_branch,
)
"""Rules that look at where chats go and when, and at no text."""

DATA_RULES: Final[tuple[DataRule, ...]] = (
    busy_loop,
    undefined_variable,
    maybe_undefined,
    unused_data,
    impossible_branch,
    missing_language,
)
"""Rules that look at where chats go, and at the names that texts read and actions save."""

_DECLARED: Final[tuple[Rule, ...]] = (
    unused_ignore.RULE,
    *(module.RULE for module in OBJECT_RULES),
    *(module.RULE for module in NAME_RULES),
    *(module.RULE for module in ESTATE_RULES),
    *(module.RULE for module in TIME_RULES),
    *(module.RULE for module in FLOW_RULES),
    *(module.RULE for module in DATA_RULES),
)

RULES: Final = tuple(sorted({rule.code: rule for rule in _DECLARED}.values(), key=lambda rule: rule.code))
"""A rule that two modules find is declared once."""
