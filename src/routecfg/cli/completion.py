"""What the shell offers for a word that is half typed: kinds, rules, names of objects, releases.

Only offers are printed: if anything is wrong, there are none.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from pathlib import Path
from typing import Final, TypeAlias

import typer

_NAME: Final = re.compile(r"[a-z0-9_-]+")
"""What the language allows. A shell may run what it is offered, and a file may hold any name, a wrong one."""

Offers: TypeAlias = list[tuple[str, str]]
"""Words, and what the shell may say beside each."""


def kind(incomplete: str) -> Offers:
    """A kind of object."""
    from routecfg.model import ALL_KINDS

    return _beginning(((kind, "") for kind in (*ALL_KINDS, "decisions")), incomplete)


def rule(incomplete: str) -> Offers:
    """A rule: by its code, or by its name once that is begun. Of several with commas, the last one."""
    from routecfg.catalogue import CATALOGUE

    before, comma, last = incomplete.rpartition(",")
    words = [(rule.code, rule.name) for rule in CATALOGUE] + (
        [(rule.name, rule.code) for rule in CATALOGUE] if last else []
    )
    return [(before + comma + word, said) for word, said in _beginning(words, last)]


def name_of(*kinds: str) -> Callable[[typer.Context, str], Offers]:
    """The name of an object of these kinds, of any if none is given; `KIND/NAME` once there is a slash."""

    def offered(context: typer.Context, incomplete: str) -> Offers:
        from routecfg.cli.workspace import Workspace
        from routecfg.model import KIND_WORDS

        with _silent():
            assembly = Workspace(context.params.get("project")).objects()
            words: dict[str, list[str]] = {}
            for kind, name in sorted(assembly.files):
                if (not kinds or kind in kinds) and _NAME.fullmatch(name):
                    words.setdefault(f"{kind}/{name}" if "/" in incomplete else name, []).append(KIND_WORDS[kind])
            return _beginning(((word, ", ".join(said)) for word, said in words.items()), incomplete)
        return []

    return offered


def release(context: typer.Context, incomplete: str) -> Offers:
    """The number of a release that is not live, the newest first."""
    from routecfg.cli.workspace import Workspace
    from routecfg.releases import Log

    with _silent():
        log = Workspace(context.params.get("project")).store.read_log()
        if isinstance(log, Log):
            older = reversed(log.records[:-1])
            return _beginning(
                ((str(record.number), f"{record.when:%Y-%m-%d %H:%M} UTC") for record in older), incomplete
            )
    return []


def _beginning(words: Iterable[tuple[str, str]], incomplete: str) -> Offers:
    return [(word, said) for word, said in words if word.startswith(incomplete)]


@contextmanager
def _silent() -> Iterator[None]:
    with suppress(Exception), Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere):
        yield
