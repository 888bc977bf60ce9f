"""The events of PyYAML's C parser as structs."""

import subprocess
import sys

from yaml import events

from routecfg.source.events import ScalarEvent, advancing

_READ = "from routecfg.source import Layout, read; print(read(DATA).values, Layout(DATA).span(('a', 1, 'c')))"
_DATA = b"a: [b, {c: &d !!str 1}]\nf: *d\n"


def test_the_parser_makes_structs() -> None:
    scalar = next(event for event in iter(advancing(b"a"), None) if isinstance(event, ScalarEvent))
    assert not isinstance(scalar, events.ScalarEvent)
    assert (scalar.value, scalar.style, scalar.tag, scalar.anchor) == ("a", "", None, None)
    assert (scalar.start_mark.index, scalar.end_mark.index) == (0, 1)


def test_a_parser_that_makes_events_of_its_own_is_read_as_well() -> None:
    script = f"DATA = {_DATA!r}; {_READ}"
    other = f"import yaml; yaml._yaml = yaml; {script}"
    ours, theirs = (subprocess.check_output([sys.executable, "-c", each], text=True) for each in (script, other))
    assert ours == theirs
    assert ours.startswith("{'a': ['b', {'c': '1'}], 'f': '1'}")
