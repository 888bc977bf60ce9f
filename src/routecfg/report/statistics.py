"""The numbers of an estate, for people and for programs."""

from collections.abc import Iterator

from routecfg.diagnostics import plural
from routecfg.disclosure import LONGEST_PATH, harmless, without_middle
from routecfg.model import KIND_WORDS
from routecfg.pipeline.statistics import Statistics
from routecfg.report.json_document import json_document
from routecfg.report.table import table
from routecfg.screen import PLAIN, Screen


def statistics_as_json(statistics: Statistics) -> str:
    """The numbers, with the names of fields."""
    import msgspec

    return json_document(msgspec.to_builtins(statistics))


def statistics_as_text(statistics: Statistics, screen: Screen = PLAIN) -> str:
    """Tables of what there is, and sentences about how far customers are from a person."""
    rows = [
        (KIND_WORDS[kind] if count == 1 else kind.replace("_", " "), f"{count:,}")
        for kind, count in statistics.objects.items()
        if count
    ]
    answers = [(f"answers: {name}", f"{count:,}") for name, count in statistics.answers.items()]
    languages = [
        (language, f"{texts.texts:,}", f"{texts.characters:,}") for language, texts in statistics.texts.items()
    ]
    parts = [
        table(("made of", "number"), [*rows, ("decisions", f"{statistics.decisions:,}"), *answers], screen),
        table(("language", "texts", "characters"), [tuple(map(harmless, row)) for row in languages], screen),
        "".join(f"{part}\n" for sentence in _sentences(statistics) for part in screen.wrap(sentence, "  ")),
    ]
    return "\n".join(parts)


def _sentences(statistics: Statistics) -> Iterator[str]:
    yield f"customers get to {plural(statistics.reachable, 'decision')}"
    if statistics.farthest:
        way = " > ".join(map(harmless, without_middle(statistics.farthest, LONGEST_PATH)))
        yield f"the farthest is {plural(statistics.messages, 'message')} away from a person: {way}"
    if statistics.stranded:
        yield f"from {plural(statistics.stranded, 'decision')} no way leads to a person"
    if statistics.to_a_person is not None:
        total = sum(statistics.ends.values())
        yield (
            f"of {plural(total, 'way')} to an end, {statistics.to_a_person:.0%} lead to a person"
            f" ({statistics.ends['queues']:,}), {statistics.ends['chatbots']:,} to a chatbot,"
            f" {statistics.ends['terminates']:,} to the end of the chat"
        )
