"""What people get wrong in YAML: the exact place, and the words."""

import re

import pytest
from yaml.error import Mark, MarkedYAMLError, YAMLError

from routecfg.diagnostics import Finding
from routecfg.source import read
from routecfg.source.syntax_errors.explanations import explained

JARGON = re.compile(r"expected|scalar|mapping|sequence|token|block|node|indicator|parse|anchor|alias|None|str\b|dict")


def _found(text: str) -> Finding:
    reading = read(text.encode())
    assert reading.values is None
    (found,) = reading.findings
    return found


def _place(found: Finding) -> tuple[int, int, int, int]:
    span = found.span
    assert span is not None
    return span.line, span.column, span.end_line, span.end_column


BRACES = "a text that begins with '{{' needs quotes: without them the braces are not read as text"
STAR = (
    "a text that begins with '*' needs quotes: without them YAML takes the '*' for a reference to another part of "
    "the file"
)
TAB = "a tab stands here, where YAML allows only spaces"

ODD_HELP = "delete it, and press the space bar where a space is meant; copied text and joined files can bring it along"
NEEDS_QUOTES = "a text with brackets or braces in it needs quotes here: without them they are not read as text"
NO_COLON = "this line is neither a name with a colon nor part of a text above it"
NO_COLON_HELP = "write `name: value`; a text of several lines stands in quotes, or is indented below a `|`"
COMMENT = "here '#' begins a comment, so the rest of the line does not count, and the '{}' in it closes nothing"
COMMENT_HELP = "if the '#' belongs to a text, put the whole text in quotes"

CONFLICT = "git marks a conflict here: two people changed these lines, and nobody has decided yet which change holds"
CONFLICT_HELP = (
    "keep the lines that are right, those above '=======' or those below it, and remove the lines that begin with "
    "'<<<<<<<', '=======' and '>>>>>>>'"
)

MISTAKES: list[tuple[str, tuple[int, int, int, int], str, str]] = [
    (
        'when:\n  pattern: "\\[0-9]{6}\\"\n',
        (2, 12, 2, 24),
        "a pattern stands between slashes, not between backslashes",
        "write `'/[0-9]{6}/'`",
    ),
    (
        "when:\n  languages: en: [return, refund]\n",
        (2, 14, 2, 34),
        "two names with a colon stand on this line, and the second one needs braces around it",
        "write `languages: {en: [return, refund]}`",
    ),
    (
        "m:\n  languages: en: Hello, you\n",
        (2, 14, 2, 28),
        "two names with a colon stand on this line, and the second one needs braces around it",
        'write `languages: {en: "Hello, you"}`',
    ),
    (
        "a:\n  title:Our hours\n  b: 1\n",
        (2, 8, 2, 9),
        "a space is missing after this colon",
        "write `title: Our hours`",
    ),
    (
        "m: {text: 'We're closed.', b: c}\n",
        (1, 14, 1, 15),
        "this apostrophe ends the text, which began with a single quotation mark",
        "put the text in double quotes, or write the apostrophe twice: ''",
    ),
    (
        "m: {text: Thank you, {{ contact.name }}, b: c}\n",
        (1, 11, 1, 40),
        "a text with '{{' in it needs quotes here: inside brackets and braces they would end it",
        'put the whole text in double quotes: `text: "Thank you, {{ contact.name }}"`',
    ),
    (
        'condition:\n  if: "order.status" == "sent"\n  then: x\n',
        (2, 7, 2, 21),
        "the quotation marks end here, and with them the text: a name that is compared stands without quotes",
        'write `if: order.status == "sent"`',
    ),
    (
        "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> fridays\n",
        (2, 1, 2, 13),
        CONFLICT,
        CONFLICT_HELP,
    ),
    ("a: [1\nb: 2\n>>>>>>> fridays\n", (3, 1, 3, 16), CONFLICT, CONFLICT_HELP),
    (
        "queues:\n  a: {title: A}\nb: {title: B}\n  c: {title: C}\n",
        (3, 1, 3, 2),
        "this line begins in column 1, the lines above and below it in column 3",
        "let it begin in column 3 too, or the line below it further left",
    ),
    (
        "to: queue: support  # at last\n",
        (1, 5, 1, 19),
        "two names with a colon stand on this line, and the second one needs braces around it",
        "write `to: {queue: support}`; if it is a text, put it in quotes",
    ),
    (
        "text: \u201cNote: closed\u201d\n",
        (1, 7, 1, 21),
        "these curly quotation marks are part of the text, they do not put it in quotes",
        'write straight ones: `text: "Note: closed"`',
    ),
    (
        "a:\n  b: 1\n\u00a0\u00a0c: 2\n  d: 3\n",
        (3, 1, 3, 3),
        "a no-break space (U+00A0) stands here: it looks like a space, but YAML reads it as a letter",
        ODD_HELP,
    ),
    (
        "a:\n  text: |\n  We are closed.\n",
        (3, 3, 3, 17),
        "this line belongs to the text that begins on line 2, and is not indented below it",
        "put two more spaces before each line of the text",
    ),
    ("t:\n  text: {{ x }}\n", (2, 9, 2, 16), BRACES, 'put the whole text in double quotes: `text: "{{ x }}"`'),
    (
        "title: {{ contact.name }}, hello",
        (1, 8, 1, 26),
        BRACES,
        'put the whole text in double quotes: `title: "{{ contact.name }}, hello"`',
    ),
    ("a: [{{ x }}]", (1, 5, 1, 12), BRACES, 'put the whole text in double quotes: `"{{ x }}"`'),
    (
        "a: {text: Hello {{ x }}}",
        (1, 17, 1, 24),
        "a text with '{{' in it needs quotes here: inside brackets and braces they would end it",
        'put the whole text in double quotes: `text: "Hello {{ x }}"`',
    ),
    ("😀: 1\nsimilar: [*agent*, x]", (2, 11, 2, 18), STAR, 'put the whole text in double quotes, as in `"*agent*"`'),
    (
        "text: @all",
        (1, 7, 1, 11),
        "a text that begins with '@' needs quotes: YAML keeps the '@' for itself",
        'put the whole text in double quotes, as in `"@all"`',
    ),
    (
        "text: `x`",
        (1, 7, 1, 10),
        "a text that begins with '`' needs quotes: YAML keeps the '`' for itself",
        'put the whole text in double quotes, as in `"`x`"`',
    ),
    (
        "text: %s",
        (1, 7, 1, 9),
        "a text that begins with '%' needs quotes: without them YAML takes the '%' for an instruction",
        'put the whole text in double quotes, as in `"%s"`',
    ),
    (
        "text: & more",
        (1, 7, 1, 8),
        "a text that begins with '&' needs quotes: without them YAML takes the '&' for the name of a part of the file",
        'put the whole text in double quotes, as in `"&"`',
    ),
    (
        "text: !important",
        (1, 7, 1, 17),
        "a value that begins with '!' needs quotes: without them YAML takes the '!' for a type of its own",
        'put the whole value in quotes, as in `text: "!important"`',
    ),
    (
        'pattern: "/\\d{6}/"',
        (1, 12, 1, 14),
        "in double quotes a backslash begins a special character, and there is none called '\\d'",
        "use single quotes, in which a backslash is just a backslash: '\\d'; or write it twice: \"\\\\d\"",
    ),
    (
        'text: "\\ud83d\\ude00 hi"',
        (1, 8, 1, 20),
        "these two codes stand for one character, which YAML does not put together",
        "write the character itself: 😀",
    ),
    (
        'text: "\\ud83d hi"',
        (1, 8, 1, 14),
        "this code stands for no character",
        "write the character itself, such as an emoji, without a backslash",
    ),
    (
        'text: "\\u12"',
        (1, 8, 1, 12),
        "in double quotes this begins the code of a character, and digits are missing",
        "write the character itself; if a backslash is meant, use single quotes",
    ),
    (
        "a:\n\t\tb: 1",
        (2, 1, 2, 3),
        TAB,
        "replace it by spaces, two for each level; most editors can convert all tabs of a file to spaces",
    ),
    (
        "a:\n  b: 1\n \tc: 2",
        (3, 2, 3, 3),
        TAB,
        "replace it by spaces, two for each level; most editors can convert all tabs of a file to spaces",
    ),
    (
        "days: [sat, sun\nhours: x\nother: y\n",
        (1, 7, 1, 8),
        "the bracket '[' that opens here is never closed",
        "write ']' where it ends, or put a text that begins with '[' in quotes",
    ),
    (
        "a:\n  b: {c: 1\nd: 2\n",
        (2, 6, 2, 7),
        "the bracket '{' that opens here is never closed",
        "write '}' where it ends, or put a text that begins with '{' in quotes",
    ),
    (
        "a: [\n  {b: c}\n  {d: e}\n]\n",
        (3, 3, 3, 4),
        "a comma is missing before this, or a text inside '[ ]' needs quotes",
        "separate the parts with commas; put a text that holds brackets, braces or commas in double quotes",
    ),
    (
        'title: "Hello\nnumber: 5\n',
        (1, 8, 1, 9),
        "the double quotation mark that opens here is not closed where the text ends",
        'close the text with the same mark, ", on this line',
    ),
    (
        'title: "Hello\nnumber: "5"\n',
        (1, 8, 1, 9),
        "the double quotation mark that opens here is not closed where the text ends",
        'close the text with the same mark, ", on this line',
    ),
    (
        "text: 'It's here'",
        (1, 10, 1, 11),
        "this apostrophe ends the text, which began with a single quotation mark",
        "put the text in double quotes, or write the apostrophe twice: ''",
    ),
    (
        'a: "b"\u00a0\n',
        (1, 7, 1, 8),
        "a no-break space (U+00A0) stands here: it looks like a space, but YAML reads it as a letter",
        ODD_HELP,
    ),
    (
        "pattern: [0-9]{6}\n",
        (1, 15, 1, 18),
        "the value ended before this, and nothing more may follow it on the line",
        "if all of it is one text, put it in quotes: `pattern: '/[0-9]{6}/'`",
    ),
    (
        "when: {pattern: [0-9]{6}}\n",
        (1, 17, 1, 25),
        "a text with brackets or braces in it needs quotes here: without them they are not read as text",
        "put the whole text in quotes: `pattern: '/[0-9]{6}/'`",
    ),
    (
        'text: "Say "yes" now"',
        (1, 13, 1, 22),
        "the text ended at the quotation mark before this, and nothing more may follow it",
        "quotation marks within the text: use single ones around it, as in `'Say \"yes\"'`",
    ),
    (
        "title:Hours\nnumber: 5\n",
        (1, 6, 1, 7),
        "a space is missing after this colon",
        "write `title: Hours`",
    ),
    ("a: 1\nb:2\nc: 3\n", (2, 2, 2, 3), "a space is missing after this colon", "write `b: 2`"),
    (
        "text: Hello: world",
        (1, 12, 1, 13),
        "this is the second colon followed by a space on the line, and only the first may stand without quotes",
        'put the whole text in double quotes: `text: "Hello: world"`',
    ),
    (
        "a: 1\n  b: 2\n",
        (2, 3, 2, 4),
        "this line is indented below one that already has a value, so it would become part of that text",
        (
            "let it begin in the same column as the line that it belongs with (line 1 begins in column 1), or put a "
            "text of several lines in quotes"
        ),
    ),
    (
        "a:\n    b: 1\n  cd: 2\n",
        (3, 3, 3, 5),
        "this line begins in column 3, and no line above that it could belong with begins there",
        "let it begin in column 1 as line 1 does, or in column 5 as line 2 does; or move those lines",
    ),
    (
        "a:\n  b: 1\nx:\n   c: 1\n  e: 2\ny:\n  z: 1\n",
        (4, 4, 4, 5),
        "this line begins in column 4, and line 5, which belongs beside it, in column 3",
        "let it begin in column 3 too",
    ),
    (
        "a:\n  b: 1\nx:\n   c: 1\n   d: 1\n  e: 2\ny:\n  z: 1\n",
        (4, 4, 4, 5),
        "this line begins in column 4, and line 6, which belongs beside it, in column 3",
        "let it begin in column 3 too, and the lines below it as much further left",
    ),
    ("queues\n  support: x\n", (1, 1, 1, 7), "a colon is missing on this line", "write `queues:`"),
    ("a: 1\nqueues\nb: 2\n", (2, 1, 2, 7), "a colon is missing on this line", "write `queues:`"),
    (
        "a:\n  - x\n  y: 1\n",
        (3, 3, 3, 4),
        "this line stands among the items of a list, and does not begin with a dash",
        (
            "let it begin with `- ` in column 3; if it belongs to the item above, in the column of that item's "
            "first word; if it belongs beside line 1, in column 1"
        ),
    ),
    (
        "languages: - cs\n",
        (1, 12, 1, 13),
        "a list that is written with dashes cannot begin beside a name",
        "begin it on the next line, one dash a line; or write `[a, b]`; put a text that begins with a dash in quotes",
    ),
    (
        "a:\n  -b\n  -c: d\n",
        (2, 3, 2, 4),
        "a space is missing after this dash",
        "write `- ` before each item of a list",
    ),
    (
        "text: > Hello\n",
        (1, 7, 1, 14),
        "after '>' the text has to begin on the next line",
        "if the text itself begins with '>', put it in quotes; otherwise move it to the next line and indent it",
    ),
    (
        "a: [b, , c]",
        (1, 8, 1, 9),
        "a value is missing before this ','",
        "write the value, or remove the ','; put a text that begins with ',' in quotes",
    ),
    (
        "a: [b]]",
        (1, 7, 1, 8),
        "nothing is open that this ']' could close",
        "remove it, or write its opening bracket",
    ),
    (
        "  a: 1\nb: 2\n",
        (1, 3, 1, 4),
        "the file begins here, in column 3, and line 2, which belongs beside this one, in column 1",
        "let the first names of the file all begin in column 1, and what is below each further right",
    ),
    (
        "a: ? b",
        (1, 4, 1, 5),
        "a text that begins with a question mark and a space needs quotes",
        'put the whole text in double quotes, as in `text: "? ..."`',
    ),
    *(
        (
            f"a:\n  b:{odd}c\n  d: e\n",
            (2, 5, 2, 6),
            f"{what} stands here: it {seems}, but YAML reads it as a letter",
            ODD_HELP,
        )
        for odd, what, seems in [
            ("\u00a0", "a no-break space (U+00A0)", "looks like a space"),
            ("\u2003", "an em space (U+2003)", "looks like a space"),
            ("\u200b", "a zero width space (U+200B)", "cannot be seen"),
            ("\ufeff", "a byte order mark (U+FEFF)", "cannot be seen"),
        ]
    ),
    (
        "a: 1\n\ufeffb: 2\n",
        (2, 1, 2, 2),
        "a byte order mark (U+FEFF) stands here: it cannot be seen, but YAML reads it as a letter",
        ODD_HELP,
    ),
    (
        "a:\n  - b\n  -\u00a0c: d\n    e: f\n",
        (3, 4, 3, 5),
        "a no-break space (U+00A0) stands here: it looks like a space, but YAML reads it as a letter",
        ODD_HELP,
    ),
    (
        "a:\n  text: |\n        \n    Hello\n  b: 1\n",
        (3, 1, 3, 9),
        "this line has only spaces, and more than the text on line 4 begins with, so the text would begin here",
        "delete the spaces of this line",
    ),
    (
        "a:\n  text: |\n      Hello\n    again\n  b: 1\n",
        (4, 5, 4, 10),
        "this line begins in column 5, further left than the text that begins below line 2",
        "let all lines of that text begin in one column, this one in column 7 too",
    ),
    (
        "when: {pattern: /[0-9]{6}/}\n",
        (1, 17, 1, 27),
        NEEDS_QUOTES,
        "put the whole text in quotes: `pattern: '/[0-9]{6}/'`",
    ),
    (
        "when: {pattern: [0-9]{6}, languages: {cs: x}}\n",
        (1, 17, 1, 25),
        NEEDS_QUOTES,
        "put the whole text in quotes: `pattern: '/[0-9]{6}/'`",
    ),
    (
        "a:\n  b: {text: Call us at #12, c: {d: e}}\n  f: g\n",
        (2, 24, 2, 39),
        COMMENT.format("}"),
        f'{COMMENT_HELP}: `text: "Call us at #12"`',
    ),
    ("a: [b, c #d]\ne: f\n", (1, 10, 1, 13), COMMENT.format("]"), f'{COMMENT_HELP}: `"c #d"`'),
    ("a: [#1, #2]\n", (1, 5, 1, 12), COMMENT.format("]"), f'{COMMENT_HELP}: `"#1"`'),
    (
        "text: Call us #12\n  or write\nb: c\n",
        (1, 15, 1, 18),
        "here '#' begins a comment, which ends the text, so that line 2 cannot go on with it",
        "if the '#' belongs to the text, put the whole text in quotes",
    ),
    (
        "ticket: {title: x, comment: {{ contact.name }}}\n",
        (1, 29, 1, 47),
        BRACES,
        'put the whole text in double quotes: `comment: "{{ contact.name }}"`',
    ),
    (
        "ticket:\n  comment: {{ contact.name }}}\n",
        (2, 12, 2, 30),
        BRACES,
        'put the whole text in double quotes: `comment: "{{ contact.name }}"`',
    ),
    ("a:\n  b {c: d, e: f}\n", (2, 4, 2, 5), "a colon is missing after 'b'", "write `b: `, and then the value"),
    ("a:\n  b:{c: d, e: f}\n", (2, 4, 2, 5), "a space is missing after this colon", "write `b: `, and then the value"),
    ("a: {b:[c]}\n", (1, 6, 1, 7), "a space is missing after this colon", "write `: ` between a name and its value"),
    ("a:\n  bc d  # e\n  f: g\n", (2, 3, 2, 7), NO_COLON, NO_COLON_HELP),
    (
        "a: [b],\nc: d\n",
        (1, 7, 1, 8),
        "this comma separates nothing: commas stand only between brackets or braces",
        "remove it, or put the whole text in quotes",
    ),
    (
        "a:\n  b: c\n  ,d: e\n",
        (3, 3, 3, 4),
        "nothing can begin with ',' here",
        "remove it, or put a text that begins with it in quotes",
    ),
    (
        "a: [\n  - b\n]\n",
        (2, 3, 2, 4),
        "nothing can begin with '-' between brackets or braces",
        "remove it, or put a text that begins with it in quotes",
    ),
    (
        "a:\n  b：c\n  d: e\n",
        (2, 4, 2, 5),
        "this looks like a colon and is another character, as some keyboards and languages have it",
        "write an ordinary colon and a space: `b: `",
    ),
    (
        "q:\n  a:\n    t: A\nb:\n    t: B\n  c:\n    t: C\n",
        (4, 1, 4, 2),
        "this line begins in column 1, and line 6, which belongs beside it, in column 3",
        "let it begin in column 3 too",
    ),
    (
        "q:\n   a:\n     t: A\n  b:\n    t: B\n",
        (2, 4, 2, 5),
        "this line begins in column 4, and line 4, which belongs beside it, in column 3",
        "let it begin in column 3 too, and the lines below it as much further left",
    ),
    (
        "k:\n  x: {t: X}\nq:\n    a:\n      t: A\n  b:\n    t: B\n",
        (4, 5, 4, 6),
        "this line begins in column 5, and line 6, which belongs beside it, in column 3",
        "let it begin in column 3 too, and the lines below it as much further left",
    ),
    (
        "k:\n  x: {t: X}\nq:\n    a:\n    t: A\n  b:\n    t: B\n",
        (4, 5, 4, 6),
        "this line begins in column 5, and line 6, which belongs beside it, in column 3",
        "let it begin in column 3 too",
    ),
    (
        "k:\n  x: {t: X}\nq:\n a:\n   t: A\n  b:\n    t: B\n",
        (4, 2, 4, 3),
        "this line begins in column 2, and line 6, which belongs beside it, in column 3",
        "let it begin in column 3 too, and the lines below it as much further right",
    ),
    (
        "k:\n  x: {t: X}\nq:\na: {t: A}\n  b: {t: B}\n",
        (4, 1, 4, 2),
        "this line begins in column 1, and line 5, which belongs beside it, in column 3",
        "let it begin in column 3 too",
    ),
    (
        "# shop\n  q:\n    a: 1\nr:\n  b: 2\n",
        (2, 3, 2, 4),
        "the file begins here, in column 3, and line 4, which belongs beside this one, in column 1",
        "let the first names of the file all begin in column 1, and what is below each further right",
    ),
]


@pytest.mark.parametrize(
    ("text", "place", "message", "advice"), MISTAKES, ids=[repr(case[0])[:40] for case in MISTAKES]
)
def test_a_mistake_is_reported_at_its_place(text: str, place: tuple[int, ...], message: str, advice: str) -> None:
    found = _found(text)
    assert (found.code, _place(found), found.message, found.help) == ("RC001", place, message, advice)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "place", "message", "_advice"), MISTAKES, ids=[repr(case[0])[:40] for case in MISTAKES]
)
def test_line_ends_of_other_systems_change_no_place(
    end: str, text: str, place: tuple[int, ...], message: str, _advice: str
) -> None:
    found = _found("\ufeff" + text.replace("\n", end))
    assert (_place(found), found.message) == (place, message)


PIECES = [
    "a",
    ": ",
    ":",
    "\n",
    "  ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    '"',
    "'",
    "\t",
    "*",
    "&",
    "!",
    "|",
    ">",
    "%",
    "?",
    "\\",
]


def test_no_broken_file_is_reported_in_the_words_of_a_parser() -> None:
    for first in PIECES:
        for second in PIECES:
            for third in PIECES:
                for found in read(f"k: {first}{second}{third}x\nl: 1\n".encode()).findings:
                    assert not JARGON.search(f"{found.message} {found.help}"), found


@pytest.mark.parametrize(
    "text",
    [
        "api_token: *EAAGm0PX4ZCpsBA",
        "api_token: @EAAGm0PX4ZCpsBA",
        "x:\n  api_token: !EAAGm0PX4ZCpsBA",
        "api_token:EAAGm0PX4ZCpsBA\nb: 1",
        "api_token: a: EAAGm0PX4ZCpsBA",
        "a: 1\nEAAGm0PX4ZCpsBA\nb: 1",
        "url: {{ x }}?key=EAAGm0PX4ZCpsBA",
        "secrets:\n  crm:EAAGm0PX4ZCpsBA\n  b: 1",
        "{EAAGm0PX4ZCpsBA12345: 1, EAAGm0PX4ZCpsBA12345: 2}",
    ],
)
def test_a_message_repeats_no_secret(text: str) -> None:
    for found in read(text.encode()).findings:
        assert "EAAG" not in f"{found.message} {found.help}"


@pytest.mark.parametrize(
    ("text", "above"), [("a:\n  api_token:\n  kolibri\n  b: 1\n", 2), ("a:\n  password: # here\nkolibri\nb: 1\n", 2)]
)
def test_a_secret_on_a_line_of_its_own_is_no_name_that_lacks_a_colon(text: str, above: int) -> None:
    (found,) = read(text.encode()).findings
    assert found.message == (
        f"this line looks like the value of the name on line {above}, and is not indented below it"
    )
    assert "kolibri" not in repr(found)


LIBYAML_PROBLEMS = """\
block sequence entries are not allowed in this context
control characters are not allowed
could not find expected ':'
could not find expected directive name
did not find URI escaped octet
did not find expected '!'
did not find expected ',' or ']'
did not find expected ',' or '}'
did not find expected '-' indicator
did not find expected <document start>
did not find expected <stream-start>
did not find expected alphabetic or numeric character
did not find expected comment or line break
did not find expected digit or '.' character
did not find expected hexdecimal number
did not find expected key
did not find expected node content
did not find expected tag URI
did not find expected version number
did not find expected whitespace
did not find expected whitespace or line break
did not find the expected '>'
exceeded maximum nesting depth
found a tab character that violates indentation
found a tab character where an indentation space is expected
found an incorrect leading UTF-8 octet
found an incorrect trailing UTF-8 octet
found an indentation indicator equal to 0
found character that cannot start any token
found duplicate %TAG directive
found duplicate %YAML directive
found extremely long version number
found incompatible YAML document
found invalid Unicode character escape code
found undefined tag handle
found unexpected ':'
found unexpected document indicator
found unexpected end of stream
found unexpected non-alphabetical character
found unknown directive name
found unknown escape character
input is too long
mapping keys are not allowed in this context
mapping values are not allowed in this context
""".splitlines()
MADE_UP_PROBLEMS = [
    "",
    "found a scalar",
    "expected <block end>, but found '<block mapping start>'",
    "stage 3: sequence",
]
PLACES = [("queues:\n  a: {title: A}\n  b: x\n", 26), ("a: [x, 'y']\n", 7), ("", 0), ("é: 😀\r\n- b", 6), ('a: "b', 5)]


def _error(text: str, problem: str, index: int) -> MarkedYAMLError:
    before = text[:index]
    mark = Mark("file", index, before.count("\n"), index - before.rfind("\n") - 1, None, 0)
    return MarkedYAMLError("while parsing a block mapping", None, problem, mark)


@pytest.mark.parametrize("problem", LIBYAML_PROBLEMS + MADE_UP_PROBLEMS)
def test_no_wording_of_the_parser_reaches_the_user(problem: str) -> None:
    for text, index in PLACES:
        finding = explained(text.encode(), _error(text, problem, index))
        assert finding.code == "RC001"
        assert finding.help
        for words in (finding.message, finding.help):
            assert not JARGON.search(words)
            assert not problem or problem not in words


@pytest.mark.parametrize("problem", MADE_UP_PROBLEMS)
def test_an_unknown_problem_is_a_plain_sentence_where_the_parser_gave_up(problem: str) -> None:
    text = "queues:\n  support: {title: Support}\n  sales: {title: Sales}\n"
    finding = explained(text.encode(), _error(text, problem, text.index("sales")))
    assert finding.message == "from here on the file cannot be read as YAML"
    assert _place(finding) == (3, 3, 3, 4)


def test_an_error_that_says_nothing_points_to_the_beginning() -> None:
    finding = explained(b"a: b\n", YAMLError())
    assert (finding.message, _place(finding)) == ("from here on the file cannot be read as YAML", (1, 1, 1, 2))
