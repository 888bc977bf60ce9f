"""`graph --format svg`: what others wrote in the project stays text in a picture that a browser opens."""

from pathlib import Path
from typing import Any

from browser.hostile import hostile_project, nothing_happened
from browser.tab import tab
from commands import Commands


def test_hostile_texts_do_nothing_in_an_svg(browser: Any, tmp_path: Path) -> None:
    project = hostile_project(tmp_path / "hostile")
    ran = Commands(project, tmp_path).started("graph", "--format", "svg", "--unfold")
    picture = tmp_path / "picture.svg"
    picture.write_text(ran.out, encoding="utf-8")
    with tab(browser) as opened:
        opened.page.goto(picture.as_uri())
        nothing_happened(opened, "file:")
        shown = opened.page.evaluate("document.documentElement.textContent")
    for text in ("<script>", "</svg>", "]]>", "<!--", "javascript:"):
        assert text in shown, f"not drawn: {text}"
