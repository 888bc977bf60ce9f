"""Patterns by chance, in all of RE2's syntax, and messages for them."""

from hypothesis import strategies as st

_CHARACTERS = st.sampled_from(
    ["a", "b", "k", "s", "A", "1", "2", " ", "á", "Ž", "ß", "-", r"\.", r"\n", r"\x{e1}", r"\/", r"\t"]
)
_SETS = st.sampled_from(
    [
        ".",
        r"\d",
        r"\D",
        r"\w",
        r"\W",
        r"\s",
        r"\S",
        "[ab]",
        "[^ab]",
        "[a-c1]",
        "[^a-z]",
        r"[\d.]",
        r"[^\w]",
        "[[:alpha:]]",
        "[[:^digit:]_]",
        r"[^\Wa]",
        "[á-ž]",
        "[]a]",
        "[^]a]",
        "[a-]",
        r"[\]a]",
        r"\pL",
        r"\PL",
        r"\p{Lu}",
        r"\p{^Lu}",
        r"[\p{Lu}1]",
    ]
)
_PLACES = st.sampled_from(["^", "$", r"\A", r"\z", r"\b", r"\b"])
_TIMES = st.sampled_from(["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}", "{0}", "{,2}", "{"])
_FLAGS = st.sampled_from(["(?:", "(", "(?i:", "(?P<n>", "(?s:", "(?m:", "(?-i:", "(?is-m:", "(?<n>"])

_BODIES = st.recursive(
    st.one_of(_CHARACTERS, _SETS, _PLACES, st.sampled_from([r"\Qa.b\E", "(?i)", "(?s)", "(?m)", "()"])),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, st.just("|"), inner).map("".join),
        st.tuples(_FLAGS, inner, st.just(")")).map("".join),
        st.tuples(st.just("(?:"), inner, st.just(")"), _TIMES).map("".join),
        st.tuples(st.one_of(_CHARACTERS, _SETS), _TIMES).map("".join),
    ),
    max_leaves=8,
)

PATTERNS = st.tuples(_BODIES, st.sampled_from(["", "", "i", "m", "s", "im", "ims"])).map(
    lambda both: f"/{both[0]}/{both[1]}"
)
"""Most of them are right; a few RE2 does not take."""

TEXTS = st.text("aAbkKsSzZ12 \n.-áÁŽžßẞſ\u212a_é\u2003漢", max_size=8)
"""Messages of the characters about which those patterns speak."""
