"""What the documents show is right.

A block that begins with three backticks and

- `yaml` is a whole routing file: it reads, and the schema lets it through (what it refers to may stand elsewhere),
- `yaml project` is a whole `routecfg.yaml`,
- `yaml scenarios` is a whole file of scenarios: they pass on the small example,
- `yaml foreign` belongs to another program: it is YAML, no more is known here.
"""

import re
from pathlib import Path

import pytest
import yaml

from commands import copied
from estates import PROJECT, checked, concise

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "examples/**/*.md")
    for path in ROOT.glob(pattern)
    if "node_modules" not in path.parts  # others wrote those
)
BLOCK = re.compile(r"^```yaml ?(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
READ_AND_SHAPED = ("RC0", "RC1", "RC204", "RC309", "RC506")


def blocks() -> list[tuple[str, str, str]]:
    """Every block: where it stands, of what sort it is, what it holds."""
    return [
        (f"{path.relative_to(ROOT).as_posix()}:{text[: found.start()].count(chr(10)) + 1}", found[1], found[2])
        for path in DOCUMENTS
        for text in [path.read_text(encoding="utf-8")]
        for found in BLOCK.finditer(text)
    ]


@pytest.mark.parametrize(("sort", "text"), [pytest.param(*block[1:], id=block[0]) for block in blocks()])
def test_a_block_of_yaml_is_right(sort: str, text: str, tmp_path: Path) -> None:
    match sort:
        case "":
            found = concise(checked({"routing/shown.yaml": text}, select=READ_AND_SHAPED))
        case "project":
            found = concise(checked({}, project=text.encode(), select=READ_AND_SHAPED))
        case "scenarios":
            found = failed_scenarios(text, tmp_path)
        case "foreign":
            found = [] if yaml.safe_load(text) else ["the block is empty"]
        case _:
            found = [f"nobody knows what `yaml {sort}` means"]
    assert found == []


def failed_scenarios(text: str, home: Path) -> list[str]:
    shop = copied("quickstart", home / "shop", home)
    (shop.folder / "tests/shop.yaml").write_text(text, encoding="utf-8")
    ran = shop("test")
    return [] if ran.status == 0 and "note" not in ran.out else [ran.out, ran.err]


def test_the_action_and_the_hooks_are_yaml() -> None:
    for name in ("action.yml", ".pre-commit-hooks.yaml"):
        assert yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        headings = {
            re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
            for line in text.splitlines()
            if line.startswith("#")
        }
        for link in re.findall(r"\]\(([^)\s]+)\)", text):
            if link.startswith("#"):
                assert link[1:] in headings, f"{path.name}: {link}"
            elif "://" not in link:
                assert (path.parent / link.partition("#")[0]).exists(), f"{path.name}: {link}"


def test_the_project_of_the_tests_is_one() -> None:
    assert concise(checked({}, project=PROJECT, select=READ_AND_SHAPED)) == []
