"""Whatever is asked, wherever, of whatever text: an answer or a refusal in words, and never a fault of ours."""

import random
from pathlib import Path
from shutil import copytree
from typing import Any, Final

import pytest

from commands import EXAMPLES
from lsp.bare import Bare
from lsp.test_lsp_as_validated import SEED, Typist
from routecfg.lsp.features import FEATURES

_FAULTS: Final = {-32603: "a fault of ours", -32602: "a question of a form that we do not read"}


def questions(typist: Typist, chance: random.Random) -> dict[str, Any]:
    """What a question of any method may hold: a place in a text, and all that goes with it."""
    file = chance.choice(typist.files)
    lines = typist.texts[file].split("\n")
    line = chance.randrange(len(lines) + 1)
    length = len(lines[line]) if line < len(lines) else 3
    position = {"line": line, "character": chance.randrange(length + 2)}
    end = {"line": line + chance.randrange(3), "character": chance.randrange(40)}
    place = {"start": position, "end": end}
    return {
        "textDocument": {"uri": file.as_uri()},
        "position": position,
        "range": place,
        "context": {"diagnostics": [], "includeDeclaration": chance.random() < 0.5, "triggerKind": 1},
        "newName": chance.choice(["other-name", "support", "", "Not a name", "🕘"]),
        "query": chance.choice(["", "sup", "🕘", "zzz"]),
        "options": {"tabSize": 2, "insertSpaces": True},
    }


def ask_anything(root: Path, seed: int, edits: int) -> int:
    """Asks every question after each edit; how many had a result."""
    bare = Bare(root)
    typist = Typist(root, seed)
    chance = random.Random(seed)
    answered = 0
    for number in range(edits):
        typist.edit(bare)
        given = questions(typist, chance)
        items = bare.ask("textDocument/prepareCallHierarchy", **given).get("result") or []
        for method in FEATURES:
            if method.startswith("callHierarchy/"):
                asked = [{"item": item} for item in items]
            elif method.startswith("workspace/"):
                asked = [{"query": given["query"]}]
            else:
                asked = [given]
            for params in asked:
                answer = bare.ask(method, **params)
                code = answer.get("error", {}).get("code")
                assert code not in _FAULTS, f"{method}, seed {seed}, edit {number}: {answer}\n{given}"
                answered += bool(answer.get("result"))
        bare.settle()
    return answered


@pytest.mark.parametrize("seed", [SEED])
def test_every_question_has_an_answer(tmp_path: Path, seed: int) -> None:
    assert ask_anything(copytree(EXAMPLES / "quickstart", tmp_path / "shop"), seed, 12)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_thousands_of_questions_have_answers(tmp_path: Path, part: int) -> None:
    """Slow, since the estate is read anew after each edit: 500 edits with some 15 questions each."""
    example = "eshop" if part == 0 else "quickstart"
    assert ask_anything(copytree(EXAMPLES / example, tmp_path / "shop"), SEED + part, 500)
