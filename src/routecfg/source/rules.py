"""The rules of reading: what keeps a file from being read, or makes what was read doubtful."""

from typing import Final

from routecfg.diagnostics import Rule, Severity

YAML_SYNTAX: Final = Rule(
    "RC001",
    "yaml-syntax",
    Severity.ERROR,
    """\
The file is not YAML as routecfg reads it.

Nothing in a file that cannot be read counts: its queues, decision trees and opening hours are missing from all that
is checked, and cannot be released. A customer keeps meeting what was released before. The message says where the
file stops making sense; the usual causes are a text that begins with `{{`, `*`, `&`, `!`, `@` or `%` and has no
quotes, a backslash in double quotes, a tab, a bracket or quotation mark that is never closed, a missing space after
a colon, and a line that stands a space too far left or right.

Bad:

    templates:
      greeting:
        title: Greeting
        text: {{ contact.name }}, hello

Good:

    templates:
      greeting:
        title: Greeting
        text: "{{ contact.name }}, hello"
""",
    fixed=True,
)

DUPLICATE_KEY: Final = Rule(
    "RC002",
    "duplicate-key",
    Severity.ERROR,
    """\
One name is written twice in the same place.

Only one of the two can be meant, and a reader would not see which. Most YAML tools silently keep the last one: a
queue or an answer that somebody wrote would then never be used, and customers would be sent elsewhere.

Bad:

    queues:
      support: {title: Support}
      support: {title: Support in Czech}

Good:

    queues:
      support: {title: Support}
      support-cs: {title: Support in Czech}
""",
    fixed=True,
)

UNREADABLE_FILE: Final = Rule(
    "RC003",
    "unreadable-file",
    Severity.ERROR,
    """\
The file cannot be read at all, or is larger than any routing needs to be.

It is not UTF-8 text, holds control characters or line separators that only some programs see, several documents, or
is over a limit: 10 MB, 100 levels, a million values, ten times its size in repeated parts. Nothing in such a file
counts, so what it should set up for customers is missing from all that is checked, and cannot be released.

Bad:

    queues:
      support: {title: Support}
    ---
    queues:
      sales: {title: Sales}

Good:

    queues:
      support: {title: Support}
      sales: {title: Sales}
""",
    fixed=True,
)

SUSPICIOUS_TEXT: Final = Rule(
    "RC608",
    "suspicious-text",
    Severity.WARNING,
    """\
A text says something else than its writer sees.

A space and `#` begin a comment: what stands behind them is not a part of the text, and customers read half a sentence.
Curly quotes, as word processors make them, and a quote that lost its other half are part of the text, and customers
read them. What is saved as nothing but spaces counts as something in a condition. Several words in one item of an
answer, such as `"agent, human"`, are one phrase, which a customer would have to write whole.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            actions:
              - send_message:
                  text: Thank you! Your request has the number #12 in our list.
              - send_message:
                  text: “Somebody will be with you soon.”
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            actions:
              - send_message:
                  text: "Thank you! Your request has the number #12 in our list."
              - send_message:
                  text: "Somebody will be with you soon."
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}
""",
)

RULES: Final = (YAML_SYNTAX, DUPLICATE_KEY, UNREADABLE_FILE)
