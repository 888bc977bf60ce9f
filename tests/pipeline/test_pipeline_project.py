"""What is wrong with a project file is told before anything else is looked at."""

import pytest

from estates import checked, concise

SOUND = "routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en, cs]\n"
SHARED_ELSEWHERE = (
    "the sandbox and production share a folder on Windows and macOS, where capitals make no difference,"
    " so a release would be read as routing files"
)
SHARED = "the sandbox and production share a folder, so a release would be read as routing files"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SOUND.replace("Prague", "Praha"),
            [
                "routecfg.yaml:2:11: RC004 there is no time zone 'Europe/Praha', so nobody knows when time groups hold",
                "  help: did you mean 'Europe/Prague'?",
            ],
        ),
        (
            SOUND.replace("[en, cs]", "[en, cs, en]"),
            ["routecfg.yaml:3:21: RC004 'languages' lists 'en' twice", "  help: take one of them out"],
        ),
        (
            SOUND + "sandbox: production\n",
            [
                f"routecfg.yaml:4:10: RC004 {SHARED}",
                "  help: name two folders of which neither holds the other, such as routing and production",
            ],
        ),
        (
            SOUND + "production: routing/live\n",
            [
                f"routecfg.yaml:4:13: RC004 {SHARED}",
                "  help: name two folders of which neither holds the other, such as routing and production",
            ],
        ),
        (
            SOUND + "production: Routing/live\n",
            [
                f"routecfg.yaml:4:13: RC004 {SHARED_ELSEWHERE}",
                "  help: name two folders of which neither holds the other, such as routing and production",
            ],
        ),
        (
            SOUND + "production: Routecfg.yaml/live\n",
            [
                "routecfg.yaml:4:13: RC004 this is the project file itself, so there can be no folder of that name",
                "  help: name a folder, such as routing or production",
            ],
        ),
        (
            SOUND + "rules: {unused-objct: error}\n",
            [
                "routecfg.yaml:4:9: RC004 there is no rule 'unused-objct'",
                "  help: did you mean 'unused-object'?",
            ],
        ),
    ],
)
def test_a_wrong_setting_is_told_at_its_place(text: str, expected: list[str]) -> None:
    found = checked({"routing/broken.yaml": "queues: ["}, project=text.encode())
    assert concise(found) == expected
    assert found.result.waiting == ("nothing else is checked until routecfg.yaml is right",)


def test_an_unread_file_makes_whole_estate_rules_wait() -> None:
    found = checked(
        {
            "routing/broken.yaml": "queues: [",
            "routing/menu.yaml": "time_conditions: {c: {title: C, time_group: g, if_time_matches: {queue: q},"
            " if_time_does_not_match: {queue: r}}}",
        }
    )
    assert [diagnostic.code for diagnostic in found.result.diagnostics] == ["RC001"]
    (note,) = found.result.waiting
    assert note == (
        "more may be found once routing/broken.yaml can be read whole: which names exist, which objects are used, where"
        " chats lead, which data have been saved and when time groups hold can be checked only then"
    )


def test_an_incomplete_object_is_known_by_name() -> None:
    found = checked(
        {
            "routing/queues.yaml": "queues: {support: {titel: Support}}",
            "routing/line.yaml": "inbound_routings: {line: {title: L, api_token: {env: T}, channel_id: '1',"
            " next_destination: {queue: support}}}",
        }
    )
    assert [diagnostic.code for diagnostic in found.result.diagnostics] == ["RC101"]
    (note,) = found.result.waiting
    assert note == (
        "more may be found once queue 'support' in routing/queues.yaml is right: which objects are used, where"
        " chats lead and which data have been saved can be checked only then"
    )


def test_a_misspelt_kind_hides_names_so_nothing_is_said_of_names() -> None:
    found = checked(
        {
            "routing/queues.yaml": "quues: {support: {title: Support}}",
            "routing/line.yaml": "inbound_routings: {line: {title: L, api_token: {env: T}, channel_id: '1',"
            " next_destination: {queue: support}}}",
        }
    )
    assert [diagnostic.code for diagnostic in found.result.diagnostics] == ["RC101"]
    assert found.result.waiting[0].startswith("more may be found once routing/queues.yaml can be read whole: ")


def test_what_is_odd_about_the_zone_of_the_project_is_reported_at_its_line() -> None:
    group = 'time_groups: {hours: {title: Hours, include: [{days: mon-fri, hours: "08:00-18:00"}]}}\n'
    found = concise(checked({"routing/a.yaml": group}, b"routecfg: 1\nlanguages: [en]\ntimezone: EST\n"))
    assert [line.split(" the time")[0] for line in found if "RC513" in line] == ["routecfg.yaml:3:11: RC513"]
