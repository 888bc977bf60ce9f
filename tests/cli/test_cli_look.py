"""Commands that only show: list, show, graph, hours, rules, explain, schema."""

import json
import shutil
from datetime import datetime
from pathlib import Path
from textwrap import indent
from zoneinfo import ZoneInfo

import pytest

from commands import Commands, copied
from routecfg.catalogue import CATALOGUE
from routecfg.cli.app import command_line

KIT = Path(__file__).parents[2] / "schema" / "conformance"

NIGHT = """\
inbound_routings:
  line: {title: 夜間 line, api_token: {env: T}, channel_id: "1", next_destination: {time_condition: night}}
time_groups:
  night: {title: Night shift, include: [{hours: "01:00-05:00"}]}
  rush: {title: Rush, include: [{hours: "04:15-05:00"}]}
time_conditions:
  night:
    title: Night
    time_group: night
    if_time_matches: {time_condition: rush}
    if_time_does_not_match: {terminate: closed}
  rush: {title: Rush, time_group: rush, if_time_matches: {queue: many}, if_time_does_not_match: {queue: few}}
terminates:
  closed: {title: Closed, disconnection_cause: out_of_time, queue: few}
queues: {few: {title: Few, id: 1}, many: {title: Many, id: 2}}
"""


@pytest.fixture
def night(empty: Commands) -> Commands:
    """A line that is served at night, by more people in the last hour."""
    empty.write("routecfg.yaml", "routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en]\n")
    empty.write("routing/all.yaml", NIGHT)
    return empty


def test_the_list_shows_every_object_with_its_file(shop: Commands) -> None:
    ran = shop("list")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "kind             name        title              file",
        "inbound routing  shop        The shop's number  routing/shop.yaml",
        "time group       shop-hours  Opening hours      routing/shop.yaml",
        "time condition   shop-hours  Open or closed     routing/shop.yaml",
        "decision tree    menu        Menu               routing/shop.yaml",
        "terminate        closed      Closed             routing/shop.yaml",
        "queue            support     Support            routing/shop.yaml",
        "template         closed      Closed             routing/shop.yaml",
    ]


def test_the_list_holds_one_kind_for_programs_too(shop: Commands) -> None:
    told = json.loads(shop("list", "queue", "--format", "json").out)
    wanted = {"kind": "queues", "name": "support", "title": "Support", "file": "routing/shop.yaml"}
    assert told == {"version": 1, "objects": [wanted]}
    assert shop("list", "chatbots").out == "nothing is defined yet\n"
    assert shop("list", "queus") == (2, "", "routecfg: there is no kind 'queus'\nhelp: did you mean 'queues'?\n")


def test_the_list_keeps_its_columns_beside_wide_characters(night: Commands) -> None:
    first, second = night("list").out.splitlines()[1:3]
    assert first == "inbound routing  line    夜間 line    routing/all.yaml"
    assert second == "time group       night   Night shift  routing/all.yaml"


def test_objects_with_errors_are_listed_and_unread_files_are_told(shop: Commands) -> None:
    shop.change("routing/shop.yaml", "title: Menu", "title: 7")
    shop.write("routing/broken.yaml", "queues: [")
    ran = shop("list", "decision_trees")
    assert (ran.status, ran.err) == (1, "1 file could not be read: 'routecfg validate' says why\n")
    assert ran.out.splitlines()[1].split() == ["decision", "tree", "menu", "routing/shop.yaml"]
    broken = shop("show", "menu")
    assert broken.status == 2
    assert "routecfg: decision tree 'menu' has errors\n" in broken.err


def test_a_list_or_a_picture_that_lacks_something_does_not_end_well(shop: Commands) -> None:
    shop.change("routing/shop.yaml", "title: Menu", "title: 7")
    assert shop("list").status == 0
    drawn = shop("graph")
    assert (drawn.status, drawn.err) == (1, "1 object with errors left out: 'routecfg validate' says more\n")
    shop.write("routing/shop.yaml", "queues: [")
    for command in ("list", "graph"):
        ran = shop(command)
        assert (ran.status, ran.err) == (1, "1 file could not be read: 'routecfg validate' says why\n")
        assert "nothing is defined" not in ran.out


def test_hours_that_lack_something_do_not_end_well(shop: Commands) -> None:
    assert shop("hours", "shop").status == 0
    shop.write("routing/broken.yaml", "queues: [")
    assert shop("hours", "shop").status == 1
    shop.change("routing/broken.yaml", "queues: [", "queues: {a: {titel: A}}")
    assert shop("hours", "shop").status == 1


def test_an_object_is_shown_as_yaml(shop: Commands) -> None:
    ran = shop("show", "menu")
    assert (ran.status, ran.err) == (0, "")
    assert (
        ran.out
        == """\
# decision tree 'menu' in routing/shop.yaml
decision_trees:
  menu:
    title: Menu
    decisions:
      welcome:
        title: Welcome message
        actions:
          - send_message: {text: 'Hello! What can we do for you?'}
        targets:
          - to: {decision: delivery}
            when:
              similar: [shipping, parcel]
              button: {title: Delivery}
          - to: {queue: support}
            when:
              similar: [agent, human, help]
              button: {title: Talk to a person}
            default: true
      delivery:
        title: Delivery
        actions:
          - send_message:
              text: Orders placed before noon leave our warehouse the same day. Anything else?
        targets:
          - to: {decision: welcome}
            when:
              similar: [back, menu]
              button: {title: Back to the menu}
          - to: {queue: support}
            when:
              similar: [agent, human, help]
              button: {title: Talk to a person}
            default: true

# used by:
#   time condition 'shop-hours'
# uses:
#   queue 'support'
"""
    )


@pytest.mark.parametrize("example", ["quickstart", "eshop"])
def test_what_is_shown_can_be_pasted_back(tmp_path: Path, home: Path, example: str) -> None:
    """Every object put into a file of its own makes the same release; so does every decision put into its tree."""
    project = copied(example, tmp_path / "project", home)
    assert project("apply", "--yes", "--first").status == 0
    objects = json.loads(project("list", "--format", "json").out)["objects"]
    shown = {
        f"{item['kind']}-{item['name']}": project("show", f"{item['kind']}/{item['name']}").out for item in objects
    }
    menu = json.loads(project("list", "decisions", "--format", "json").out)["objects"]
    tree = menu[0]["decision_tree"]
    decisions = [project("show", f"{tree}/{item['name']}").out for item in menu if item["decision_tree"] == tree]
    head, _, _ = shown[f"decision_trees-{tree}"].partition("    decisions:\n")
    shown[f"decision_trees-{tree}"] = f"{head}    decisions:\n" + indent("".join(decisions), " " * 6)
    shutil.rmtree(project.folder / "routing")
    for name, text in shown.items():
        project.write(f"routing/{name}.yaml", text)
    assert project("apply", "--yes").out == "nothing to release: customers already get what the routing files say\n"


def test_a_decision_is_shown_with_what_leads_to_it(shop: Commands) -> None:
    ran = shop("show", "menu/delivery")
    assert ran.out.startswith(
        "# decision 'delivery' of decision tree 'menu' in routing/shop.yaml\ndelivery:\n  title: "
    )
    assert ran.out.endswith(
        "# used by:\n#   decision 'welcome' of decision tree 'menu'\n"
        "# uses:\n#   decision 'welcome' of decision tree 'menu'\n#   queue 'support'\n"
    )
    assert shop("show", "delivery") == shop("show", "decision/delivery") == ran
    told = json.loads(shop("show", "delivery", "--format", "json").out)
    assert (told["kind"], told["name"], told["decision_tree"]) == ("decisions", "delivery", "menu")
    assert told["used_by"] == [{"kind": "decisions", "name": "welcome", "decision_tree": "menu"}]


def test_titles_are_found(shop: Commands) -> None:
    assert shop("show", "opening HOURS") == shop("show", "time_groups/shop-hours")
    assert shop("show", "Welcome message") == shop("show", "menu/welcome")
    assert shop("graph", "Menu") == shop("graph", "menu")
    assert "2 objects are called 'Closed'" in shop("show", "Closed").err


def test_the_list_finds_names_titles_and_decisions(shop: Commands) -> None:
    assert shop("list", "--find", "DELIV").out.splitlines() == [
        "kind      name           title     file",
        "decision  menu/delivery  Delivery  routing/shop.yaml",
    ]
    found = json.loads(shop("list", "queues", "--find", "upp", "--format", "json").out)["objects"]
    assert [item["name"] for item in found] == ["support"]
    assert [line.split()[1] for line in shop("list", "decisions").out.splitlines()[1:]] == [
        "menu/welcome",
        "menu/delivery",
    ]
    nothing = shop("list", "--find", "x\x1b[31m")
    assert (nothing.status, nothing.out) == (0, "nothing has 'x<U+001B>[31m' in its name or title\n")


def test_an_object_is_shown_to_programs(shop: Commands) -> None:
    told = json.loads(shop("show", "queues/support", "--format", "json").out)
    assert told["object"] == {"title": "Support", "id": 10001}
    assert told["used_by"] == [
        {"kind": "decision_trees", "name": "menu"},
        {"kind": "terminates", "name": "closed"},
    ]
    assert told["uses"] == []


def test_a_name_of_two_objects_must_be_made_clear(shop: Commands) -> None:
    ran = shop("show", "closed")
    assert ran.status == 2
    assert ran.err.startswith("routecfg: 2 objects are called 'closed'\nhelp: say which: ")
    assert "'templates/closed'" in ran.err
    assert shop("show", "template/closed").out.startswith("# template 'closed' in routing/shop.yaml\n")
    assert shop("show", "suport").err == "routecfg: nothing is called 'suport'\nhelp: did you mean 'support'?\n"
    assert shop("show", "widgets/support").err.startswith("routecfg: there is no kind 'widgets'\n")


def test_no_secret_is_shown(shop: Commands) -> None:
    shop.change("routing/shop.yaml", "{env: AMIO_TOKEN}", "s3cret-t0ken-value")
    for command in (
        ["show", "shop"],
        ["show", "shop", "--format", "json"],
        ["list"],
        ["validate"],
        ["graph"],
        ["apply", "--yes"],
    ):
        ran = shop(*command)
        assert "s3cret" not in ran.out + ran.err, command


def test_the_graph_of_the_small_project(shop: Commands) -> None:
    ran = shop("graph")
    assert (ran.status, ran.err) == (0, "")
    assert (
        ran.out
        == """\
inbound routing shop: The shop's number
└─ → time condition shop-hours: Open or closed
   ├─ open → decision tree menu: Menu
   │  └─ → decision welcome: Welcome message
   │     ├─ [Delivery], shipping, parcel → decision delivery: Delivery
   │     │  ├─ [Back to the menu], back, menu → decision welcome: Welcome message ⤴
   │     │  └─ [Talk to a person], agent, human, help, anything else → queue support: Support
   │     └─ [Talk to a person], agent, human, help, anything else → queue support: Support
   └─ closed → terminate closed: Closed
"""
    )


@pytest.mark.parametrize(
    ("form", "start"), [("tree", "inbound"), ("svg", "<svg "), ("mermaid", "flowchart LR\n"), ("dot", "digraph ")]
)
def test_the_graph_of_anything_in_every_form(shop: Commands, form: str, start: str) -> None:
    ran = shop("graph", "--format", form)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(start)
    assert "welcome" in ran.out
    assert "welcome" not in shop("graph", "--format", form, "--fold").out


def test_a_diagram_that_mermaid_refuses_is_told(shop: Commands) -> None:
    assert shop("graph", "--format", "mermaid").err == ""
    targets = "".join(
        f"        - {{when: {{similar: [word {number}]}}, to: {{queue: support}}}}\n" for number in range(501)
    )
    tree = f"decision_trees:\n  long:\n    title: Long\n    decisions:\n      all:\n        title: All\n{targets}"
    shop.write("routing/long.yaml", tree.replace("All\n", "All\n        targets:\n"))
    ran = shop("graph", "decision_trees/long", "--format", "mermaid")
    assert (ran.status, ran.out.count("-.->")) == (0, 501)
    assert "Mermaid shows an error instead of this diagram, unless your site allows more: 502 arrows and " in ran.err
    assert shop("graph", "decision_trees/long", "--format", "mermaid", "--fold").err == ""
    assert shop("graph", "decision_trees/long", "--format", "dot").err == ""


def test_the_graph_is_shown_to_programs(shop: Commands) -> None:
    graph = json.loads(shop("graph", "terminates/closed", "--format", "json").out)
    assert [(node["kind"], node["name"]) for node in graph["nodes"]] == [
        ("inbound_routings", "shop"),
        ("time_conditions", "shop-hours"),
        ("terminates", "closed"),
    ]
    assert graph["edges"] == [
        {"from": 0, "to": 1, "label": "", "waits": False},
        {"from": 1, "to": 2, "label": "closed", "waits": False},
    ]
    assert graph["roots"] == [0]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("shop", "inbound routing shop"),
        ("shop-hours", "time condition shop-hours"),
        ("menu", "decision tree menu"),
        ("terminates/closed", "inbound routing shop"),
        ("queue/support", "inbound routing shop"),
    ],
)
def test_the_graph_of_one_object(shop: Commands, name: str, first: str) -> None:
    ran = shop("graph", name)
    assert ran.status == 0
    assert ran.out.startswith(first)
    assert ("terminate closed" in ran.out) == (name in ("shop", "shop-hours", "terminates/closed"))


def test_the_graph_marks_what_was_found(shop: Commands) -> None:
    shop.change("routing/shop.yaml", "decision_tree: menu", "decision_tree: menue")
    ran = shop("graph")
    assert ran.status == 0
    assert "time condition shop-hours: Open or closed  ✗ RC201" in ran.out
    assert "open → a name that nothing has" in ran.out


def test_any_object_and_any_decision_is_drawn(shop: Commands) -> None:
    assert "Where chats go from time condition 'shop-hours'" in shop("graph", "shop-hours", "--format", "svg").out
    hours = shop("graph", "time_groups/shop-hours", "--format", "svg").out
    assert "What leads to time group 'shop-hours'" in hours
    assert "time condition shop-hours: Open or closed" in hours
    decision = shop("graph", "menu/delivery", "--format", "svg").out
    assert "Where chats go from decision 'delivery' of decision tree 'menu'" in decision


def test_what_cannot_be_drawn_is_said(shop: Commands) -> None:
    assert shop("graph", "menue").err == (
        "routecfg: there is nothing to draw that is called 'menue'\nhelp: did you mean 'menu'?\n"
    )


def test_hours_over_christmas(eshop: Commands) -> None:
    ran = eshop("hours", "eshop-cz", "--from", "2026-12-23", "--days", "6")
    assert (ran.status, ran.err) == (0, "")
    assert (
        ran.out
        == """\
eshop-cz: E-shop, Czech line
Wed 23 Dec 2026 to Mon 28 Dec 2026, Europe/Prague time

            0     3     6     9     12    15    18    21    24
Wed 23 Dec  ················████████████████████············  08:00-18:00
Thu 24 Dec  ··················██████························  09:00-12:00  (special day: 12-24; \
public holiday: Christmas Eve)
Fri 25 Dec  ················································  (excluded: Christmas Day)
Sat 26 Dec  ················································  (excluded: Second Day of Christmas)
Sun 27 Dec  ················································
Mon 28 Dec  ··················████████████··················  09:00-15:00  (special day: 12-27..12-30)

█  decision tree 'main-menu'    19 h
·  decision tree 'after-hours'  125 h
"""
    )


FORWARD = "(clocks go forward from 02:00 to 03:00)"
BACK = "(clocks go back from 03:00 to 02:00)"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])  # 26 hours apart: never on the same day
def test_hours_begin_with_today_where_the_number_is(night: Commands, zone: str) -> None:
    night.change("routecfg.yaml", "Europe/Prague", zone)
    before = datetime.now(ZoneInfo(zone)).date()
    shown = json.loads(night("hours", "line", "--format", "json").out)
    assert shown["timezone"] == zone
    assert before.isoformat() <= shown["first"] <= datetime.now(ZoneInfo(zone)).date().isoformat()


def test_hours_of_a_group_in_a_zone_that_does_not_exist_are_not_known(empty: Commands) -> None:
    empty.write("routecfg.yaml", "routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en]\n")
    empty.write("routing/all.yaml", NIGHT.replace("title: Rush, include", "title: Rush, timezone: Europe/X, include"))
    empty.change("routing/all.yaml", "title: Night shift,", "title: Night shift, timezone: Europe/X,")
    ran = empty("hours", "line")
    assert ran.status in (0, 1)
    assert "is not known" in ran.out + ran.err


def test_hours_in_the_night_when_the_clocks_go_forward(night: Commands) -> None:
    ran = night("hours", "line", "--from", "2026-03-28", "--days", "2")
    assert (
        ran.out
        == f"""\
line: 夜間 line
Sat 28 Mar 2026 to Sun 29 Mar 2026, Europe/Prague time

            0     3     6     9     12    15    18    21    24
Sat 28 Mar  ··▓▓▓▓▓▓▓█······································  ▓ 01:00-04:15, █ 04:15-05:00
Sun 29 Mar  ··▓▓  ▓▓▓█······································  ▓ 01:00-04:15, █ 04:15-05:00  {FORWARD}

█  queue 'many'        1 h 30 min
▓  queue 'few'         5 h 30 min
·  terminate 'closed'  40 h
"""
    )


def test_hours_in_the_night_when_the_clocks_go_back(night: Commands) -> None:
    ran = night("hours", "line", "--from", "2026-10-25", "--days", "1")
    assert (
        ran.out
        == f"""\
line: 夜間 line
Sun 25 Oct 2026 to Sun 25 Oct 2026, Europe/Prague time

            0     3     6     9     12    15    18    21    24
Sun 25 Oct  ··▓▓▓▓▓▓▓█······································  ▓ 01:00-04:15, █ 04:15-05:00  {BACK}

█  queue 'many'        0 h 45 min
▓  queue 'few'         4 h 15 min
·  terminate 'closed'  20 h
"""
    )


@pytest.mark.parametrize(
    ("hours", "times"),
    [
        ("02:30-03:00", "02:30-03:00 (first time), 02:30-03:00 (second time)"),
        ("01:30-02:15", "01:30-02:15 (first time), 02:00-02:15 (second time)"),
        ("02:15-03:30", "02:15-03:00 (first time), 02:15 (second time)-03:30"),
        ("02:00-05:00", "02:00 (first time)-05:00"),
        ("01:00-03:00", "01:00-03:00"),
        ("01:30-05:00", "01:30-05:00"),
    ],
)
def test_hours_say_which_of_two_hours_is_meant_when_the_clocks_go_back(night: Commands, hours: str, times: str) -> None:
    night.change("routing/all.yaml", "01:00-05:00", hours)
    night.change("routing/all.yaml", "if_time_matches: {time_condition: rush}", "if_time_matches: {queue: few}")
    row = night("hours", "line", "--from", "2026-10-25", "--days", "1").out.splitlines()[4]
    assert row[62:] == f"{times}  {BACK}"


@pytest.mark.parametrize(
    ("zone", "first", "note"),
    [
        ("America/Santiago", "2026-04-03", ["", "clocks go back from 24:00 to 23:00", ""]),
        ("America/Santiago", "2026-09-05", ["", "clocks go forward from 00:00 to 01:00", ""]),
        ("America/Nuuk", "2026-03-27", ["", "clocks go forward from 23:00 to 24:00", ""]),
        ("Europe/London", "2026-10-24", ["", "clocks go back from 02:00 to 01:00", ""]),
    ],
)
def test_hours_tell_of_a_clock_change_on_the_day_on_which_it_happens(
    night: Commands, zone: str, first: str, note: list[str]
) -> None:
    night.change("routecfg.yaml", "Europe/Prague", zone)
    rows = night("hours", "line", "--from", first, "--days", "3").out.splitlines()[4:7]
    assert [row.partition("(clocks")[1] and "clocks" + row.partition("(clocks")[2].rstrip(")") for row in rows] == note


def test_hours_draw_blocks_where_customers_get_to_people_and_nowhere_else(eshop: Commands) -> None:
    """Whatever most of the time is: on a line that is open nearly always, and through trees and chatbots."""
    eshop.change("routing/hours.yaml", "matches: {queue: wholesale}", "matches: {chatbot: coffee-expert}")
    eshop.change("routing/hours.yaml", '{days: mon-fri, hours: "09:00-17:00"}', '{hours: "00:30-24:00"}')
    eshop.change("routing/inbound.yaml", "{decision_tree: wholesale}", "{time_condition: wholesale-open}")
    shown = eshop("hours", "wholesale", "--from", "2026-11-24", "--days", "1").out.splitlines()
    assert shown[4] == f"Tue 24 Nov  ·{'█' * 47}  00:30-24:00"
    assert shown[6:] == ["█  chatbot 'coffee-expert'       23 h 30 min", "·  terminate 'wholesale-closed'  0 h 30 min"]


SEASONS = """\
    include:
      - {dates: 04-01..09-30, hours: "01:00-05:00"}
      - {dates: 10-01..03-31, hours: "02:00-05:00"}
      - {dates: 12-25, hours: "06:00-07:00"}
    exclude: [{holidays: CZ, hours: "00:00-24:00"}]
    special: [{dates: 2026-10-28, hours: "08:00-09:00"}]
"""


def test_hours_have_no_note_on_ordinary_days_and_name_every_holiday(night: Commands) -> None:
    night.change(
        "routing/all.yaml", 'title: Night shift, include: [{hours: "01:00-05:00"}]}', "\n    title: Night\n" + SEASONS
    )
    night.change("routing/all.yaml", "night: {", "night:")
    rows = night("hours", "line", "--from", "2026-10-26", "--days", "4").out.splitlines()[4:8]
    holiday = "public holiday: Independent Czechoslovak State Day"
    assert [row.partition("  (")[2] for row in rows] == ["", "", f"special day: 2026-10-28; {holiday})", ""]


def test_a_number_finds_its_routing_however_it_is_spaced(shop: Commands) -> None:
    for number in ("+442079460123", "+44 20 7946 0123", "0044-20-7946-0123"):
        assert shop("hours", number) == shop("hours", "shop")
        assert shop("show", number) == shop("show", "inbound_routings/shop")
        assert shop("graph", number) == shop("graph", "inbound_routings/shop")
    shop.change(
        "routing/shop.yaml",
        "inbound_routings:",
        'inbound_routings:\n  two: {title: Two, api_token: {env: T}, channel_id: "2", number: "+442079460123",'
        " next_destination: {queue: support}}",
    )
    assert shop("hours", "+442079460123").err == (
        "routecfg: 2 inbound routings have the number '+442079460123'\nhelp: name one of them: two or shop\n"
    )


def test_hours_on_narrow_terminals(night: Commands) -> None:
    wide = night.on_terminal("hours", "line", "--from", "2026-03-29", "--days", "1", columns=80, env={"NO_COLOR": "1"})
    assert wide.out.splitlines()[3:6] == [
        "            0     3     6     9     12    15    18    21    24",
        "Sun 29 Mar  ··▓▓  ▓▓▓█······································  ▓ 01:00-04:15,",
        "            █ 04:15-05:00  (clocks go forward from 02:00 to 03:00)",
    ]
    narrow = night.on_terminal(
        "hours", "line", "--from", "2026-03-28", "--days", "1", columns=40, env={"NO_COLOR": "1"}
    )
    assert narrow.out.splitlines()[4:7] == [
        "            0  3  6  9  12 15 18 21 24",
        "Sat 28 Mar  ·▓▓▓█···················",
        "            ▓ 01:00-04:15, █ 04:15-05:00",
    ]


def test_hours_are_painted_on_a_terminal(night: Commands) -> None:
    row = night.on_terminal("hours", "line", "--from", "2026-11-24", "--days", "1").out.splitlines()[4]
    assert row.startswith(
        "Tue 24 Nov  \x1b[2m··\x1b[0m\x1b[36m▓▓▓▓▓▓▓\x1b[0m\x1b[32m█\x1b[0m\x1b[2m" + "·" * 38 + "\x1b[0m"
    )


def test_hours_show_what_comes_first_in_a_half_hour_of_equal_shares(night: Commands) -> None:
    night.change("routing/all.yaml", "04:15-05:00", "04:15-04:45")
    row = night("hours", "line", "--from", "2026-03-28", "--days", "1").out.splitlines()[4]
    assert (
        row
        == "Sat 28 Mar  ··▓▓▓▓▓▓▓█······································  ▓ 01:00-04:15, █ 04:15-04:45, ▓ 04:45-05:00"
    )


def test_hours_without_a_time_condition_are_one_line(night: Commands) -> None:
    night.change("routing/all.yaml", "next_destination: {time_condition: night}", "next_destination: {queue: few}")
    ran = night("hours")
    assert ran == (0, "line: 夜間 line\nchats go to queue 'few' at any time: no time condition is on the way\n", "")


def test_hours_for_programs_are_exact_intervals_without_a_gap(night: Commands) -> None:
    told = json.loads(night("hours", "line", "--from", "2026-03-29", "--days", "1", "--format", "json").out)
    conditions = ["night", "rush"]
    assert told["intervals"] == [
        {
            "from": "2026-03-29T00:00:00+01:00",
            "to": "2026-03-29T01:00:00+01:00",
            "destination": {"terminate": "closed"},
            "open": False,
            "time_conditions": ["night"],
        },
        {
            "from": "2026-03-29T01:00:00+01:00",
            "to": "2026-03-29T04:15:00+02:00",
            "destination": {"queue": "few"},
            "open": True,
            "time_conditions": conditions,
        },
        {
            "from": "2026-03-29T04:15:00+02:00",
            "to": "2026-03-29T05:00:00+02:00",
            "destination": {"queue": "many"},
            "open": True,
            "time_conditions": conditions,
        },
        {
            "from": "2026-03-29T05:00:00+02:00",
            "to": "2026-03-30T00:00:00+02:00",
            "destination": {"terminate": "closed"},
            "open": False,
            "time_conditions": ["night"],
        },
    ]
    ends = [datetime.fromisoformat(told["intervals"][index][key]) for index, key in ((0, "from"), (-1, "to"))]
    assert (ends[1] - ends[0]).total_seconds() == 23 * 3600


def test_hours_of_the_only_number_need_no_name(shop: Commands) -> None:
    assert shop("hours") == shop("hours", "shop") == shop("hours", "+442079460123")


def test_hours_of_several_numbers_ask_which(eshop: Commands) -> None:
    assert eshop("hours") == (
        2,
        "",
        "routecfg: say which number\nhelp: name one of them: eshop-cz, eshop-de or wholesale\n",
    )


def test_hours_of_a_number_that_does_not_exist(shop: Commands) -> None:
    assert shop("hours", "shopp") == (
        2,
        "",
        "routecfg: no inbound routing is called 'shopp'\nhelp: did you mean 'shop'?\n",
    )
    assert shop("hours", "shop", "--from", "Monday").status == 2
    for distant in ("1999-12-31", "2100-01-01", "9999-12-31"):
        ran = shop("hours", "shop", "--from", distant)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == f"routecfg: --from is too far away: '{distant}'\nhelp: dates go from 2000 to 2099\n"
    assert shop("hours", "shop", "--from", "2099-12-31", "--days", "366").status == 0


def test_hours_that_hang_on_an_unknown_name_say_so(shop: Commands) -> None:
    shop.change("routing/shop.yaml", "time_group: shop-hours", "time_group: shop-hour")
    ran = shop("hours", "shop")
    assert ran.status == 0
    assert ran.out.startswith("shop: The shop's number\nnothing can be said: ")
    assert "Mon" not in ran.out


def test_the_rules_are_listed(empty: Commands) -> None:
    lines = empty("rules").out.splitlines()
    assert lines[0].split() == ["code", "rule", "default", "finds"]
    assert [line.split()[0] for line in lines[1:]] == [rule.code for rule in CATALOGUE]
    told = json.loads(empty("rules", "--format", "json").out)
    assert [item["code"] for item in told["rules"]] == [rule.code for rule in CATALOGUE]


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
def test_every_rule_is_explained(rule: object, capsys: pytest.CaptureFixture[str]) -> None:
    code, name = getattr(rule, "code", ""), getattr(rule, "name", "")
    pages = []
    for wanted in (code, name, code.lower()):
        assert command_line()(["explain", wanted], standalone_mode=False) == 0
        pages.append(capsys.readouterr().out)
    assert pages[0].startswith(f"{code} {name}\n=====")
    assert "\nBad:" in pages[0]
    assert "\nGood:" in pages[0]
    assert len(set(pages)) == 1


def test_a_rule_is_explained_to_programs(empty: Commands) -> None:
    page = json.loads(empty("explain", "RC301", "--format", "json").out)
    assert [page[key] for key in ("version", "code", "name", "severity", "fixed")] == [
        1, "RC301", "endless-loop", "error", False
    ]  # fmt: skip
    assert "\nBad:" in page["doc"]


def test_an_unknown_rule_is_told_with_the_nearest(empty: Commands) -> None:
    assert empty("explain", "endles-loop") == (
        2,
        "",
        "routecfg: there is no rule 'endles-loop'\nhelp: did you mean 'endless-loop'?\n",
    )


@pytest.mark.parametrize("name", ["routing", "routecfg", "scenarios", "bundle", "chat"])
def test_a_schema_is_printed(empty: Commands, name: str) -> None:
    ran = empty("schema", name)
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_conformance_kit_is_written_into_a_folder_and_over_an_earlier_one(empty: Commands) -> None:
    cases = sum(path.is_dir() for path in KIT.iterdir())
    for _ in range(2):
        ran = empty("schema", "conformance", "--out", "deep/kit")
        assert (ran.status, ran.err) == (
            0,
            f"wrote {cases} cases to deep/kit, and README.md, which says how to run them\n",
        )
    written = {path.relative_to(empty.folder / "deep/kit") for path in (empty.folder / "deep/kit").rglob("*.*")}
    assert written == {path.relative_to(KIT) for path in KIT.rglob("*.*")}
    (empty.folder / "deep/kit/queue/case.json").write_text("mine")
    refused = empty("schema", "conformance", "--out", "deep/kit")
    assert (refused.status, "there is a file of that name" in refused.err) == (2, True)
    assert "cannot be printed" in empty("schema", "conformance").err


def test_schemas_are_written_into_a_folder(empty: Commands) -> None:
    ran = empty("schema", "--out", "deep/.schema")
    assert (ran.status, ran.out) == (0, "")
    assert sorted(path.name for path in (empty.folder / "deep/.schema").iterdir()) == [
        "bundle.schema.json",
        "chat.schema.json",
        "routecfg.schema.json",
        "routing.schema.json",
        "scenarios.schema.json",
    ]
    empty.write("file", "")
    refused = empty("schema", "--out", "file")
    assert refused.status == 2
    assert "cannot be written" in refused.err
    assert empty("schema").status == 2
    assert (
        "'talk' is not one of 'routing', 'routecfg', 'scenarios', 'bundle', 'chat', 'conformance'."
        in empty("schema", "talk").err
    )


@pytest.mark.parametrize("zone", ["Europe/prague", "Prague", "../../etc/passwd", "Europe"])
def test_hours_in_a_zone_that_does_not_exist_say_so(shop: Commands, zone: str) -> None:
    shop.change("routing/shop.yaml", "title: Opening hours", f"title: Opening hours\n    timezone: {zone}")
    assert shop("validate").status == 1
    for arguments in (["hours"], ["hours", "--format", "json"], ["graph"], ["stats"]):
        ran = shop(*arguments)
        assert ran.status in (0, 1)
        assert "fault" not in ran.err
    assert "'routecfg validate' says which" in shop("hours").out
