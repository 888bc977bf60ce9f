"""The clock of this machine."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
