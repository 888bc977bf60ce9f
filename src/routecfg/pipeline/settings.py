"""The project file, from bytes to settings."""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, did_you_mean, plain
from routecfg.model import Settings, build_project
from routecfg.opening_hours import known_zone, nearest_zone
from routecfg.policy import Policy
from routecfg.shape import BAD_PROJECT, check_project
from routecfg.source import read


def read_settings(data: bytes) -> tuple[Settings | None, tuple[Finding, ...]]:
    """The settings of a project file's bytes, or None and what is wrong with them."""
    reading = read(data)
    found = reading.found
    if not found:
        found = check_project(reading.values).found
    if not found:
        settings = build_project(reading.values)
        found = (*Policy(settings).faults(), *_faults(settings))
        if not found:
            return settings, ()
    return None, found


def _faults(settings: Settings) -> Iterator[Finding]:
    """What is wrong with settings of the right form; the paths start at the root of the project file."""
    if not known_zone(settings.timezone):
        yield BAD_PROJECT.at(
            ("timezone",),
            f"there is no time zone '{plain(settings.timezone)}', so nobody knows when time groups hold",
            help=did_you_mean(nearest_zone(settings.timezone), "write it as Continent/City, such as Europe/Prague"),
        )
    sandbox, production = (f"{folder}/" for folder in (settings.sandbox, settings.production))
    if sandbox.startswith(production) or production.startswith(sandbox):
        yield BAD_PROJECT.at(
            ("production",) if settings.production != "production" else ("sandbox",),
            "the sandbox and production share a folder, so a release would be read as routing files",
            help="name two folders of which neither holds the other, such as routing and production",
        )
