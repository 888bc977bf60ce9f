"""Lines as they are printed: harmless, column for column, and without secrets."""

import pytest

from routecfg.source import LONGEST, Layout, excerpt, read

TOKEN = "EAAGm0PX4ZCpsBAKZC7vq2wT9x"
PASSWORD = "hunter2 is mine"


def _all(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    return "\n".join(excerpt(Layout(data), range(1, 200)).values())


def test_lines_come_as_they_stand() -> None:
    text = "queues:\n  support: {title: Support} # ours\n\n"
    assert excerpt(Layout(text.encode()), [2, 1, 3, 4, 99, 0]) == {
        1: "queues:",
        2: "  support: {title: Support} # ours",
        3: "",
        4: "",
    }


def test_a_secret_is_as_many_asterisks_so_that_columns_still_fit() -> None:
    text = f"inbound_routings:\n  cz: {{api_token: {TOKEN}, title: 'Č'}}\n"
    assert excerpt(Layout(text.encode()), [2])[2] == f"  cz: {{api_token: {'*' * len(TOKEN)}, title: 'Č'}}"


def test_a_reference_to_a_secret_stays_readable() -> None:
    text = "inbound_routings:\n  cz:\n    api_token: {env: AMIO_TOKEN_CZ} # the line's token\n"
    assert _all(text).endswith("    api_token: {env: AMIO_TOKEN_CZ} # the line's token\n")
    assert "{env: AMIO_TOKEN_CZ}" in _all(text + "x: *y*\n")
    assert "env: AMIO_TOKEN" in _all("a:\n  b:\n    api_token:\n      env: AMIO_TOKEN\nx: *y*\n")


def test_only_the_secret_part_of_a_web_address_is_hidden() -> None:
    text = "decision_trees:\n  m: {url: 'https://x.example/a?key=s3cr3t&page=2'}\n"
    assert excerpt(Layout(text.encode()), [2])[2] == "  m: {url: 'https://x.example/a?key=******&page=2'}"


@pytest.mark.parametrize("end", ["", "x: *y*\n"], ids=["read", "unread"])
@pytest.mark.parametrize(
    "text",
    [
        "a:\n  api key: kolibri\n",
        'a:\n  "client secret": kolibri\n',
        "a:\n  mot de passe: |\n    kolibri\n",
        "a:\n  x: {name: X-Api-Key, value: kolibri}\n",
        "a:\n  headers:\n    - name: Authorization\n      value: kolibri\n",
        'a:\n  headers: ["Authorization: Bearer kolibri"]\n',
        'a:\n  x: \'{"token": "kolibri"}\'\n',
        "a:\n  api_token: {env: X} # kolibri\n",
        "a:\n  api_token: # kolibri\n",
        "a:\n  # kolibri\n  api_token: {env: X}\n",
        "a:\n  api_token: {env: X}\n  # was kolibri7\n",
        "a:\n  user_pw:\n  - kolibri-modry\n",
        "a:\n  ? client secret\n  : kolibri\n",
        "a:\n  api_token: {env: modry7kolibri}\n",
        "a:\n  # the token\n  # kolibri7\n  b: 1\n",
        "a:\n  headers: [[Authorization, kolibri], [Accept, text]]\n",
        "a:\n  b: 1 # mot de passe\tkolibri\n",
        "a:\n  b: '-u anna:kolibri'\n",
        "a:\n  api_token: {env: X, default: kolibri}\n",
        "queues:\n  api_token: {value: kolibri}\n",
        "a:\n  <password>kolibri</password>: 1\n",
        "a:\n  params: [api_key, kolibri9]\n",
        'a:\n  params: [["api_key", "kolibri9"], [lang, cs]]\n',
        "a:\n  params:\n    - api_key\n    - kolibri9\n",
        'a:\n  params:\n    - api_key\n    - "kolibri9"\n',
        "a:\n  save_data: [password, kolibri9]\n",
        "a:\n  save_data: [password, kol,kolibri9]\n",
        "a:\n  headers: {X-Custom: 'Basic kolibri9'}\n",
        "a:\n  api_token:\n  kolibri\n",
        "a:\n  api_token: # here\nkolibri\n",
        "a: {api_token kolibri9}\n",
        "a:\n  headers: {Authorization: Bearer 1,kolibri}\n",
        "a:\n  headers: {X-Api-Key: x,2,kolibri}\n",
        "a:\n  b: !token kolibri\n",
        "secrets:\n  crm: {env: CRM} # kolibri\n",
        "secrets:\n  crm:\n    env: CRM # was kolibri7 before\n",
        "secrets: {modry7kolibri: 1}\n",
        "a:\n  api_token: |\nkolibri\n  kolibri2\n  b: 1\n",
        "a:\n  api_token:\n  # here\n\n  kolibri\n  kolibri2\n",
        "a:\n  # api_token: |\n  #   x1234567\n  #   kolibri7\n  b: 1\n",
        "a: |\n  -----BEGIN PRIVATE KEY-----\n  MII9\n  kolibri\n  -----END PRIVATE KEY-----\n",
        "a:\n  - {Name: X-Api-Key, Value: kolibri}\n  - {id: password, v: kolibri}\n",
        "a:\n  run: [curl, -u, kolibri, --password, kolibri7]\n",
        "a:\n  аpi_tоken: kolibri\n  tо\xadken: kolibri\n",
        "a: 1 # **Token**: *kolibri*\n",
        "a:\n  b: &token kolibri\n",
        "a:\n  save_data: {password: kolibri}\n",
        "a:\n  b: '{''token'': ''kolibri''}'\n",
        "a:\n  url: https://x.example/token/kolibri\n",
        "a:\n  url: anna:kolibri9@x.example\n",
        "a:\n  b: 1 # the password is modry kolibri lev\n",
    ],
)
def test_a_secret_is_hidden_by_a_name_of_several_words_or_beside_it(text: str, end: str) -> None:
    assert "kolibri" not in _all(text + end)


AT = "inbound_routings:\n  cz:\n"
FORMS = [
    AT + "    api_token: {s}\n",
    AT + "    api_token: '{s}'\n",
    AT + '    api_token: "{s}"\n',
    AT + "    api_token: >-\n      {s}\n",
    AT + "    api_token: |\n      {s}\n",
    AT + "    api_token:\n      {s}\n",
    AT + "    api_token: !!str {s}\n",
    AT + "    api_token: &t {s}\n    title: *t\n",
    AT + "    title: &t {s}\n    api_token: *t\n",
    AT + "    title: &t {{b: {s}}}\n    api_token: *t\n",
    AT + "    api_token: [{s}, x]\n",
    AT + "    api_token: {{{s}}}\n",
    AT + "    api_token: {{env: '{s} '}}\n",
    AT + "    api_token: {{env: {{x: {s}}}}}\n",
    AT + "    api_token: {{env: A}}\n    api_token: {s}\n",
    AT + "    api_token: {s}\n    title: was {s} once\n",
    AT + "    api_token: {s} # {s}\n",
    AT + "    # api_token: {s}\n    title: x\n",
    AT + "    # token={s}\n    title: x\n",
    "{{inbound_routings: {{cz: {{api_token: {s}}}}}}}\n",
    "secrets: {{crm: {s}}}\n",
    "secrets:\n  crm: {s}\n",
    "secrets:\n  crm: {{file: {{a: {s}}}}}\n",
    "decision_trees:\n  m:\n    headers: {{Authorization: Bearer 1{s}}}\n",
    "decision_trees:\n  m:\n    url: https://x.example/?api_key=1{u}&x=1\n",
    "decision_trees:\n  m:\n    url: >-\n      https://x.example/?a=b&api_key=1{u}\n",
    "decision_trees:\n  m:\n    url: https://user:{u}@x.example/\n",
]
BREAKS = [
    "",
    "x: *y*\n",
    "\tx: 1\n",
    'x: "open\n',
    "x: [1\n",
    "x: \x07\n",
    "x: \u2028\n",
    "a: b: c\n",
    "? [a]\n: b\n",
    "---\na: 1\n",
]


@pytest.mark.parametrize("ending", BREAKS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", [TOKEN, PASSWORD])
def test_no_planted_secret_is_shown_in_a_file_that_reads_or_breaks(secret: str, form: str, ending: str) -> None:
    text = form.format(s=secret, u=secret.replace(" ", "-"))
    if secret == PASSWORD and "# token" not in text and "#" in text and "api_token" not in text.split("#")[1]:
        text = text.split(" #")[0] + "\n"
    for broken in (text + ending, ending + text) if ending != "---\na: 1\n" else (text + ending,):
        shown = _all(broken)
        assert TOKEN not in shown and "hunter2" not in shown, shown
        assert shown, "the lines themselves are shown"


@pytest.mark.parametrize(
    "text",
    [
        AT + '    api_token: "hun\\x74er2"\n',
        AT + '    api_token: "hun\\\n      ter2"\n',
        AT + "    api_token: 'hunter''2'\n",
        AT + "    api_token: hunt\n      er2\n",
        AT + "    api_token: !hunter2\n",
        AT + "    api_token: &hunter2\n",
        AT + "    api_token: *hunter2\n",
        AT + "    api_token: @hunter2\n",
        AT + "    api_token: &hunter2 *x\n",
        AT + '    api_token: "hun\nter2\n',
        AT + "    api_token: {{ hunter2 }}\n",
    ],
)
def test_a_secret_that_is_spelt_differently_is_hidden_as_a_whole(text: str) -> None:
    shown = _all(text)
    assert "hun" not in shown and "er2" not in shown, shown


def test_a_token_in_a_comment_is_hidden_by_its_looks() -> None:
    digests = "# eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0\n# 9f86d081884c7d659a2feaa0c55ad015\n"
    text = f"# old: {TOKEN}\n#{TOKEN}\n{digests}a: 1\n"
    shown = _all(text)
    assert TOKEN not in shown and "eyJ" not in shown and "9f86" not in shown


@pytest.mark.parametrize(
    "comment",
    ["# the author of this", "# see https://acme.example/help", "# 2026-11-30..2026-12-09", "# main-menu-2 no."],
)
def test_an_ordinary_comment_stays_readable(comment: str) -> None:
    assert _all(f"a: 1 {comment}") == f"a: 1 {comment}"


def test_all_but_secrets_comes_as_it_is_written() -> None:
    for text in ("a: 'x\x1b[31m\u202ey'\tz\xa0|\n", "a: 👩\u200d💻 ok"):
        assert _all(text) == text
    assert _all(b"a: \xffb\n") == "a: �b\n"


def test_a_very_long_line_is_cut_at_its_end() -> None:
    line = excerpt(Layout(b"a: " + b"x" * 10_000), [1])[1]
    assert len(line) == LONGEST and line.endswith("x…")
    text = AT + f"    title: '{'x ' * 140}'\n    api_token: {TOKEN * 50}\n"
    assert "EAAG" not in _all(text)


def test_what_is_meant_far_to_the_right_is_shown_and_secrets_before_it_are_not() -> None:
    text = f"a: [{'x, ' * 1_000}wrong]  # {TOKEN}"
    (line,) = excerpt(Layout(text.encode()), [1], text.index("wrong") + 1).values()
    assert line[: text.index("wrong") + 5] == text[: text.index("wrong") + 5]
    assert TOKEN not in line
    secret = f"a: {{api_token: {TOKEN}, b: [{'x, ' * 1_000}wrong]}}"
    (line,) = excerpt(Layout(f"inbound_routings: {{{secret}}}".encode()), [1], 3_000).values()
    assert TOKEN not in line


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_of_a_file_that_is_no_text_nothing_is_shown(encoding: str) -> None:
    assert excerpt(Layout((AT + f"    api_token: {TOKEN}").encode(encoding)), range(9)) == {}


def test_what_a_span_names_stands_in_the_excerpt_at_its_columns() -> None:
    data = "\ufeffa:\t{b: '😀 x', c: d}\r\n".encode()
    span = Layout(data).span(("a", "c"))
    assert excerpt(Layout(data), [1])[1][span.column - 1 : span.end_column - 1] == "d"


def test_nothing_is_hidden_if_nothing_is_secret() -> None:
    text = "".join(f"k{n}: [a, 'b', {{c: d}}]\n" for n in range(30))
    assert read(text.encode()).findings == ()
    assert _all(text) == text


def test_a_list_or_a_mapping_beside_a_secret_is_no_rest_of_it() -> None:
    text = "a: {b: token=kolibri, include: [{days: mon-fri}], headers: {x: 1}}\n"
    assert _all(text).rstrip() == text.replace("kolibri", "*******").rstrip()
