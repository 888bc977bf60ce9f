"""Where a file breaks its schema.

`jsonschema-rs` says within microseconds whether values are right, and most are. What is wrong with the others is found
by `jsonschema`, object by object: only objects that jsonschema-rs refuses are given to it, and within one only the
parts that jsonschema-rs refuses. A whole file would take it thirty times as long. The list of errors that jsonschema-rs
itself makes cannot be used here: keys of digits become positions in it (`01` becomes 1), and empty keys are left out.

What jsonschema says about an error is never used: it quotes values, and a value may be a secret.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeAlias

from routecfg.shape.schemas import FilePath, Node, SchemaName, schema

if TYPE_CHECKING:
    from jsonschema import ValidationError

MOST_VIOLATIONS: Final = 1000
"""Violations of one file that are looked for: 10 MB can hold a million, and each takes jsonschema 0.1 ms."""

LONGEST_KEY: Final = 256
"""No key of the language is longer. Nothing is reported below longer keys, since each report would repeat the key."""

UNEXPLAINED: Final = "unexplained"
"""Stands for a keyword where jsonschema-rs refuses values in which jsonschema finds nothing wrong."""


BrokenKeys: TypeAlias = dict[str, set[str]]
"""Wrong keys of one mapping, and the keywords that each breaks."""


class Violation(NamedTuple):
    """A place of the values and the keyword of the schema that it breaks.

    `of_key` says that the last key of the path is wrong, not its value: the key is unknown, or not a valid name.
    """

    path: FilePath
    keyword: str
    of_key: bool = False


class Violations(NamedTuple):
    """What is wrong with a file, object by object.

    `wrong` are the paths, of two keys at most, below which something is refused: an object, a kind, or the whole file.
    `complete` says that `found` holds every violation, and not only the first ones of a great many.
    """

    found: tuple[Violation, ...] = ()
    wrong: tuple[FilePath, ...] = ()
    complete: bool = True


def violations(name: SchemaName, values: object) -> Violations:
    """What is wrong with the values of a file."""
    return _checker(name).violations(values)


@cache
def _checker(name: SchemaName) -> "Checker":
    return Checker(schema(name), by_object=name == "routing")


class _Validator(Protocol):
    def is_valid(self, instance: Any) -> bool: ...


class Checker:
    """The two validators of one schema.

    `by_object` says that any object of a file may stand in a file of its own, so that each can be checked alone.
    """

    def __init__(self, of: Node, *, by_object: bool) -> None:
        self._schema = of
        self._by_object = by_object

    def violations(self, values: object) -> Violations:
        """What is wrong with the values of a file. Where jsonschema-rs refuses something there is at least one."""
        wrong = tuple(self._refused(values))
        found = list(islice(self._explained(values, wrong), MOST_VIOLATIONS + 1))
        return Violations(tuple(found[:MOST_VIOLATIONS]), wrong, len(found) <= MOST_VIOLATIONS)

    def _refused(self, values: object) -> Iterator[FilePath]:
        """The smallest parts that can be checked alone and are refused."""
        if self._compiled.is_valid(values):
            return
        if not self._by_object or not isinstance(values, dict):
            yield ()
            return
        kinds = [kind for kind, objects in values.items() if not self._compiled.is_valid({kind: objects})]
        for kind in kinds:
            yield from self._refused_of(kind, values[kind])
        if not kinds:
            yield ()

    def _refused_of(self, kind: str, objects: object) -> Iterator[FilePath]:
        """The objects of a kind that are refused; the kind itself if it is unknown, or no mapping, or too large."""
        names = objects if isinstance(objects, dict) and self._compiled.is_valid({kind: {}}) else {}
        found = False
        for name, value in names.items():
            if not self._compiled.is_valid({kind: {name: value}}):
                found = True
                yield (kind, name)
        if not found:
            yield (kind,)

    def _explained(self, values: object, wrong: tuple[FilePath, ...]) -> Iterator[Violation]:
        for path in wrong:
            explained = False
            for error in self._explaining.iter_errors(_only(values, path)):
                explained = True
                violation = _violation(error)
                above = violation.path[:-1] if violation.of_key else violation.path
                if all(len(key) <= LONGEST_KEY for key in above if isinstance(key, str)):
                    yield violation
            if not explained:
                yield Violation(path, UNEXPLAINED)

    @cached_property
    def _compiled(self) -> _Validator:
        """The validator that says yes or no; the slow one where jsonschema-rs has no build."""
        return _compiled(self._schema) or self._explaining

    @cached_property
    def _explaining(self) -> Any:
        """The validator that says where; `Any` since jsonschema makes such classes as it runs."""
        from jsonschema import Draft202012Validator
        from jsonschema.validators import extend

        definitions: Mapping[str, Node] = self._schema.get("$defs", {})

        @cache
        def compiled(name: str) -> _Validator | None:
            return _compiled({"$defs": definitions, "$ref": f"#/$defs/{name}"})

        def reference(validator: Any, target: str, instance: object, _: Node) -> Iterator["ValidationError"]:
            """Follows a reference only if jsonschema-rs refuses what stands there."""
            name = target.rpartition("/")[2]
            quick = compiled(name)
            if quick is None or not quick.is_valid(instance):
                yield from validator.descend(instance, definitions[name])

        keywords = {
            "$ref": reference,
            "additionalProperties": _additional_properties,
            "pattern": _pattern,
            "uniqueItems": _unique_items,
        }
        extended: Any = extend
        return extended(Draft202012Validator, keywords)(
            {key: value for key, value in self._schema.items() if key != "$schema"}
        )


def _compiled(of: Node) -> _Validator | None:
    """jsonschema-rs for a schema; None where it has no build."""
    try:
        import jsonschema_rs
    except ImportError:
        return None
    validator: _Validator = jsonschema_rs.validator_for(dict(of), pattern_options=jsonschema_rs.RegexOptions())
    return validator


def _only(values: Any, path: FilePath) -> object:
    """A file that holds nothing but the part at this path."""
    match path:
        case (kind, name):
            return {kind: {name: values[kind][name]}}
        case (kind,):
            return {kind: values[kind]}
    return values


def _violation(error: "ValidationError") -> Violation:
    path: FilePath = tuple(error.absolute_path)
    keyword = str(error.schema_path[-1])
    if "propertyNames" in error.schema_path:
        return Violation((*path, str(error.instance)), keyword, True)
    return Violation(path, keyword, keyword == "additionalProperties")


def _additional_properties(
    validator: Any, additional: bool | Node, instance: object, node: Node
) -> Iterator["ValidationError"]:
    """Goes through the file in its order (jsonschema goes through a set), with an error for each unknown key."""
    from jsonschema import ValidationError

    known = node.get("properties", {})
    for key, value in instance.items() if isinstance(instance, dict) else ():
        if key not in known:
            if additional is False:
                yield ValidationError("", path=(key,))
            else:
                yield from validator.descend(value, additional, path=key)


def _pattern(_validator: Any, pattern: str, instance: object, _node: Node) -> Iterator["ValidationError"]:
    """Ends a text where JSON Schema does."""
    from jsonschema import ValidationError

    if isinstance(instance, str) and not fits(pattern, instance):
        yield ValidationError("")


def _unique_items(_validator: Any, unique: bool, instance: object, _node: Node) -> Iterator["ValidationError"]:
    """Names each repeated text. jsonschema compares all pairs of a list whose items cannot be sorted: hours for 10 MB.

    The lists that must not repeat anything hold texts. Other items are wrong in themselves.
    """
    from jsonschema import ValidationError

    seen: set[str] = set()
    for index, item in enumerate(instance if unique and isinstance(instance, list) else ()):
        if isinstance(item, str):
            if item in seen:
                yield ValidationError("", path=(index,))
            seen.add(item)


def fits(pattern: str, text: str) -> bool:
    """Whether a pattern of a schema finds something in a text, as JSON Schema means it.

    Python alone lets `$` match before a final line break. The schemas use `$` for nothing but the end.
    """
    return _python_pattern(pattern).search(text) is not None


@cache
def _python_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("$", r"\Z"))
