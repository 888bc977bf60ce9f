"""What can be wrong with the shape of a file."""

from typing import Final

from routecfg.diagnostics import Rule, Severity

UNKNOWN_FIELD: Final = Rule(
    "RC101",
    "unknown-field",
    Severity.ERROR,
    """\
A field, a kind of object, a destination or an action has a name that does not exist there.

A misspelt field would otherwise be left out silently: the customer would go somewhere else, or see a text in
the wrong language, and nobody would know why.

Bad:

    time_conditions:
      eshop-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {quue: support}
        if_time_does_not_match: {queue: night-shift}

Good:

    time_conditions:
      eshop-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {queue: night-shift}
""",
    fixed=True,
)

MISSING_FIELD: Final = Rule(
    "RC102",
    "missing-field",
    Severity.ERROR,
    """\
A field that the object cannot do without is not there.

A chat that comes to such an object could not go on.

Bad:

    time_conditions:
      eshop-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}

Good:

    time_conditions:
      eshop-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {queue: night-shift}
""",
    fixed=True,
)

WRONG_TYPE: Final = Rule(
    "RC103",
    "wrong-type",
    Severity.ERROR,
    """\
A value is of another type than its field takes: a number instead of a text, a text instead of a list.

Most often quotes are missing around digits, a dash is missing before an item of a list, or a field was left
empty. In YAML 1.2 the words yes and no are texts: what is so or not so is written true or false.

Bad:

    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time, answered: yes}

Good:

    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time, answered: true}
""",
    fixed=True,
)

INVALID_VALUE: Final = Rule(
    "RC104",
    "invalid-value",
    Severity.ERROR,
    """\
A value is not allowed: too long, out of range, not in the list of choices, or not of the right form.

A destination that names nothing, or two things at once, belongs here too: the customer can only go one way.

Bad:

    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
        allow_attachments: operator
    queues:
      support: {title: Support}

Good:

    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
        allow_attachments: customer
    queues:
      support: {title: Support}
""",
    fixed=True,
)

LITERAL_SECRET: Final = Rule(
    "RC204",
    "literal-secret",
    Severity.ERROR,
    """\
A secret stands in a file of the project itself.

Everybody who can read the project, now or later, can use it: with the API token of a number anybody can write
to your customers in your name. Say instead where the secret is kept, and replace the one that was written down.
What a literal secret says is never printed.

Bad:

    inbound_routings:
      eshop:
        title: E-shop
        api_token: q7Xf2LmN9vKc4TzR8wBd
        channel_id: "6487021345678901234"
        next_destination: {queue: support}

Good:

    inbound_routings:
      eshop:
        title: E-shop
        api_token: {env: AMIO_TOKEN}
        channel_id: "6487021345678901234"
        next_destination: {queue: support}
""",
)

BAD_PROJECT: Final = Rule(
    "RC004",
    "bad-project",
    Severity.ERROR,
    """\
The project file routecfg.yaml is missing, of another version of the language, or wrong.

It says in which language and time zone everything else is meant. Until it is right nothing else is checked.

Bad:

    routecfg: 1
    timezone: Europe/Prague

Good:

    routecfg: 1
    timezone: Europe/Prague
    languages: [en]
""",
    fixed=True,
)

RULES: Final = (BAD_PROJECT, UNKNOWN_FIELD, MISSING_FIELD, WRONG_TYPE, INVALID_VALUE, LITERAL_SECRET)
