"""The command line: one small module a command.

The only room that knows the clock, the environment, the terminal and the network; it hands them to the rooms below.
Commands say what they found by their exit status: 0 clean, 1 found something, 2 could not run, 3 a fault of routecfg.
"""

from routecfg.cli.main import run

__all__ = ["run"]
