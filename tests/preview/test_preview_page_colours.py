"""The page shows kinds and severities as the other pictures do: its files say these again, so they must not differ."""

import re
from importlib.resources import files
from xml.etree import ElementTree

from routecfg.colours import DARK_PAGE, KINDS_IN_PICTURES, LIGHT_PAGE, SEVERITIES_IN_PICTURES
from routecfg.draw.svg import _SIGNS

PAGE = files("routecfg.preview") / "page"


def test_colours_are_those_of_all_pictures() -> None:
    written = dict(re.findall(r"--([\w-]+): ([^;]+);", (PAGE / "colours.css").read_text(encoding="utf-8")))
    expected = {
        **{name: f"light-dark({LIGHT_PAGE[name]}, {DARK_PAGE[name]})" for name in LIGHT_PAGE},
        **{f"kind-{kind}": colour for kind, colour in KINDS_IN_PICTURES.items()},
        **{str(severity): colour for severity, colour in SEVERITIES_IN_PICTURES.items()},
    }
    assert {name: written.get(name) for name in expected} == expected


def test_signs_have_the_shapes_of_all_pictures() -> None:
    script = (PAGE / "signs.js").read_text(encoding="utf-8")
    written = dict(re.findall(r'^  (\w+): "([^"]+)",$', script.partition("const OTHER_SIGN")[0], re.MULTILINE))
    (other,) = re.findall(r'^const OTHER_SIGN = "([^"]+)";$', script, re.MULTILINE)
    drawn = {kind: ElementTree.fromstring(shape).get("d") for kind, shape in _SIGNS.items()}
    paths = {kind: path for kind, path in drawn.items() if path is not None}
    assert {kind: written.get(kind, other) for kind in paths} == paths
