"""The public holidays of a country whose parts have more of them.

`holidays` with a country's code alone means the days that are public holidays in the whole country. In a part of it
there are more: on those days, customers are routed as on a working day.

Bad:
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
        exclude: [{holidays: GB}]
    time_conditions:
      opening-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {terminate: closed}
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {time_condition: opening-hours}
    queues:
      support: {title: Support}

Good:
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
        exclude: [{holidays: {country: GB, subdivision: ENG}}]
    time_conditions:
      opening-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {terminate: closed}
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {time_condition: opening-hours}
    queues:
      support: {title: Support}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.disclosure import first_few
from routecfg.opening_hours import further_holidays, known_country, spoken_day
from routecfg.rules.support.context import Need, TimeContext

RULE = Rule("RC512", "partial-holidays", Severity.INFO, __doc__)

NEEDS = Need.NAMES

_SHOWN = 4


def check_estate(context: TimeContext) -> Iterator[Finding]:
    """The first entry of each time group that names such a country as a whole."""
    today = context.today
    for name, group in context.estate.time_groups.items():
        seen: set[str] = set()
        for part, index, entry in group.entries:
            holidays = entry.public_holidays
            if holidays is None or holidays.subdivision is not None or holidays.country in seen:
                continue
            seen.add(holidays.country)
            further = further_holidays(holidays.country, today, 2) if known_country(holidays.country) else {}
            if not further:
                continue
            first = min(further, key=lambda code: (further[code][0][0], code))
            day, holiday = further[first][0]
            word = "has" if len(further) == 1 else "have"
            yield RULE.at(
                ("time_groups", name, part, index, "holidays"),
                f"{first_few(sorted(further), _SHOWN)} {word} public holidays that {holidays.country} as a whole does "
                f"not have, such as {spoken_day(day)} ({holiday}, {first}): this entry does not name them",
                help=f"name the part that you mean, as in {{country: {holidays.country}, subdivision: {first}}}",
            )
