"""The project file: what a project is opened with."""

from collections.abc import Iterator
from operator import attrgetter

from routecfg.diagnostics import PROJECT_FILE, Finding, did_you_mean, in_order
from routecfg.disclosure import quoted, secrets_in
from routecfg.model import Settings, build_project
from routecfg.opening_hours import known_zone, nearest_zone, only_zone
from routecfg.pipeline.opened_project import Project
from routecfg.pipeline.places import Sighting, locate
from routecfg.pipeline.result import Result
from routecfg.policy import Policy
from routecfg.project import SourceFile
from routecfg.shape import BAD_PROJECT, LITERAL_SECRET, check_project
from routecfg.source import misread, read


def open_project(data: bytes) -> Project | Result:
    """The project whose file has these bytes, or what is wrong with them: then nothing else can be checked."""
    read_in = _settings(data)
    if isinstance(read_in, Settings):
        return Project(data, read_in)
    sightings = [Sighting(finding, PROJECT_FILE) for finding in read_in]
    located = locate(sightings, attrgetter("severity"), [SourceFile(PROJECT_FILE, data)])
    until = f"nothing else is checked until {PROJECT_FILE} is right"
    return Result(tuple(in_order(located.diagnostics)), 0, 0, (until,), located.excerpts)


def _settings(data: bytes) -> Settings | tuple[Finding, ...]:
    reading = read(data)
    findings = reading.findings or check_project(reading.values).found
    if findings:
        cause = misread(data) if reading.values is not None else None
        return (cause,) if cause is not None else findings
    settings = build_project(reading.values)
    return (*Policy(settings).faults(), *_faults(settings), *_secrets(settings)) or settings


def _faults(settings: Settings) -> Iterator[Finding]:
    """What is wrong with settings of the right form; the paths start at the root of the project file."""
    if not known_zone(settings.timezone):
        yield BAD_PROJECT.at(
            ("timezone",),
            f"there is no time zone {quoted(settings.timezone)}, so nobody knows when time groups hold",
            help=did_you_mean(nearest_zone(settings.timezone), "write it as Continent/City, such as Europe/Prague"),
            fix=only_zone(settings.timezone),
        )
    sandbox, production = (f"{folder}/" for folder in (settings.sandbox, settings.production))
    if _share(sandbox.casefold(), production.casefold()):
        where = "" if _share(sandbox, production) else " on Windows and macOS, where capitals make no difference"
        yield BAD_PROJECT.at(
            ("production",) if settings.production != "production" else ("sandbox",),
            f"the sandbox and production share a folder{where}, so a release would be read as routing files",
            help="name two folders of which neither holds the other, such as routing and production",
        )
    for field, folder in (("sandbox", sandbox), ("production", production)):
        if folder.casefold().startswith(f"{PROJECT_FILE}/"):
            yield BAD_PROJECT.at(
                (field,),
                "this is the project file itself, so there can be no folder of that name",
                help="name a folder, such as routing or production",
            )


def _share(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _secrets(settings: Settings) -> Iterator[Finding]:
    """Literal secrets: where the name of a variable or a file belongs, and in other texts."""
    for name, reference in settings.secrets.items():
        for field, meant in (("env", "an environment variable"), ("file", "a file")):
            path, text = ("secrets", name, field), getattr(reference, field)
            if text is not None and secrets_in(path, text):
                yield LITERAL_SECRET.at(
                    path,
                    f"this looks like the secret itself, not like the name of {meant}",
                    help="keep the secret there, write its name here, and change the secret at its source",
                )
    for field in ("title", "sandbox", "production"):
        if secrets_in((field,), getattr(settings, field)):
            yield LITERAL_SECRET.at(
                (field,),
                "this text holds what looks like a secret, and everybody can read it",
                help="take it out and change the secret at its source: git keeps what was written",
            )
