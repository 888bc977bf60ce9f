"""The algebra of sets of instants, against plain sets of seconds."""

from hypothesis import given
from hypothesis import strategies as st

from routecfg.opening_hours import Instants

WINDOW = range(-5, 60)
pairs = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)
sets = pairs.map(Instants.of)


def seconds(instants: Instants) -> set[int]:
    return {second for second in WINDOW if second in instants}


@given(pairs)
def test_a_set_holds_the_seconds_of_its_intervals(intervals: list[tuple[int, int]]) -> None:
    assert seconds(Instants.of(intervals)) == {second for start, end in intervals for second in range(start, end)}


@given(sets)
def test_edges_ascend_strictly_and_come_in_pairs(instants: Instants) -> None:
    assert list(instants.edges) == sorted(set(instants.edges))
    assert len(instants.edges) % 2 == 0


@given(sets, sets)
def test_the_operators_are_those_of_sets_and_keep_the_form(one: Instants, other: Instants) -> None:
    for made, wanted in (
        (one | other, seconds(one) | seconds(other)),
        (one & other, seconds(one) & seconds(other)),
        (one - other, seconds(one) - seconds(other)),
    ):
        assert seconds(made) == wanted
        assert made == Instants.of(made.intervals)
    assert (one <= other) == (seconds(one) <= seconds(other))


@given(st.lists(sets, max_size=5))
def test_a_union_of_many_holds_what_any_of_them_holds(many: list[Instants]) -> None:
    assert seconds(Instants.union(many)) == set().union(*map(seconds, many))


@given(sets, st.integers(-5, 45), st.integers(-5, 45))
def test_a_window_keeps_what_lies_in_it(instants: Instants, start: int, end: int) -> None:
    assert seconds(instants.within(start, end)) == seconds(instants) & set(range(start, end))
    assert instants.within(start, end) == Instants.of(instants.within(start, end).intervals)


@given(sets)
def test_first_and_length_and_truth_agree(instants: Instants) -> None:
    assert instants.first == min(seconds(instants), default=None)
    assert instants.seconds == len(seconds(instants))
    assert bool(instants) == bool(seconds(instants))


@given(sets, sets, sets)
def test_the_laws_of_sets_hold(one: Instants, two: Instants, three: Instants) -> None:
    assert one & (two | three) == (one & two) | (one & three)
    assert one - (two | three) == (one - two) - three
    assert (one | two) - two == one - two
    assert one | (two & one) == one
