"""What the tests of the whole product begin with: the e-shop as texts, and scraps that break files."""

from pathlib import Path
from typing import Any

import yaml

ESHOP = Path(__file__).parents[2] / "examples" / "eshop"
ESHOP_FILES = {
    path.relative_to(ESHOP).as_posix(): path.read_text("utf-8") for path in sorted(ESHOP.rglob("routing/**/*.yaml"))
}
ESHOP_PROJECT = (ESHOP / "routecfg.yaml").read_bytes()

SCRAPS = [
    *("", "\n", "  ", "\t", ":", ": ", "- ", "{", "}", "[", "]", '"', "'", "#", "*x", "&x ", "!", "!!int ", "|", ">"),
    *("\x00", "\x1b[31m", "\u2028", "\ufeff", "\U0001f600", "é", "\r", "---\n", "...\n", "%YAML 1.1\n", "? ", "<<: "),
    *("null", "~", "true", "1e999", "0x1F", "9" * 40, "2026-02-30", "24:00-24:00", "{queue: support}", "/(?=x)/"),
    *("# routecfg: ignore[RC302]", "# routecfg: ignore[]", "{{ ", " }}", "queues:\n", "\n  x:\n", "Mars/Phobos"),
]


def written(values: Any) -> str:
    """Values as YAML, text in quotes, so that nothing becomes something else on the way."""
    return yaml.dump(values, allow_unicode=True, default_style='"', sort_keys=False, Dumper=_NoAliases, width=10**6)


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the writer calls it so
        return True
