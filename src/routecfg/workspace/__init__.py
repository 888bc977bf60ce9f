"""The project that somebody works on, whoever it is: found, read once, checked; and what its chats run on.

A clock, notes and progress come from outside (`Surroundings`): the command line, the page and the editor each have
their own.
"""

from routecfg.workspace.workspace import STDIN, Surroundings, Workspace

__all__ = ["STDIN", "Surroundings", "Workspace"]
