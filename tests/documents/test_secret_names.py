"""The document for users lists the very names that routecfg takes for names of secrets."""

import re
from pathlib import Path

from routecfg.disclosure import DESCRIPTIVE_ENDINGS, DOUBTFUL_NAMES, SECRET_NAMES

LANGUAGE = Path(__file__).parents[2] / "docs/language.md"


def test_the_document_lists_all_names_of_secrets() -> None:
    section = LANGUAGE.read_text("utf-8").partition("\n## Secrets\n")[2].partition("\n## ")[0]
    lists = [
        tuple(re.findall("`([^`]+)`", paragraph))
        for paragraph in section.split("\n\n")
        if re.fullmatch(r"(?:`[^`]+`[,.]\s*)+", paragraph.strip() + " ")
    ]
    assert lists == [SECRET_NAMES, DESCRIPTIVE_ENDINGS, DOUBTFUL_NAMES]
