"""Writes src/routecfg/preview/page/types.d.ts, the types of the page's JavaScript, or checks that it is up to date.

python docs/build_page_types.py [--check]

They are those of preview/answers, as they are written in JSON.
"""

import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Union, get_args, get_origin

import msgspec

import routecfg.preview
from routecfg.preview import answers

FILE: Final = Path(routecfg.preview.__file__).parent / "page" / "types.d.ts"
_HEAD: Final = "// Written by docs/build_page_types.py from preview/answers, which says what each field means.\n"
_PLAIN: Final = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def text() -> str:
    """All types, in the order in which they are declared."""
    return _HEAD + "".join(map(_interface, structs()))


def structs() -> Iterator[type[msgspec.Struct]]:
    """The types of everything that the page gets, and of what it sends."""
    for value in vars(answers).values():
        is_struct = isinstance(value, type) and issubclass(value, msgspec.Struct)
        if is_struct and value.__module__.startswith(answers.__name__):
            yield value


def _interface(struct: type[msgspec.Struct]) -> str:
    config = struct.__struct_config__
    is_sent = config.forbid_unknown_fields  # so are those that the page sends; what has a default may be left out
    types_by_name = typing.get_type_hints(struct)
    fields = msgspec.structs.fields(struct)
    lines = (
        f"  {field.encode_name}{'?' if is_sent and not field.required else ''}: {written(types_by_name[field.name])};\n"
        for field in fields
    )
    meaning = (struct.__doc__ or "").partition("\n")[0]
    return f"\n/** {meaning} */\nexport interface {struct.__name__} {{\n{''.join(lines)}}}\n"


def written(kind: Any) -> str:
    """A Python type in TypeScript. Raises TypeError for one that JSON has no like of."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind.__name__
    if origin in (Union, types.UnionType):
        return " | ".join(map(written, inner))
    if origin is typing.Literal:
        return " | ".join(f'"{each}"' for each in inner)
    if origin is tuple and inner[1:] == (...,):
        return f"readonly ({written(inner[0])})[]"
    if origin is tuple:
        return f"readonly [{', '.join(map(written, inner))}]"
    if origin is dict:
        return f"Record<{written(inner[0])}, {written(inner[1])}>"
    raise TypeError(f"{kind} has no like in JSON")


def main() -> int:
    """Writes the file; with --check only says whether it would."""
    if "--check" not in sys.argv[1:]:
        FILE.write_text(text(), encoding="utf-8")
    elif not FILE.is_file() or FILE.read_text(encoding="utf-8") != text():
        sys.stderr.write("src/routecfg/preview/page/types.d.ts is not up to date: run `make generate`\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
