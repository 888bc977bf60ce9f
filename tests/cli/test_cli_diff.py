import json

import pytest

from commands import Commands, longer_saturday


def test_before_the_first_release_everything_is_new(shop: Commands) -> None:
    ran = shop("diff")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "First release: 7 objects."
    assert "+ queue 'support' (Support)" in ran.out.splitlines()
    folded = shop("diff", "--format", "markdown").out
    assert folded.count("<details>") == 1, "a box for each object, with nothing in it"
    assert "+ queue 'support' (Support)" in folded.splitlines()
    assert not (shop.folder / "production").exists(), "looking wrote something"


def test_what_means_the_same_is_no_difference(released: Commands) -> None:
    file = released.folder / "routing/shop.yaml"
    text = file.read_text()
    queues = text.partition("\nqueues:\n")[2].partition("\ntemplates:")[0]
    file.write_text("# a comment\n" + text.replace("\nqueues:\n" + queues, ""))
    released.write("routing/moved.yaml", "queues:\n" + queues)
    assert released("diff", "--exit-code") == (0, "Nothing to release: production is already like this.\n", "")


def test_hours_that_are_only_written_in_another_way_are_not_released(released: Commands) -> None:
    released.change("routing/shop.yaml", "days: mon-fri", "days: [fri, thu, wed, tue, mon]")
    assert released("diff", "--exit-code").status == 0
    assert released("apply", "--yes").out == "nothing to release: customers already get what the routing files say\n"
    assert len(list((released.folder / "production/releases").iterdir())) == 1


def test_a_change_is_told_in_three_forms(released: Commands) -> None:
    longer_saturday(released)
    text = released("diff")
    assert text.status == 0
    assert text.out.startswith(
        "What customers will notice: 1 of 1 line\n  The shop's number (shop)\n    Saturdays 14:00"
    )
    assert (
        "decision 'welcome' of 'menu' (routing/shop.yaml:" in text.out
        or "queue 'support' (routing/shop.yaml:" in text.out
    )
    assert "\n\nWhat changes in production: 1 object changed.\n\n~ time group 'shop-hours'" in text.out
    assert "10:00-16:00" in text.out
    told = json.loads(released("diff", "--format", "json").out)
    assert (told["version"], told["empty"], told["first"]) == (2, False, False)
    assert told["summary"]["changed"] == 1
    change = told["impact"]["lines"][0]["changes"][0]
    assert (change["place"], change["replayed"], change["always"]) == ("/time_groups/shop-hours", True, False)
    assert change["chat"][0]["before"]["ends"] == {"terminate": "closed"}
    comment = released("diff", "--format", "markdown").out
    assert comment.startswith("### What customers will notice: 1 of 1 line\n\n**`The shop's number`** (`shop`)\n")
    assert "<details><summary>Example, replayed on both</summary>" in comment
    assert f"### The ways that change\n\n```mermaid\n{released('diff', '--format', 'mermaid').out}```\n" in comment


def test_a_change_is_a_picture_of_the_ways_to_it(released: Commands) -> None:
    longer_saturday(released)
    released.change(
        "routing/shop.yaml", "if_time_does_not_match: {terminate: closed}", "if_time_does_not_match: {queue: support}"
    )
    drawn = released("diff", "--format", "svg")
    assert drawn.status == 0
    assert drawn.out.startswith("<svg ")
    assert "~ changed: time condition" in drawn.out
    assert ">+ closed</text>" in drawn.out and '>− <tspan class="gone">closed</tspan>' in drawn.out
    mermaid = released("diff", "--format", "mermaid").out
    assert mermaid.startswith("flowchart LR\n")
    assert '==>|"#43; closed"|' in mermaid and '--x|"− closed"|' in mermaid
    assert "decision" not in mermaid, "no way to a decision changes"


def test_where_an_answer_was_that_is_gone_is_said(released: Commands) -> None:
    text = (released.folder / "routing/shop.yaml").read_text()
    last = text[text.rindex("          - when: {button: {title: Talk to a person}") : text.index("\nterminates:")]
    released.change("routing/shop.yaml", last + "\nterminates:", "\nterminates:")
    line = text[: text.rindex("        targets:")].count("\n") + 1
    ran = released("diff")
    assert ran.status == 0, ran.err
    assert f"      after: decision 'delivery' of 'menu' (routing/shop.yaml:{line})\n" in ran.out


def test_the_status_tells_a_difference_when_asked_to(released: Commands) -> None:
    assert released("diff", "--exit-code").status == 0
    longer_saturday(released)
    assert released("diff").status == 0
    assert released("diff", "--exit-code").status == 1


def test_a_change_that_would_be_refused_as_large_is_told_before_it_is_merged(released: Commands) -> None:
    released.change(
        "routing/shop.yaml", "next_destination: {time_condition: shop-hours}", "next_destination: {terminate: closed}"
    )
    ran = released("diff", "--format", "markdown")
    assert ran.status == 0
    assert "**A large change:** a release needs `--allow-large-change`" in ran.out
    assert "customers of inbound routing 'shop' reach a queue in production" in ran.out
    assert ran.err.startswith("'routecfg apply' will refuse this, unless --allow-large-change says why it is meant: ")
    (reason,) = json.loads(released("diff", "--format", "json").out)["large_change"]["reasons"]
    assert reason.startswith("customers of inbound routing 'shop' reach a queue in production")


def test_a_sandbox_with_errors_is_not_compared(released: Commands) -> None:
    released.change("routing/shop.yaml", "decision_tree: menu", "decision_tree: menue")
    ran = released("diff", "--out", "plan.json")
    assert (ran.status, ran.out) == (1, "")
    assert "no decision tree is called 'menue'" in ran.err
    assert not (released.folder / "plan.json").exists()


@pytest.mark.parametrize(
    ("written", "rules", "said"),
    [
        ("queues: {spare: {title: Spare, id: 9}}", "", ""),
        ("queues: {spare: {title: Spare, id: 9}}", "{unused-object: error}", "queue 'spare' is not used"),
        ("queues: {}  # routecfg: ignore[RC302] for later", "", ""),
        ("queues: {}  # routecfg: ignore[RC302] for later", "{unused-ignore: error}", "nothing here is found by RC302"),
        ("queues: {spare: {title: Spare, id: 9}}  # routecfg: ignore[RC203] for later", "{unused-ignore: error}", ""),
    ],
)
@pytest.mark.parametrize("command", [["diff"], ["diff", "--out", "plan.json"], ["apply", "--yes"]])
def test_only_what_the_project_counts_as_an_error_stops_a_release(
    released: Commands, command: list[str], written: str, rules: str, said: str
) -> None:
    released.write("routing/more.yaml", written + "\n")
    if rules:
        released.change("routecfg.yaml", "routecfg: 1", f"routecfg: 1\nrules: {rules}")
    ran = released(*command)
    assert ran.status == (1 if said else 0), ran.err
    assert said in ran.err
    assert released("validate").status == ran.status


@pytest.mark.parametrize("command", ["list", "diff"])
def test_what_a_command_did_not_ask_the_rules_is_asked_by_validate(released: Commands, command: str) -> None:
    released.write("routing/more.yaml", "terminates: {gone: {title: Gone, disconnection_cause: user}}\n")
    assert released(command).status == 0
    cached = released("validate")
    assert "RC707" in cached.out, "a rule that looks at one object"
    assert cached == released("validate", "--no-cache") == released("validate", "--format", "text")


def test_a_plan_says_what_was_shown(released: Commands) -> None:
    longer_saturday(released)
    ran = released("diff", "--format", "json", "--out", "plan.json")
    plan = json.loads((released.folder / "plan.json").read_text())
    assert ran.err == "saved as plan.json: 'routecfg apply plan.json' releases just this\n"
    assert plan["difference"] == json.loads(ran.out)
    assert (plan["version"], plan["base_number"]) == (2, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "yaml"], "'yaml' is not one of 'text', 'json', 'markdown', 'svg', 'mermaid'."),
        (["--out", "no/such/plan.json"], "routecfg: the plan cannot be written to 'no/such/plan.json': "),
    ],
)
def test_what_cannot_be_done_is_said(shop: Commands, arguments: list[str], said: str) -> None:
    ran = shop("diff", *arguments)
    assert ran.status == 2
    assert said in ran.err
