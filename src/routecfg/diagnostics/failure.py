"""What stops a command altogether, as opposed to what it finds."""


class CannotRun(Exception):  # noqa: N818 - it is no error of the program: it says that a command cannot do its work
    """A command cannot do its work: no project, an unreadable store, a wrong option. Exit status 2.

    `message` is one sentence for the user; `help` says what to do.
    """

    def __init__(self, message: str, help: str | None = None) -> None:  # noqa: A002 - the word of every output
        super().__init__(message)
        self.message = message
        self.help = help
