"""What somebody does in a chat, said in words: which button is meant, and to when the clock is moved."""

from routecfg.engine.conversation import Conversation
from routecfg.scenarios.moments import END, NoMoment, seconds


def button_meant(chat: Conversation, wanted: str) -> tuple[str, str] | None:
    """The id and the title of the button of this number, from 1, or of this title; None if none was ever shown.

    Of a button further up the id is empty: the engine finds it by its title.
    """
    buttons = chat.shown()
    if wanted.isascii() and wanted.isdecimal() and 0 < int(wanted[:6]) <= len(buttons):
        found = buttons[int(wanted) - 1]
        return found.id, found.title
    shown = chat.shown_as(wanted)
    if shown is not None:
        return shown.id, shown.title
    return ("", wanted) if wanted and chat.has_seen(wanted) else None


def later(chat: Conversation, length: str) -> int | NoMoment:
    """The instant so much later, such as `2h`, in seconds since 1970."""
    found = seconds(length)
    if found is None:
        return NoMoment("is not a length of time", "write it as 90s, 30m, 2h or 1d")
    if chat.instant + found >= END:
        return NoMoment("is too far away", "a chat's clock stays in this century")
    return chat.instant + found


def not_before(chat: Conversation, then: int) -> NoMoment | None:
    """Why the clock cannot be moved to an instant; None if it can."""
    if then < chat.instant:
        return NoMoment("has passed already", "a chat's clock does not go back")
    return None
