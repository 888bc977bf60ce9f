"""Steps, clocks, stubs, tables, and where the first difference stands."""

import jsonschema
import msgspec
import pytest

from engine.talking import Talk, decision, tree, words
from routecfg.engine import Chosen, Went
from routecfg.engine.stubs import BotReply, Reply
from routecfg.project import SourceFile
from routecfg.scenarios import read_scenarios, run
from routecfg.scenarios.printable_events import printable
from routecfg.scenarios.reading import ReadScenarios
from routecfg.scenarios.scenario import ChatPlace, Customer, Expectation, ExpectedTicket, Fields, Step
from routecfg.shape.schemas import schema
from scenarios.playing import DETECTING, ESHOP, ESTATE, SETTINGS, read_text, runs, said
from small_estates import Values

HEAD = "title: A, inbound: eshop-cz, at: 2026-11-25T10:00"


def scenario(more: str) -> str:
    return f"scenarios:\n  a: {{{HEAD}, {more}}}\n"


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (
            "chat: [{say: '12345678'}]",
            "the request to https://crm.kavka.internal/orders/12345678?key=SECRET | no address",
        ),
        ("chat: [{say: zrnka}, {press: Poradit s kávou}]", "stands in for chatbot 'coffee-expert' | nothing does"),
        (
            "bots: {coffee-expert: [{says: a}]}, chat: [{press: Poradit s kávou}, {say: b}]",
            "stands in for chatbot 'coffee-expert' | it has nothing more to say",
        ),
        ("chat: [{say: sbohem}, {say: haló}]", "the chat goes on | the chat before was over"),
        ("chat: [{say: haló, later: 25h}]", "the chat goes on | the chat before was over"),
        ("chat: [{say: operátor}, {closed: true}, {say: haló}]", "the chat goes on | the chat before was over"),
        ("chat: [{say: haló, new_chat: true}]", "a new chat begins | the chat before goes on"),
        ("chat: [{closed: true}]", "the contact centre closes the chat | the chat is not with the contact centre"),
        ("chat: [{say: haló, at: 2026-11-25T09:59}]", "the clock moves on | it is 2026-11-25 10:00 already"),
        ("chat: [{say: haló, later: 999999d}]", "the clock stays in this century | it would be later"),
        ("reaches: {queue: support}", "the chat waits at queue 'support' | it waits at decision 'welcome' of"),
        ("ends: {queue: support}", "the chat ends at queue 'support' | it waits at decision 'welcome' of"),
        (
            "chat: [{press: Nowhere}]",
            "the customer presses 'Nowhere' | no such button has been shown; the customer sees 'Kde je objednávka', '",
        ),
        ("chat: [{say: operátor}, {press: Nemám ho}]", "no such button has been shown; the customer sees none"),
        ("ends: {idle: true}", "the chat ends because the customer is silent | it waits at decision 'welcome' of"),
        ("chat: [{later: 23h}], ends: {idle: true}", "because the customer is silent | it waits at decision 'welcome'"),
        ("chat: [{later: 1d}], ends: {queue: support}", "| it ended because the customer is silent"),
        ("chat: [{later: 1d}, {say: haló}]", "the chat goes on | the chat before was over"),
        ("chat: [{say: operátor}, {later: 1d}], ends: {idle: true}", "is silent | it waits at queue 'support-cs'"),
        ("contact: {language: detect}, chat: [{expect: {language: en}}]", "the chat is in 'en' | it is in 'cs'"),
    ],
)
def test_what_makes_a_scenario_fail(more: str, line: str) -> None:
    assert line in said(scenario(more))


@pytest.mark.parametrize(
    "more",
    [
        "chat: [{say: sbohem}, {say: haló, new_chat: true}], reaches: {decision_tree: main-menu}",
        "chat: [{say: haló, later: 25h, new_chat: true}]",
        "chat: [{say: operátor}, {say: jste tam, later: 2h, expect: {reads: []}}], ends: {queue: support-cs}",
        "chat: [{say: operátor}, {closed: true, expect: {ends: {queue: support-cs}}}, {say: haló, new_chat: true}]",
        "chat: [{say: haló, at: '2026-11-25T12:00+02:00'}]",
        "chat: [{say: nonsense}, {expect: {reads: [], waits: {decision_tree: main-menu}}}]",
        "chat: [{press: KDE JE OBJEDNÁVKA}, {press: Nemám ho}], ends: {queue: support-cs}",
        "chat: [{say: rozbité}, {press: Nahlásit poškození}, {send: a.png, say: x, expect: {tickets: [{comment: x}]}}]",
        "requests: {'https://*': [{fails: 503.0}, {json: 1, status: 200.0}]}, chat: [{say: '12345678'}]",
        "bots: {coffee-expert: {says: a, transfers: 10001.0}}, chat: [{press: Poradit s kávou}]",
        "bots: {coffee-expert: {down: true}}, chat: [{press: Poradit s kávou}], ends: {queue: support}",
        "chat: [{say: haló}, {later: 24h}], ends: {idle: true}",
        "chat: [{press: Kde je objednávka}, {press: Kde je objednávka}]",
        "chat: [{later: 25h, expect: {ends: {idle: true}}}, {say: haló, new_chat: true}]",
        "chat: [{later: 23h}, {later: 1h, expect: {reads: [], ends: {idle: true}}}]",
        "chat: [{later: 23h}, {say: haló}, {later: 23h, expect: {waits: {decision_tree: main-menu}}}]",
        "chat: [{at: 2026-11-27, expect: {ends: {idle: true}}}, {later: 1d, expect: {ends: {idle: true}}}]",
        "bots: {coffee-expert: {says: a}}, chat: [{press: Poradit s kávou}, {later: 1d}], ends: {idle: true}",
        "contact: {language: detect}, opens: 'hello', chat: [{expect: {language: en, reads: [Hello]}}]",
        "contact: {language: detect}, opens: '1', chat: [{expect: {language: cs}}, {say: b, expect: {language: en}}]",
        "contact: {language: detect}, chat: [{say: Ano}, {say: yes, expect: {language: cs}}]",
        "contact: {language: detect}, chat: [{press: kde je objednávka, expect: {reads: [Pošlete], language: cs}}]",
    ],
)
def test_what_passes(more: str) -> None:
    assert said(scenario(more)) == ""


def test_where_one_language_is_spoken_none_is_detected() -> None:
    head = "title: A, inbound: wholesale, at: 2026-11-25T10:00, contact: {language: detect}"
    assert said(f"scenarios: {{a: {{{head}, opens: Dobrý den, chat: [{{expect: {{language: en}}}}]}}}}") == ""


def test_a_chat_is_run_up_to_the_first_difference() -> None:
    (only,) = runs(scenario("chat: [{say: a}, {say: b, expect: {reads: [x]}}, {say: c}]"))
    assert len(only.steps) == 3
    assert only.difference is not None


def test_what_stands_in_and_is_not_asked_is_no_failure() -> None:
    (only,) = runs(scenario("requests: {'https://a.example/?key=SECRET': {fails: 404}}, bots: {coffee-expert: []}"))
    assert only.difference is None
    assert only.unused == ("https://a.example/?key=SECRET", "coffee-expert")


def test_the_cases_of_a_table_say_what_they_say_themselves() -> None:
    first, second, third = runs(
        "scenarios:\n  a:\n    title: A\n    inbound: eshop-cz\n    ends: {queue: support-cs}\n    cases:\n"
        "      - {at: 2026-11-25T10:00, chat: [{say: operátor}]}\n"
        "      - {at: 2026-11-25T10:00, title: B, ends: {queue: couriers}}\n"
        "      - {at: 2026-11-25T10:00, inbound: wholesale}\n"
    )
    assert first.difference is None
    assert second.difference is not None
    assert second.difference.path == ("scenarios", "a", "cases", 1, "ends")
    assert third.difference is not None
    assert third.difference.path == ("scenarios", "a", "ends"), "it stands above the table"
    assert (second.scenario.label, second.scenario.fields.title) == ("a, case 2", "B")


def test_scenarios_of_any_year_know_the_holidays_of_it() -> None:
    cases = ", ".join(
        f"{{at: {year}-12-25T10:00, reaches: {{decision_tree: after-hours}}}}" for year in range(2020, 2032)
    )
    for each in runs(f"scenarios: {{a: {{title: A, inbound: eshop-cz, cases: [{cases}]}}}}"):
        assert each.difference is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{a: {title: A, at: 2026-11-25T10:00}}", "RC102 scenario 'a' does not say at which number the chat begins"),
        ("{a: {inbound: eshop-cz, at: 2026-11-25T10:00}}", "RC102 scenario 'a' has no 'title'"),
        ("{a: {HEAD, chat: [{sya: a}]}}", "RC101 unknown field 'sya' in step 1 in scenario 'a'"),
        ("{a: {HEAD, chat: [{say: 1}]}}", "RC103 'say' in scenario 'a' needs a text, not a number"),
        (
            "{a: {HEAD, chat: [{say: a, press: b}]}}",
            "RC104 one step has 'press' and 'say', and nobody does both at once",
        ),
        ("{a: {HEAD, chat: [{later: 1d, new_chat: true}]}}", "RC104 only a message or a button opens a new chat"),
        ("{a: {HEAD, chat: [{say: a, at: 2026-11-26, later: 2h}]}}", "RC104 a step has 'at' or 'later', not both"),
        ("{a: {HEAD, chat: [{say: a, later: soon}]}}", "RC104 'later' in scenario 'a' cannot be 'soon'"),
        (
            "{a: {title: A, inbound: eshop-cz, at: 2026-11-31T10:00}}",
            "RC104 '2026-11-31T10:00' is a day or a time that",
        ),
        ("{a: {title: A, inbound: eshop-cz, at: 2026-03-29T02:30}}", "RC104 '2026-03-29T02:30' is skipped by a clock"),
        ("{a: {HEAD, reaches: {queue: support, chatbot: coffee-expert}}}", "RC104 a chat is at one place, and this"),
        ("{a: {HEAD, reaches: {decision: welcome}}}", "RC104 a decision is named without its decision tree"),
        ("{a: {title: A, inbound: eshop, at: 2026-11-25}}", "RC201 no inbound routing is called 'eshop'"),
        ("{a: {HEAD, ends: {terminate: close}}}", "RC201 no terminate is called 'close'"),
        ("{a: {HEAD, reaches: {decision_tree: menu}}}", "RC201 no decision tree is called 'menu'"),
        (
            "{a: {HEAD, reaches: {decision_tree: main-menu, decision: hello}}}",
            "RC201 decision tree 'main-menu' has no decision 'hello'",
        ),
        ("{a: {HEAD, bots: {expert: {down: true}}}}", "RC201 no chatbot is called 'expert'"),
        ("{a: {HEAD, chat: [{expect: {waits: {queue: q}}}]}}", "RC201 no queue is called 'q'"),
        ("{a: {HEAD, chat: [{expect: {tickets: [{category: c}]}}]}}", "RC201 no ticket category is called 'c'"),
    ],
)
def test_what_is_wrong_with_a_file_is_found(text: str, found: str) -> None:
    (only,) = read_text(f"scenarios: {text.replace('HEAD', HEAD)}\n").found
    assert f"{only.finding.code} {only.finding.message}".startswith(found)


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("{HEAD, ends: support}", "write ends: {queue: support}"),
        ("{HEAD, ends: idle}", "write ends: {idle: true}"),
        ("{HEAD, ends: {idle: false}}", "take it out, or write idle: true"),
        ("{HEAD, ends: {silence: true}}", "did you mean 'idle'?"),
        ("{HEAD, ends: {queue: [support]}}", "write queue: support"),
        ("{HEAD, ends: {decision_tree: main-menu}}", "a chat that waits there has not ended"),
        ("{HEAD, reaches: main-menu}", "write reaches: {decision_tree: main-menu}"),
        ("{HEAD, reaches: {decision: anything-else}}", "write {decision_tree: main-menu, decision: anything-else}"),
        ("{HEAD, reaches: {queue: Support}}", "did you mean 'support'?"),
        ("{HEAD, ends: {terminate: support}}", "write 'queue: support': that is what has this name"),
        ("{HEAD, ends: {terminate: main-menu}}", "name one that is there"),
        ("{HEAD, requests: {'https://a.example': {order: 1}}}", "what the request brings stands under 'json'"),
        ("{HEAD, chat: [{expect: {tickets: [Complaint]}}]}", "for example {title: Complaint}"),
        ("{HEAD, contact: Jana}", "for example contact: {name: Jana}"),
        ("{HEAD, language: en}", "a customer's language stands under 'contact'"),
        ("{HEAD, chat: [hello]}", "for example {say: Hello}"),
        ("{HEAD, chat: [{message: hello}]}", "did you mean 'say'?"),
        ("{HEAD, chat: [{later: 1h 30 min}]}", "did you mean '90m'?"),
        ("{HEAD, chat: [{later: 2 days}]}", "did you mean '2d'?"),
        ("{title: A, inbound: '+420222333444', at: 2026-11-25}", "write the name of an inbound routing: "),
        ("{title: A, inbound: eshop-cz, at: 25.11.2026 9:00}", "did you mean '2026-11-25T09:00'?"),
        ("{title: A, inbound: eshop-cz, at: '10:00'}", "an instant is a date and a time such as"),
    ],
)
def test_what_to_write_instead_is_said(text: str, help_: str) -> None:
    (only,) = read_text(f"scenarios: {{a: {text.replace('HEAD', HEAD)}}}\n").found
    assert (only.finding.help or "").startswith(help_), only.finding


def test_a_file_without_its_first_line_is_told_about_it() -> None:
    (only,) = read_text(f"a: {{{HEAD}}}\n").found
    assert (only.finding.help or "").startswith("write `scenarios:` on the line above")


def test_two_scenarios_of_one_name_are_found() -> None:
    files = [SourceFile(f"tests/{name}.yaml", scenario("opens: a").encode()) for name in "ab"]
    (only,) = read_scenarios(files, ESTATE, SETTINGS.timezone).found
    assert only.file == "tests/b.yaml"
    assert only.finding.message.startswith("there are two scenarios 'a'")


def test_an_empty_file_is_fine() -> None:
    for text in ("", "scenarios:\n", "scenarios: {}\n"):
        assert read_text(text) == ReadScenarios((), ())


def test_the_scenarios_of_the_example_pass_and_use_all_that_stands_in() -> None:
    files = [
        SourceFile(path.relative_to(ESHOP).as_posix(), path.read_bytes()) for path in sorted(ESHOP.glob("tests/*.yaml"))
    ]
    found = read_scenarios(files, ESTATE, SETTINGS.timezone)
    assert found.found == ()
    assert len(found.scenarios) >= 8
    for each in found.scenarios:
        ran = run(each, DETECTING)
        assert (ran.difference, ran.unused) == (None, ()), each.label


def test_the_schema_is_one_and_its_examples_fit() -> None:
    of = dict(schema("scenarios"))
    jsonschema.Draft202012Validator.check_schema(of)
    for name, node in [("", of), *of["$defs"].items()]:
        for key, field in node.get("properties", {}).items():
            for example in (*field.get("examples", ()), *field.get("x-examples", ())):
                takes = jsonschema.Draft202012Validator({**field, "$defs": of["$defs"]})
                assert list(takes.iter_errors(example)) == [], f"{name}.{key}"
            assert "description" in field, f"{name}.{key}"


@pytest.mark.parametrize(
    ("definition", "kind"),
    [
        ("case", Fields),
        ("contact", Customer),
        ("step", Step),
        ("expectation", Expectation),
        ("ticket", ExpectedTicket),
        ("reply", Reply),
        ("oneReply", Reply),
        ("botReplies", BotReply),
        ("oneBotReply", BotReply),
    ],
)
def test_the_schema_and_the_types_have_the_same_fields(definition: str, kind: type[msgspec.Struct]) -> None:
    assert set(schema("scenarios")["$defs"][definition]["properties"]) == set(kind.__struct_fields__)


def test_a_place_has_the_fields_of_all_places_in_the_schema() -> None:
    of = schema("scenarios")["$defs"]
    written = {key for name in ("place", "waiting", "end") for key in of[name]["properties"]}
    assert written == set(ChatPlace.__struct_fields__)


def test_places_with_odd_names_make_no_secret_of_the_words_of_events() -> None:
    answers: Values = {"when": {"button": {"title": "Go"}}, "to": {"queue": "support"}, "default": True}
    talk = Talk(tree({"password": decision({"send_message": {"text": "Hello"}}, targets=[answers])}))
    talk.say()
    talk.say("anything")
    shown = [printable(event) for event in talk.all]
    assert words(shown) == words(talk.all)
    assert [event.by for event in shown if isinstance(event, (Went, Chosen))] == ["arrival", "default", "answer"]
