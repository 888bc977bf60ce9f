"""Writes schema/conformance/, chats that show how bundles run, from docs/conformance/, or checks that it is up to date.

python docs/build_conformance.py [--check]

A case is an estate and what comes in, written briefly: `line` and `menu` are the inbound routing and the decisions of
the only tree, unless `estate` says more. What happens is what the engine does; whoever changes a case reads it in the
diff. docs/conformance/README.md says what the files of the kit are.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec
import yaml

from routecfg.bundle import Bundle, Inputs, compile_bundle, content_of
from routecfg.diagnostics import Severity
from routecfg.engine import Asked, BotSent, Input, LoadedBundle, State, step
from routecfg.pipeline import Project
from routecfg.pipeline.check import check
from routecfg.pipeline.project_file import open_project
from routecfg.project import SourceFile

SOURCES: Final = Path(__file__).parent / "conformance"
FOLDER: Final = Path(__file__).parents[1] / "schema" / "conformance"

BASE_DATE: Final = date(2026, 7, 1)
INPUTS: Final = Inputs(BASE_DATE.isoformat(), 1, {"holidays": "0", "tzdata": "0"})
"""Instead of the versions that happen to be installed: what holidays there are stands in the bundle itself."""

PROJECT: Final = {"routecfg": 1, "timezone": "Europe/Prague", "languages": ["en", "cs"]}
LINE: Final = {
    "title": "The line",
    "api_token": {"env": "TOKEN"},
    "channel_id": "1",
    "next_destination": {"decision_tree": "menu"},
}
QUEUES: Final = {"support": {"title": "Support", "id": 10001}, "sales": {"title": "Sales", "id": 10002}}
ARRIVAL: Final = {
    "inbound": "line",
    "contact": {"name": "Jana", "number": "+420777000111"},
    "interaction": "wap_1",
    "title": "A chat",
    "hash": "abc",
    "callback": "https://contact-centre.example/callback",
}
BEGINS: Final = datetime.fromisoformat("2026-07-07T10:00:00+02:00")
ALLOWED: Final = frozenset({"RC301", "RC602"})
"""Errors that an estate of the kit may have: some show what a runtime does with it."""

SHORTEST: Final = 500
"""Characters or items from which on a text or list that repeats one is written briefly."""


class _Plain(yaml.SafeLoader):
    """Reads dates, and `on` and `no`, as the texts that they are in routing files."""


_Plain.yaml_implicit_resolvers = {
    first: [
        (tag, form)
        for tag, form in resolvers
        if not tag.endswith(":timestamp") and (first in "tf" or not tag.endswith(":bool"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def files() -> dict[str, str]:
    """The kit: the content of each file by its path."""
    found: dict[str, str] = {}
    table: list[str] = []
    for source in sorted(SOURCES.glob("*.yaml")):
        cases = yaml.load(source.read_text(encoding="utf-8"), _Plain)  # noqa: S506 - a safe loader
        table.append(f"\n### {source.stem.replace('-', ' ').capitalize()}\n")
        for name, case in cases.items():
            found |= {f"{name}/{file}": text for file, text in _case(name, case).items()}
            table += [f"- {sentence} (`{name}`)" for sentence in case["proves"]]
    intro = (SOURCES / "README.md").read_text(encoding="utf-8")
    return {"README.md": f"{intro.rstrip()}\n" + "\n".join(table) + "\n", **found}


def _case(name: str, case: dict[str, Any]) -> dict[str, str]:
    bundles = {"bundle.json": _bundle(name, case)}
    if "then" in case:
        bundles["bundle-2.json"] = _bundle(name, {**case, **case["then"]})
    loaded = {file: LoadedBundle(bundle) for file, bundle in bundles.items()}
    state, inputs, happened, on = State(), list[Any](), list[Any](), list[str]()
    for step_ in _inputs(case["chat"]):
        file = step_.pop("on", "bundle.json")
        if step_["input"] == "answer":
            asked = [each["number"] for each in _flat(happened) if each["event"] == Asked.__struct_config__.tag]
            step_ = {"number": asked[-1] if asked else 1, **step_}
        if step_["input"] == "bot-down" and step_.pop("late", False):
            sent = [each["number"] for each in _flat(happened) if each["event"] == BotSent.__struct_config__.tag]
            step_["number"] = sent[0]
        given = msgspec.convert(_long(step_), Input)
        state, events = step(loaded[file], state, given)
        inputs.append(msgspec.to_builtins(given))
        happened.append(msgspec.to_builtins(events))
        on.append(file)
    about: dict[str, Any] = {"title": case["title"], "proves": case["proves"]}
    if len(bundles) > 1:
        about["bundles"] = on
    written = {file: content_of(bundle).decode() + "\n" for file, bundle in bundles.items()}
    return {
        "case.json": json.dumps(about, ensure_ascii=False, indent=1) + "\n",
        **written,
        "inputs.json": _rows(inputs),
        "events.json": "[\n" + ",\n".join(_rows(events).rstrip() for events in happened) + "\n]\n",
    }


def _flat(happened: list[Any]) -> list[Any]:
    return [event for events in happened for event in events]


def _rows(items: list[Any]) -> str:
    """A list with an item a line."""
    rows = ",\n".join(json.dumps(_brief(item), ensure_ascii=False, separators=(",", ":")) for item in items)
    return f"[\n{rows}\n]\n"


def _brief(value: Any) -> Any:
    """The same with `{"$repeat": [one, times]}` for a long text that repeats a character, or a list an item."""
    if isinstance(value, str | list | tuple) and len(value) >= SHORTEST and value == value[:1] * len(value):
        return {"$repeat": [value[:1], len(value)]}
    if isinstance(value, dict):
        return {key: _brief(each) for key, each in value.items()}
    return [_brief(each) for each in value] if isinstance(value, list | tuple) else value


def _long(value: Any) -> Any:
    """The opposite."""
    if isinstance(value, dict):
        if "$repeat" in value:
            return value["$repeat"][0] * value["$repeat"][1]
        return {key: _long(each) for key, each in value.items()}
    return [_long(each) for each in value] if isinstance(value, list | tuple) else value


def _bundle(name: str, case: dict[str, Any]) -> Bundle:
    estate = dict(case.get("estate", {}))
    estate["inbound_routings"] = {"line": {**LINE, **case.get("line", {})}, **estate.get("inbound_routings", {})}
    estate["queues"] = QUEUES
    if "menu" in case:
        menu = {"title": "Menu", **case.get("tree", {}), "decisions": {}}
        for decision, item in case["menu"].items():
            menu["decisions"][decision] = {"title": decision.capitalize(), **item}
        estate["decision_trees"] = {"menu": menu, **estate.get("decision_trees", {})}
    opened = open_project(json.dumps({**PROJECT, **case.get("project", {})}).encode())
    if not isinstance(opened, Project):
        raise SystemExit(f"the project of {name} is wrong: {opened}")
    text = json.dumps(_long(estate)).encode()
    checked = check(opened, [SourceFile("routing/estate.yaml", text)], BASE_DATE)
    wrong = [
        each for each in checked.result.diagnostics if each.severity is Severity.ERROR and each.code not in ALLOWED
    ]
    if wrong:
        raise SystemExit(f"the estate of {name} is wrong: {wrong}")
    bundle = compile_bundle(checked.assembly.estate, opened.settings, BASE_DATE)
    return msgspec.structs.replace(bundle, inputs=INPUTS)


SHORT: Final = {
    "say": "message",
    "send": "message",
    "press": "button",
    "answer": "answer",
    "bot": "bot",
    "bot-down": "bot-down",
    "closed": "closed",
    "silence": "silence",
}


def _inputs(chat: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What comes in, in the form of `chat.schema.json`; a step may say how much later it comes, or at which instant."""
    at, past = BEGINS, list[dict[str, Any]]()
    for number, short in enumerate(chat, 1):
        step_ = dict(short)
        if "again" in step_:
            yield dict(past[step_["again"] - 1])
            past.append(past[step_["again"] - 1])
            continue
        at = datetime.fromisoformat(step_.pop("at")) if "at" in step_ else at
        at += timedelta(minutes=step_.pop("later", 0))
        kind = next(SHORT[key] for key in step_ if key in SHORT)
        made: dict[str, Any] = {"input": kind, "id": str(number), "at": at.isoformat()}
        match kind:
            case "message":
                made |= {"text": step_.pop("say", ""), "attachments": step_.pop("send", [])}
                made["name"] = f"message_{number}"
            case "button":
                pressed = step_.pop("press")
                made |= pressed if isinstance(pressed, dict) else {"title": pressed}
            case "answer":
                made |= step_.pop("answer")
            case "bot":
                made["body"] = step_.pop("bot")
            case "bot-down":
                made["why"] = step_.pop("bot-down")
            case _:
                step_.pop(kind)
        if kind in ("message", "button"):
            made |= {"arrival": step_.pop("arrival", ARRIVAL if number == 1 else None)}
            made |= (
                {"language": {"code": step_.pop("language"), "by": step_.pop("by", "host")}}
                if "language" in step_
                else {}
            )
        made |= step_  # `on`, `hash`
        past.append(dict(made))
        yield made


def main() -> int:
    """Writes the kit; with --check only says whether it would."""
    made = files()
    if "--check" in sys.argv[1:]:
        standing = {
            path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
            for path in FOLDER.rglob("*")
            if path.is_file()
        }
        if standing != made:
            sys.stderr.write("schema/conformance is not up to date: run `make generate`\n")
        return int(standing != made)
    shutil.rmtree(FOLDER, ignore_errors=True)
    for file, text in made.items():
        (FOLDER / file).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / file).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
