"""What is set in an object or a decision, in words, besides what is sent and where it leads."""

from collections.abc import Iterator, Sequence

from routecfg.diagnostics import Path, plural
from routecfg.model import (
    Answer,
    Chatbot,
    Decision,
    DecisionTree,
    Entry,
    InboundRouting,
    Queue,
    SecretReference,
    Target,
    TargetSet,
    Terminate,
    TimeGroup,
    each_action,
    languages_of,
)
from routecfg.preview.opened import Opened
from routecfg.preview.views.named import words

_PARTS = {"include": "open", "exclude": "not", "special": "on special days"}


def facts(opened: Opened, path: Path) -> tuple[tuple[str, str], ...]:
    """Names and values, in the order of the files."""
    return tuple((name, text) for name, text in _facts(opened, path) if text)


def _facts(opened: Opened, path: Path) -> Iterator[tuple[str, str]]:
    settings = opened.known_settings
    if settings is None:
        return
    if len(path) > 2:
        yield from _of_decision(path, opened.decisions[str(path[1]), str(path[3])])
        return
    match opened.estate.of(str(path[0])).get(str(path[1])):
        case InboundRouting() as line:
            yield "number", words(line.number or "", (*path, "number"))
            yield "languages", ", ".join(languages_of(line, settings))
            yield "attachments from", line.allow_attachments
            yield "channel", words(line.channel_id, (*path, "channel_id"))
            yield "API token", _secret(line.api_token)
        case TimeGroup() as group:
            yield "time zone", group.zone(settings.timezone)
            for part, index, entry in group.entries:
                yield _PARTS[part], _entry((*path, part, index), entry)
        case DecisionTree() as tree:
            yield "decisions", plural(len(tree.decisions), "decision")
        case Chatbot() as bot:
            yield "address", words(bot.chatbot_url, (*path, "chatbot_url"))
            yield "gets the first message", "yes" if bot.send_start_message else "no"
            yield "gets attachments", "yes" if bot.send_attachments else "no"
        case Terminate() as end:
            yield "cause", end.disconnection_cause
            yield "counts as answered", "yes" if end.answered else "no"
        case TargetSet() as answers:
            yield from _understood(path, answers.targets)
        case Queue() as queue:
            yield "number in the contact centre", str(queue.id) if queue.id is not None else ""


def _of_decision(path: Path, decision: Decision) -> Iterator[tuple[str, str]]:
    for at, action in each_action(decision.actions, (*path, "actions")):
        if action.request is not None:
            yield "asks", words(action.request.url, (*at, "request", "url"))
            yield "saves the answer as", words(action.request.save_as, (*at, "request", "save_as"))
        elif action.save_data is not None:
            for name, value in action.save_data.items():
                yield f"saves {words(name)}", words(str(value), (*at, "save_data", name))
        elif action.create_ticket is not None:
            yield "files a ticket", words(action.create_ticket.title, (*at, "create_ticket", "title"))
    yield from _understood(path, decision.targets)


def _understood(path: Path, targets: Sequence[Target]) -> Iterator[tuple[str, str]]:
    """Every word and pattern by which customers choose, in every language."""
    for index, target in enumerate(targets):
        when, where = target.when or Answer(), (*path, "targets", index, "when")
        written = [("", ", ".join(when.similar)), ("", when.pattern or "")]
        written += [(f"{language}: ", _words(variant)) for language, variant in when.languages.items()]
        yield "understands", words("; ".join(f"{language}{text}" for language, text in written if text), where)


def _words(written: str | tuple[str, ...]) -> str:
    return written if isinstance(written, str) else ", ".join(written)


def _entry(path: Path, entry: Entry) -> str:
    """`mon-fri, 08:00-18:00`: the parts of an entry, as they are written."""
    parts = [_listed(entry.days), _listed(entry.dates)]
    holidays = entry.public_holidays
    if holidays is not None:
        where = f"{holidays.country}-{holidays.subdivision}" if holidays.subdivision else holidays.country
        parts.append(f"public holidays of {where}")
    parts += [f"time group '{entry.group}'" if entry.group else "", _listed(entry.hours)]
    return words(", ".join(filter(None, parts)), path)


def _listed(value: str | tuple[str, ...] | None) -> str:
    return value if isinstance(value, str) else " and ".join(value or ())


def _secret(reference: SecretReference) -> str:
    """Where a secret is found; never the secret."""
    if reference.env is not None:
        return words(f"in the environment variable {reference.env}")
    return words(f"in the file {reference.file}") if reference.file is not None else ""
