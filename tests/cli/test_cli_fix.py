import sys

import pytest

from commands import Commands

LINE = """\
inbound_routings:
  second:
    title: Second            # a comment
    api_token: {env: TOKEN}
    channel_id: "6487021346"
    next_destination: {queue: support}
    languages: [en]
"""
TREE = """\
    title: Extra   # another
    decisions:
      a:
        title: A
        actions:
          - send_message: {text: Hello}
        targets:
          - {when: {similar: [one two]}, to: {queue: support}}
          - {to: {queue: support}, default: true}
"""

HOURS = f"""\
{LINE.replace("{queue: support}", "{time_condition: other}")}time_conditions:
  other:
    title: Other
    time_group: other-hours
    if_time_matches: {{queue: support}}
    if_time_does_not_match: {{queue: sales}}
time_groups:
  other-hours:
    title: When we are there
    timezone: Europe/Prague
    include:
      - {{days: [mon, tue], hours: "08:00-18:00"}}
queues: {{sales: {{title: Sales}}}}
"""
SECOND = """\
      b:
        title: B
        targets: [{to: {decision: a}}]
"""

ENDED = LINE.replace("queue: support", "terminate: end")
TEMPLATE = """\
terminates: {end: {title: End, disconnection_cause: user, auto_response: ended, answered: true}}
templates:
  ended:
    title: Ended
    text: We are gone.
    languages: {en: We are gone.}
"""

MENDED = {
    "a misspelt field": (LINE.replace("next_destination", "next_destinaton"), LINE),
    "a field of the source system": (LINE.replace("next_destination", "Next destination"), LINE),
    "a misspelt name": (LINE.replace("queue: support", "queue: suport"), LINE),
    "a number for a text": (LINE.replace('"6487021346"', "6487021346"), LINE),
    "a pattern without slashes": (
        f"{LINE}decision_trees:\n  extra:\n{TREE}".replace("similar: [one two]", 'pattern: "[0-9]{6}"'),
        f"{LINE}decision_trees:\n  extra:\n{TREE}".replace("similar: [one two]", 'pattern: "/[0-9]{6}/"'),
    ),
}


ANSWERS = f"{LINE}decision_trees:\n  extra:\n{TREE}"
MENDED |= {
    "a word for true": (ANSWERS.replace("default: true", "default: yes"), ANSWERS),
    "a number for true": (ANSWERS.replace("default: true", "default: 1"), ANSWERS),
    "one phrase without brackets": (ANSWERS.replace("[one two]", "one two"), ANSWERS),
    "words without brackets": (
        ANSWERS.replace("[one two]", '"one, two"'),
        ANSWERS.replace("[one two]", "[one, two]"),
    ),
    "more digits than a number keeps": (
        LINE.replace('"6487021346"', "6487021345678901239"),
        LINE.replace("6487021346", "6487021345678901239"),
    ),
    "a zero in front, which a number loses": (LINE.replace('"6487021346"', "0487021346"), LINE.replace('"64', '"04')),
    "a plus in front, which a number loses": (
        f"{LINE}    number: +420222333444\n",
        f'{LINE}    number: "+420222333444"\n',
    ),
    "a time zone": (
        HOURS.replace("Europe/Prague", "Europe/Prag"),
        HOURS,
    ),
    "a name with a space": (HOURS.replace("time_group: other-hours", "time_group: Other hours"), HOURS),
    "a title for a name": (HOURS.replace("time_group: other-hours", "time_group: When we are there"), HOURS),
    "a list of days in one text": (HOURS.replace("[mon, tue]", '"mon, tue"'), HOURS),
    "a pattern in double quotes": (
        ANSWERS.replace("similar: [one two]", 'pattern: "/\\d{6}\'s/"'),
        ANSWERS.replace("similar: [one two]", r"pattern: '/\d{6}''s/'"),
    ),
    "the first field one column out": (ANSWERS.replace("        title: A\n", "         title: A\n"), ANSWERS),
    "a field one column out": (ANSWERS.replace("        targets:\n", "         targets:\n"), ANSWERS),
    "a name one column out": (f"{ANSWERS}{SECOND}".replace("      b:\n", "       b:\n"), f"{ANSWERS}{SECOND}"),
    "a field further left than all others": (
        f"{ENDED}{TEMPLATE}".replace("    text: We", "  text: We"),
        f"{ENDED}{TEMPLATE}",
    ),
    "a name in the column of its fields": (
        f"{ANSWERS}{SECOND}".replace("      b:\n", "        b:\n"),
        f"{ANSWERS}{SECOND}",
    ),
    "a field below a value": (ANSWERS.replace("        actions:\n", "          actions:\n"), ANSWERS),
}


@pytest.mark.parametrize("case", MENDED)
def test_what_has_one_right_mend_is_mended_and_all_else_stays(case: str, shop: Commands) -> None:
    wrong, right = MENDED[case]
    path = shop.write("routing/second.yaml", wrong)
    shown = shop("validate", "--fix", "--diff")
    assert shown.status == 1
    assert path.read_text() == wrong
    mended = shop("validate", "--fix")
    assert mended.err.startswith("1 finding fixed in 1 file\n")
    assert path.read_text() == right
    assert mended.status == 0, mended.out
    assert shop("validate", "--fix").err == "nothing here has one right mend\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("{{ contact.name }}", '"{{ contact.name }}"'),
        ("{{ contact.name }}, it's you", '"{{ contact.name }}, it\'s you"'),
        ('{{ contact.name | default("friend") }}', "'{{ contact.name | default(\"friend\") }}'"),
        ("*asterisk*", '"*asterisk*"'),
    ],
)
def test_a_text_that_needs_quotes_gets_them(wrong: str, right: str, shop: Commands) -> None:
    shop.change("routing/shop.yaml", '{text: "Hello! What can we do for you?"}', f"\n              text: {wrong}")
    ran = shop("validate", "--fix")
    assert f"              text: {right}\n" in (shop.folder / "routing/shop.yaml").read_text(), ran


def test_country_codes_that_stand_for_languages_are_mended_everywhere_in_an_object(shop: Commands) -> None:
    shop.change("routecfg.yaml", "languages: [en]", "languages: [en, cs]")
    tree = TREE.replace("{text: Hello}", "{text: Hello, languages: {cz: Ahoj}}")
    tree = tree.replace("[one two]}", "[one two], languages: {cz: [jedna dva]}}")
    path = shop.write("routing/tree.yaml", f"decision_trees:\n  extra:\n{tree}")
    assert shop("validate", "--fix").err.startswith("1 finding fixed")
    assert "cz" not in path.read_text()
    assert path.read_text().count("cs: ") == 2


def test_what_may_mean_two_things_stays(shop: Commands) -> None:
    shop.write("routing/queues.yaml", "queues: {sales-cs: {title: One}, sales-ce: {title: Two}}\n")
    path = shop.write("routing/second.yaml", LINE.replace("queue: support", "queue: sales-cc"))
    assert shop("validate", "--fix").status == 1
    assert "sales-cc" in path.read_text()


@pytest.mark.parametrize(
    ("words", "items"), [("claim", "[claim]"), ("return, refund", "[return, refund]"), ("yes", "[yes]")]
)
def test_words_among_variants_are_no_pattern(words: str, items: str, shop: Commands) -> None:
    tree = TREE.replace("[one two]}", f'[one two], languages: {{en: "{words}"}}}}')
    path = shop.write("routing/tree.yaml", f"decision_trees:\n  extra:\n{tree}")
    shop("validate", "--fix")
    assert f"languages: {{en: {items}}}" in path.read_text()


def test_what_may_be_words_or_a_pattern_stays(shop: Commands) -> None:
    tree = TREE.replace("[one two]}", '[one two], languages: {en: "claims?"}}')
    path = shop.write("routing/tree.yaml", f"decision_trees:\n  extra:\n{tree}")
    assert shop("validate", "--fix").status == 1
    assert '{en: "claims?"}' in path.read_text()


def test_a_country_and_a_language_are_not_mixed_up(shop: Commands) -> None:
    shop.change("routing/shop.yaml", "{holidays: {country: GB, subdivision: ENG}}", "{holidays: cs}")
    shop.write("routing/second.yaml", LINE.replace("[en]", "[en-uk]"))
    shop("validate", "--fix")
    assert "{holidays: CZ}" in (shop.folder / "routing/shop.yaml").read_text()
    assert "[en-GB]" in (shop.folder / "routing/second.yaml").read_text()


def test_only_what_is_asked_for_is_mended(shop: Commands) -> None:
    first = shop.write("routing/first.yaml", LINE.replace("second", "first").replace("queue: support", "queue: suport"))
    second = shop.write("routing/second.yaml", LINE.replace("queue: support", "queue: suport"))
    assert shop("validate", "--fix", "--ignore", "RC201").err.startswith("nothing here")
    shop("validate", "--fix", "routing/second.yaml")
    assert "suport" in first.read_text()
    assert "suport" not in second.read_text()


def test_an_ignored_finding_is_not_mended(shop: Commands) -> None:
    text = LINE.replace("{queue: support}", "{queue: suport}  # routecfg: ignore[RC201] comes with the next release")
    path = shop.write("routing/second.yaml", text)
    assert shop("validate", "--fix").err.startswith("nothing here")
    assert path.read_text() == text


def test_the_project_file_is_mended_too(shop: Commands) -> None:
    shop.change("routecfg.yaml", "timezone:", "timezon:")
    assert shop("validate", "--fix").status == 0
    assert "timezone: " in (shop.folder / "routecfg.yaml").read_text()


def test_standard_input_has_no_file_to_mend(shop: Commands) -> None:
    assert shop("validate", "--fix", "-", stdin="queues: {}\n").status == 2
    assert shop("validate", "--diff").status == 2


def test_a_shown_mend_masks_secrets(shop: Commands) -> None:
    shop.write("routing/second.yaml", LINE.replace("{env: TOKEN}", "hunter2-correct-horse").replace("title:", "titel:"))
    shown = shop("validate", "--fix", "--diff")
    assert "+    title: Second" in shown.out
    assert "hunter2" not in shown.out + shown.err


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_file_to_which_links_lead_is_mended_once(shop: Commands) -> None:
    file = shop.write("routing/queues.yaml", "queues:\n  extra: {titel: Extra}\n")
    (shop.folder / "routing/also.yaml").symlink_to("queues.yaml")
    (shop.folder / "routing/too.yaml").symlink_to("also.yaml")
    assert "changed while" not in shop("validate", "--fix").err
    assert file.read_text() == "queues:\n  extra: {title: Extra}\n"


def test_an_edit_of_the_project_file_meanwhile_is_kept(shop: Commands) -> None:
    file = shop.folder / "routecfg.yaml"
    shop.change("routecfg.yaml", "timezone:", "timezon:")
    edit = (
        "import sys\nimport routecfg.pipeline.fixes as fixes\nfrom routecfg.__main__ import main\n"
        "def fixed(*given, really=fixes.fixed):\n"
        "    with open('routecfg.yaml', 'a') as file: file.write('# mine\\n')\n"
        "    return really(*given)\n"
        "fixes.fixed = fixed\nsys.argv = ['routecfg', 'validate', '--fix']\nmain()\n"
    )
    ran = shop.process([sys.executable, "-c", edit])
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("routecfg: 'routecfg.yaml' changed while it was being checked\n")
    assert "# mine" in file.read_text()
