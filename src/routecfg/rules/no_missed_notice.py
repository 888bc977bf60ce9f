"""A chat ends unanswered, and nobody is notified that a customer wrote.

A terminate names a queue so that the people behind it see a missed chat and can write back. Without a queue the
customer waits for somebody who does not know of it. A chat that ends as answered is not missed.

Bad:
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}

Good:
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time, queue: support}
      said-goodbye: {title: Said goodbye, disconnection_cause: decision_tree, answered: true}
    queues:
      support: {title: Support}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.model import Object, Settings, Terminate

RULE = Rule("RC707", "no-missed-notice", Severity.INFO, __doc__)


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """A terminate without a queue, unless its chats count as answered."""
    if isinstance(item, Terminate) and item.queue is None and not item.answered:
        yield RULE.at(
            (kind, name),
            f"terminate '{name}' names no queue: nobody is notified of a chat that ends here unanswered",
            on_key=True,
            help="add 'queue:' with the queue that takes care of missed chats, or 'answered: true' if none is missed",
        )
