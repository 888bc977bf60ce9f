r"""What `validate --fix` writes for patterns of other programs: the same in the syntax of RE2, or nothing."""

import pytest

from routecfg.answers import fault
from routecfg.rules.invalid_pattern import mended_pattern


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/a++b/", "/a+b/"),
        ("/[0-9]{2}+/i", "/[0-9]{2}/i"),
        ("/a**/", "/a*/"),
        ("/(?>ab)c/", "/(ab)c/"),
        (r"/caf\u00e9/", "/caf\u00e9/"),
        (r"/caf\u{e9}/", "/caf\u00e9/"),
        (r"/\u002B420/", r"/\+420/"),
        (r"/order\Z/", "/order$/"),
        ("/\\\u017elu\u0165/", "/\u017elu\u0165/"),
        ("/[*+]a++/", "/[*+]a+/"),
        (r"/\++a++/", r"/\++a+/"),
    ],
)
def test_what_has_one_meaning_elsewhere_is_written_as_here(written: str, meant: str) -> None:
    assert fault(written) is not None
    assert mended_pattern(written) == meant
    assert fault(meant) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "/(?=a)b/",
        r"/(a)\1/",
        "/(order/",
        "/order)/",
        "/*agent/",
        r"/\order/",
        r"/\h+/",
        "/[z-a]/",
        "/(?=a)b++/",
        "/a{3,2}/",
    ],
)
def test_what_may_mean_several_things_stays(pattern: str) -> None:
    assert fault(pattern) is not None
    assert mended_pattern(pattern) is None
