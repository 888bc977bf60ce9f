"""Coverage as tracefiles of `lcov`, which Codecov, genhtml and editors read: geninfo(1) describes them.

A line counts as a line if something on it can be tried. Where there are several such things on a line, as the two
branches of a condition or the outcomes of a chatbot, each is a branch of the line. Where there is one, it is the line.
So every goal is in the file once. What no chat can get to is left out.
"""

from collections.abc import Iterator, Sequence

from routecfg.pipeline.written_places import Written
from routecfg.report.coverage import line_of
from routecfg.scenarios.coverage import Coverage

FIRST_LINE = "TN:"


def coverage_as_lcov(coverage: Coverage, places: Written) -> str:
    """One record a file, in the order of their names. `places` says the files as the code host knows them."""
    files: dict[str, dict[int, list[int]]] = {}
    for goal, hits in coverage.hits.items():
        where = line_of(goal, places)
        if goal not in coverage.unreachable and where is not None:
            files.setdefault(where[0], {}).setdefault(where[1], []).append(hits)
    return "".join(f"{line}\n" for file in sorted(files) for line in _record(file, files[file]))


def _record(file: str, lines: dict[int, list[int]]) -> Iterator[str]:
    yield FIRST_LINE
    yield f"SF:{file}"
    branches = [(line, hits) for line, hits in sorted(lines.items()) if len(hits) > 1]
    for line, hits in branches:
        for number, times in enumerate(hits):
            yield f"BRDA:{line},0,{number},{times if any(hits) else '-'}"
    if branches:
        yield from _found_and_hit("BR", [times for _, hits in branches for times in hits])
    for line, hits in sorted(lines.items()):
        yield f"DA:{line},{max(hits)}"
    yield from _found_and_hit("L", [max(hits) for hits in lines.values()])
    yield "end_of_record"


def _found_and_hit(what: str, hits: Sequence[int]) -> Iterator[str]:
    yield f"{what}F:{len(hits)}"
    yield f"{what}H:{sum(map(bool, hits))}"
