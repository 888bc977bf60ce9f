"""What `apply` and `rollback` say: the difference before they ask, and what came of it, for people or for programs."""

import sys
from typing import TYPE_CHECKING, Literal

from routecfg.cli.terminal import can_ask, say, screen

if TYPE_CHECKING:
    from routecfg.deploy import Proposal
    from routecfg.pipeline.written_places import Written
    from routecfg.releases import Record

Format = Literal["text", "json"]


def show(proposal: "Proposal", format_: Format, written: "Written | None" = None) -> None:
    """What would change, with where that is written.

    Programs get it with the outcome; it goes to stderr for them, where somebody can be asked.
    """
    from routecfg.report.difference import as_text

    if format_ == "text":
        say(as_text(proposal.difference, proposal.account, screen(), written))
    elif can_ask():
        sys.stderr.write(as_text(proposal.difference, proposal.account, screen(sys.stderr), written))


def announce(words: str, record: "Record | None", proposal: "Proposal", format_: Format) -> None:
    """The outcome: words for people, and for programs the release that was made, None if there is none."""
    if format_ == "text":
        say(words)
        return
    from routecfg.report.history import released_as_json

    say(released_as_json(record, proposal.difference, proposal.account))
