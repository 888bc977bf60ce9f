"""`routecfg test`: scenarios in files, what failed and how it is shown, and recordings that pass."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from commands import NO_DETECTOR, Commands

GOLDEN = Path(__file__).parent / "test_failures"


def failing(eshop: Commands) -> None:
    """Two scenarios of the e-shop that no longer hold."""
    eshop.change("routing/hours.yaml", '{dates: 12-24, hours: "09:00-12:00"}', '{dates: 12-24, hours: "09:00-11:00"}')


def test_scenarios_that_pass_are_counted(eshop: Commands, shop: Commands) -> None:
    ran = eshop("test")
    assert (ran.status, ran.out, ran.err) == (0, "113 scenarios passed\n", "")
    assert shop("test").out == "4 scenarios passed\n"


@pytest.mark.parametrize("form", ["text", "json", "junit"])
def test_a_failure_shows_the_chat_up_to_the_difference(
    eshop: Commands, form: str, request: pytest.FixtureRequest
) -> None:
    failing(eshop)
    ran = eshop("test", "order-on-christmas-eve", "czech-hours", "--format", form)
    assert (ran.status, ran.err) == (1, "")
    golden = GOLDEN / f"christmas-eve.{form}"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(ran.out, encoding="utf-8")
    assert ran.out == golden.read_text(encoding="utf-8")


def test_scenarios_are_chosen_by_name_and_by_words(eshop: Commands) -> None:
    assert eshop("test", "czech-hours", "bot-is-down").out == "19 scenarios passed\n"
    assert eshop("test", "-k", "COFFEE").out == "2 scenarios passed\n"
    assert eshop("test", "czech-hours", "-k", "noon").out == "2 scenarios passed\n"
    assert eshop("test", "tests/silence.yaml", "./tests/detection.yaml").out == "6 scenarios passed\n"
    assert eshop("test", "silence.yaml", "--project", "..", cwd=eshop.folder / "tests").status == 2
    assert eshop("test", "../tests/silence.yaml", cwd=eshop.folder / "routing").out == "2 scenarios passed\n"
    unknown = eshop("test", "czech-hour")
    assert (unknown.status, unknown.out) == (2, "")
    assert unknown.err == "routecfg: no scenario is called 'czech-hour'\nhelp: did you mean 'czech-hours'?\n"
    assert eshop("test", "-k", "nothing has this").status == 2


def test_one_failure_is_enough_if_that_is_wanted(eshop: Commands) -> None:
    failing(eshop)
    assert len(json.loads(eshop("test", "--format", "json").out)["scenarios"]) == 113
    first = json.loads(eshop("test", "--fail-fast", "--format", "json").out)
    assert first["summary"]["failed"] == 1
    assert not first["scenarios"][-1]["passed"]


@pytest.mark.parametrize(("wrong", "advised"), [(5, False), (6, True)])
def test_of_many_failures_it_says_how_to_see_the_first(shop: Commands, wrong: int, advised: bool) -> None:
    cases = ", ".join(f"{{at: 2026-11-25T1{hour}:00, reaches: {{terminate: closed}}}}" for hour in range(wrong))
    shop.write("tests/wrong.yaml", f"scenarios: {{wrong: {{title: Wrong, inbound: shop, cases: [{cases}]}}}}\n")
    *_, failed, last = shop("test", "wrong").out.splitlines()
    assert f"{wrong} of {wrong} scenarios failed" == (failed if advised else last)
    assert ("--fail-fast" in last) is advised


def test_what_stands_in_and_is_not_asked_is_noted(shop: Commands) -> None:
    shop.write(
        "tests/a.yaml",
        "scenarios: {a: {title: A, inbound: shop, at: 2026-11-25T10:00, requests: {https://a.example: {fails: 404}}}}",
    )
    ran = shop("test", "a")
    assert (ran.status, ran.out) == (
        0,
        "note: tests/a.yaml:1: nothing asks for 'https://a.example'\n1 scenario passed\n",
    )


@pytest.mark.parametrize("form", ["text", "json", "junit"])
def test_a_file_that_is_wrong_is_said_with_its_line_and_nothing_runs(shop: Commands, form: str) -> None:
    shop.write("tests/a.yaml", "scenarios:\n  a: {title: A, inbound: shp, at: 2026-11-25T10:00}\n")
    ran = shop("test", "--format", form)
    assert ran.status == 1
    assert "no inbound routing is called 'shp'" in ran.out
    assert "RC201" in ran.out
    if form == "text":
        assert " --> tests/a.yaml:2:26\n" in ran.out
        assert "did you mean 'shop'?" in ran.out
        assert "no scenario is run until the files are right" in ran.out
    elif form == "junit":
        assert ET.fromstring(ran.out).get("failures") == "2"


def test_hidden_files_are_left_out_and_a_warning_stops_nothing(shop: Commands) -> None:
    shop.write("tests/.draft.yaml", "scenarios: {a: {}}")
    assert shop("test") == (0, "4 scenarios passed\n", "")
    shop.write("tests/Shop.yaml", "")
    ran = shop("test")
    assert (ran.status, ran.out) == (0, "4 scenarios passed\n")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("tests/shop.yaml:1:1: RC005 on Windows and macOS this file and 'tests/Shop.yaml' are one")


def test_without_scenarios_it_says_how_to_begin(shop: Commands) -> None:
    (shop.folder / "tests/shop.yaml").unlink()
    ran = shop("test")
    assert (ran.status, ran.out) == (2, "")
    assert "there are no scenarios in 'tests'" in ran.err
    (shop.folder / "tests").rmdir()
    ran = shop("test")
    assert (ran.status, ran.out) == (2, "")
    assert "the project has no folder 'tests'" in ran.err
    assert shop("chat", "--record", "tests/first.yaml", stdin="Hello").status == 0, "what the help says"
    assert shop("test").status == 0


def test_a_routing_with_errors_is_not_run(shop: Commands) -> None:
    shop.write("routing/more.yaml", "queues: {a: {titel: A}}")
    ran = shop("test")
    assert ran.status == 2
    assert "the routing files have errors" in ran.err


def test_no_secret_is_printed_nor_looked_up(eshop: Commands) -> None:
    eshop.write(
        "tests/a.yaml",
        "scenarios: {a: {title: A, inbound: eshop-de, at: 2026-11-25T10:00,"
        " requests: {'https://u:hunter2hunter2@a.example/?token=hunter2hunter2': {fails: 404}},"
        " chat: [{say: '12345678', expect: {requests: ['https://a.example/?token=hunter2hunter2']}}]}}",
    )
    for form in ("text", "json", "junit"):
        ran = eshop("test", "a", "--format", form, env={"CRM_KEY": "correct-horse"})
        assert ran.status == 1
        assert "hunter2hunter2" not in ran.out
        assert "correct-horse" not in ran.out
        assert "key=SECRET" in ran.out


CHATS = {
    "order": ("Kde je objednávka", "12345678", "/later 90m", "/press 2", "haló"),
    "files": ("/press 2", "/press Nahlásit poškození", "/send photo.png rozbité", "jste tam?", "/close", "ahoj"),
    "clock": ("vratit", "/later 2d", "ahoj", "/close", "/at 2026-12-24T11:00", "/at 2026-12-24T12:00", "haló"),
    "bot": ("/press Poradit s kávou", "/press Dark roast", "děkuji", "/close", "zrnka", "/press 3", "x"),
    "taken back": ("12345678", "/back", "87654321", "/data", "/why", "//menu", "/press KDE JE OBJEDNÁVKA"),
    "no bot": ("/press Poradit s kávou", "děkuji", "/close", "zrnka", "x"),
    "nothing": (),
}


@pytest.mark.parametrize(
    ("chat", "world"),
    [
        *((chat, ("--world", "world.yaml")) for chat in CHATS if chat != "no bot"),
        *((chat, ()) for chat in CHATS if chat != "bot"),  # its buttons are not shown
    ],
)
def test_a_recording_passes(eshop: Commands, chat: str, world: tuple[str, ...]) -> None:
    options = ("--at", "2026-11-25T10:00", "--contact", "Jana", "--record", "tests/recorded.yaml", *world)
    assert eshop("chat", "eshop-cz", *options, stdin="\n".join(CHATS[chat])).status == 0
    ran = eshop("test", "recorded")
    assert ran.status == 0, ran.out
    assert ran.out.endswith("1 scenario passed\n")


def test_a_comment_ignores_a_finding_in_a_scenario_as_in_a_routing_file(shop: Commands) -> None:
    def found(*arguments: str) -> list[str]:
        return [
            line.partition(": ")[0] for line in shop("validate", "--format", "concise", *arguments).out.splitlines()
        ]

    shop.change(
        "tests/shop.yaml", "    ends: {queue: support}", "    ends: {queue: sales}  # routecfg: ignore[RC201] next week"
    )
    assert found() == []
    assert shop("test").status == 1, "what is ignored is wrong all the same: nothing is run"
    shop.change("tests/shop.yaml", "RC201", "RC203")
    assert found() == ["tests/shop.yaml:13:19", "tests/shop.yaml:13:46"], (
        "the name, and the comment that ignores nothing"
    )
    shop.change("tests/shop.yaml", "RC203", "RC201")
    shop.change("tests/shop.yaml", "queue: sales", "queue: support")
    assert found() == ["tests/shop.yaml:13:48"]
    shop.write("routing/more.yaml", "queues: {a: {titel: A}}")
    assert found() == ["routing/more.yaml:1:14"], "whether the comment is of use is not known"
    shop.write("tests/broken.yaml", "scenarios: {  # routecfg: ignore[RC001]\n")
    assert "tests/broken.yaml:1:12" in found()


def test_a_baseline_knows_what_is_wrong_with_scenarios(shop: Commands) -> None:
    shop.change("tests/shop.yaml", "{queue: support}", "{queue: sales}")
    written = shop("validate", "--baseline", "known.json", "--write-baseline")
    assert written.err.startswith("known.json knows 1 finding: ")
    known = shop("validate", "--baseline", "known.json")
    assert (known.status, known.err) == (0, "1 known finding of the baseline is not shown\n")
    shop.change("tests/shop.yaml", "{terminate: closed}", "{terminate: close}")
    ran = shop("validate", "--baseline", "known.json", "--format", "concise")
    assert [line.partition(": ")[0] for line in ran.out.splitlines()] == [
        "tests/shop.yaml:19:53",
        "tests/shop.yaml:21:53",
    ]
    assert shop("test").status == 1


@pytest.mark.parametrize("cached", [(), ("--no-cache",)])
def test_validate_checks_scenarios_too(shop: Commands, cached: tuple[str, ...]) -> None:
    fine = shop("validate", *cached)
    assert (fine.status, fine.out) == (0, "All clear: nothing found in 1 file (7 objects)\n")
    shop.change("tests/shop.yaml", "{terminate: closed}", "{terminate: close}")
    ran = shop("validate", *cached, "--format", "concise")
    assert ran.status == 1
    first = "tests/shop.yaml:19:53: RC201 no terminate is called 'close'"
    assert ran.out.splitlines()[0] == first
    assert shop("validate", *cached, "tests/shop.yaml", "--format", "concise").out.splitlines()[0] == first
    assert shop("validate", *cached, "routing").status == 0
    assert shop("validate", *cached, "--ignore", "RC201").status == 0
    shop.write("routing/more.yaml", "queues: {a: {titel: A}}")
    assert "RC201" not in shop("validate", *cached).out, "what is there is not known"
    assert shop("apply", "--first", "--yes").status == 1
    (shop.folder / "routing/more.yaml").unlink()
    assert shop("apply", "--first", "--yes").status == 0, "scenarios are no part of a release"
    shop.change("tests/shop.yaml", "{terminate: close}", "{terminate: closed}")
    assert shop("validate", *cached) == fine


def test_what_detects_languages_may_be_missing(eshop: Commands) -> None:
    head = "title: A, inbound: eshop-cz, at: 2026-11-25T10:00, contact: {language: detect}, opens: hello my friend"
    eshop.write("tests/a.yaml", f"scenarios: {{a: {{{head}, chat: [{{expect: {{language: en}}}}]}}}}")
    assert eshop("test", "a").out == "1 scenario passed\n"
    assert eshop("validate", before=NO_DETECTOR).status == 0
    assert eshop("test", "nothing-fits", before=NO_DETECTOR).status == 0
    ran = eshop("test", "a", before=NO_DETECTOR)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "routecfg: scenario 'a' in 'tests/a.yaml' cannot run: it has 'language: detect', and nothing that detects"
        " languages is installed\n"
        "help: pip install 'routecfg[languages]' installs it; or write a language in its place, such as cs\n"
    )
