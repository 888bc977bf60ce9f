"""Does what a finding advises, where the advice has a form: the values as they are afterwards."""

import copy
import re
from typing import Any

from routecfg.diagnostics import Finding
from routecfg.source import read

_WRITTEN = re.compile(
    r"(?:^|[ ;])(?:write(?: it as a list:| it without quotes:)?|add(?: it, for example)?|for example|"
    r"fill it in or take it out:|take it out, or write|such as) (?P<yaml>[\w-]+: .*)"
)


def followed(values: Any, finding: Finding) -> Any:
    """The values with the advice followed; None if it has no form that could be followed without thinking."""
    advice = finding.help or ""
    better = copy.deepcopy(values)
    if not finding.path:
        return None
    owner, last = _owner(better, finding.path), finding.path[-1]
    if match := re.match(r"did you mean '(.*?)'\?", advice):
        if finding.on_key:
            return _renamed(better, finding.path, match[1])
        owner[last] = match[1]
    elif match := re.match(r"put a space after the colon of '(.*?):'", advice):
        owner[match[1]] = owner.pop(last) or str(last).partition(":")[2]
    elif match := re.match(r"'(.*?)' belongs under '(.*?)'$", advice):
        value = owner.pop(match[1])
        below = owner.setdefault(match[2], {})
        if isinstance(below, list):
            below.append({match[1]: value})
        else:
            below[match[1]] = value
    elif match := re.match(r"'(.*?)' belongs to the .*?, one level up", advice):
        outer = _owner(better, finding.path[:-1])
        while isinstance(outer, list):
            return None
        outer[match[1]] = owner.pop(last)
    elif match := re.search(r"write '(\w+): ([\w-]+)' instead", advice):
        _owner(better, finding.path[:-1])[finding.path[-2]] = {match[1]: match[2]}
    elif re.match("write it in quotes", advice):
        plus = "+" if last == "number" else ""  # which stands in the file, and is lost in the value
        owner[last] = plus + (f"{owner[last]:.0f}" if isinstance(owner[last], float) else str(owner[last]))
    elif match := re.match("write (true|false)", advice):
        owner[last] = match[1] == "true"
    elif match := re.match(r"write only its name here: ([\w-]+)$", advice):
        owner[last] = match[1]
    elif advice.startswith("write it without the brackets or the dash"):
        owner[last] = owner[last][0]
    elif advice in ("take one of them out", "fill it in or take it out", "take it out, or look for a misspelling"):
        del owner[last]
    elif match := _WRITTEN.search(advice):
        return _written(better, finding, match["yaml"])
    else:
        return None
    return better


def _written(values: Any, finding: Finding, yaml: str) -> Any:
    """With the `key: value` of the advice, which ends where it is no YAML any more."""
    ends = [len(yaml), *(match.start() for match in re.finditer("; | or |, and ", yaml))]
    for end in sorted(ends):
        reading = read(yaml[:end].encode())
        if not reading.findings:
            ((key, value),) = reading.values.items()  # type: ignore[attr-defined]  # a mapping of one key
            place = _at(values, finding.path)
            if key == finding.path[-1]:
                _owner(values, finding.path)[key] = value
            elif isinstance(place, dict):
                place[key] = value
            else:
                return None
            return values
    raise AssertionError(f"no YAML: {yaml}")


def _renamed(values: Any, path: tuple[str | int, ...], name: str) -> Any:
    owner = _owner(values, path)
    renamed = {name if key == path[-1] else key: value for key, value in owner.items()}
    owner.clear()
    owner.update(renamed)
    return values


def _owner(values: Any, path: tuple[str | int, ...]) -> Any:
    return _at(values, path[:-1])


def _at(values: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        values = values[key]
    return values
