"""What customers can be sent by an object or a decision, in every language."""

from collections.abc import Iterator, Mapping

from routecfg.diagnostics import Path
from routecfg.draw.arrow_labels import condition_words
from routecfg.model import Decision, Label, Target, TargetSet, Template, Terminate, each_action, shown_pointer
from routecfg.preview.answers import Said
from routecfg.preview.opened import Opened
from routecfg.preview.views.named import lines


def said(opened: Opened, path: Path) -> tuple[Said, ...]:
    """Every text, in the order in which it is sent: messages, then buttons."""
    if len(path) > 2:
        return tuple(_of_decision(opened, path, opened.decisions[str(path[1]), str(path[3])]))
    match opened.estate.of(str(path[0])).get(str(path[1])):
        case Template() as template:
            return (_said(opened, (*path, "text"), "text", template.text, template.languages),)
        case Terminate(auto_response=str(name)) if name in opened.estate.templates:
            return said(opened, ("templates", name))
        case TargetSet() as answers:
            return tuple(_buttons(opened, path, answers.targets))
    return ()


def _of_decision(opened: Opened, path: Path, decision: Decision) -> Iterator[Said]:
    for at, action in each_action(decision.actions, ("actions",)):
        if action.send_message is not None:
            where = (*path, *at, "send_message", "text")
            when = condition_words(decision, at)
            yield _said(opened, where, "message", action.send_message.text, action.send_message.languages, when)
    if isinstance(decision.list_label, Label):
        label = decision.list_label
        yield _said(opened, (*path, "list_label", "title"), "label of the list", label.title, label.languages)
    elif decision.list_label:
        yield _said(opened, (*path, "list_label"), "label of the list", decision.list_label, {})
    yield from _buttons(opened, path, decision.targets)


def _buttons(opened: Opened, path: Path, targets: tuple[Target, ...]) -> Iterator[Said]:
    for index, target in enumerate(targets):
        if target.when is not None and isinstance(target.when.button, Label):
            label = target.when.button
            where = (*path, "targets", index, "when", "button", "title")
            yield _said(opened, where, "button", label.title, label.languages)


def _said(opened: Opened, path: Path, what: str, text: str, variants: Mapping[str, str], when: str = "") -> Said:
    """A text. What stands there without a language is sent in the project's first one, unless that has a variant."""
    languages = opened.known_settings.languages if opened.known_settings is not None else ()
    first = languages[0] if languages and languages[0] not in variants else ""
    order = sorted(variants, key=lambda code: (languages.index(code) if code in languages else len(languages), code))
    texts = {first: lines(text, path)}
    texts |= {code: lines(variants[code], (*path[:-1], "languages", code)) for code in order}
    return Said(shown_pointer(path), what, texts, when)
