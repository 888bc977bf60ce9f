"""The page is one file that asks nobody, and nothing runs in it that did not come with routecfg."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from routecfg.preview import page as pages
from routecfg.preview.page import exported_page, joined_scripts, page

FOLDER = Path(pages.__file__).parent / "page"


def digests(html: str, tag: str) -> list[str]:
    found = re.findall(rf"<{tag}(?: type=\"module\")?>(.*?)</{tag}>", html, re.DOTALL)
    return [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in found]


def test_the_policy_allows_what_is_in_the_page_and_nothing_else() -> None:
    html, policy = page()
    for tag, name in (("script", "script-src"), ("style", "style-src")):
        (digest,) = digests(html, tag)
        assert f"{name} 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_page_loads_nothing() -> None:
    html, _ = page()
    head = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", html)
    assert re.findall(r"\b(?:src|href)=\"(?!data:|#)[^\"]*", head) == []
    assert "@import" not in re.sub(r"/\*\*? ?@import[^\n]*", "", html)
    assert re.search(r"(?m)^(import|export)\b", html) is None
    assert html.count("<script") == html.count("</script>") == 1
    assert html.count("<style") == html.count("</style>") == 1


def test_every_file_of_the_page_is_in_it() -> None:
    html, _ = page()
    for file in sorted(FOLDER.glob("*.*s")):
        if file.name.endswith(".d.ts"):
            continue
        lines = [line for line in file.read_text("utf-8").splitlines() if len(line) > 20 and "import" not in line]
        assert lines[-1].removeprefix("export ") in html, f"{file.name} is in no page"


def test_top_level_names_are_unique() -> None:
    names: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.js")):
        declared = r"(?m)^(?:export )?(?:async )?(?:const|let|class|function\*?) (\w+|[\[{][^=]*)"
        for found in re.findall(declared, file.read_text("utf-8")):
            for name in re.findall(r"\w+", found):
                assert name not in names, f"{name} is in {file.name} and in {names[name]}"
                names[name] = file.name


def test_scripts_follow_what_they_import() -> None:
    files = {
        "main.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\nrun(a, b);\n',
        "a.js": 'import { b } from "./b.js";\nexport const a = b;\n',
        "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n',
    }
    assert joined_scripts(
        ["main.js"], files.__getitem__
    ) == "export const b = 1;\nexport const a = b;\nrun(a, b);\n".replace("export ", "")


@pytest.mark.parametrize(
    "line", ['import x from "./a.js";', 'import { a as b } from "./a.js";', 'import "./a.js";', "export default 1;"]
)
def test_what_cannot_be_joined_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(line)):
        joined_scripts(["main.js"], {"main.js": f"{line}\n", "a.js": ""}.__getitem__)


def test_an_exported_page_has_its_policy_and_its_answers_in_it() -> None:
    html = exported_page(b"\x1f\x8b")
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert "connect-src 'none'" in policy
    (digest,) = digests(html, "script")
    assert f"script-src 'sha256-{digest}'" in policy
    assert html.index("Content-Security-Policy") < html.index("<style>")
    assert f'<script type="text/plain" id="answers">{base64.b64encode(bytes([31, 139])).decode()}</script>' in html
    assert html.index('id="answers"') < html.index('<script type="module">')
