"""The glossary holds: one English word per Swedish word, and no banned synonym as a name."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from sheetplan.plan.plan import SHEETS
from sheetplan.plan.returns import ANSWERS, SignOff

PACKAGE = Path(__file__).resolve().parent.parent / "sheetplan"
GLOSSARY = (PACKAGE / "help" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    [part.strip() for part in line.strip("|").split("|")]
    for line in GLOSSARY.splitlines()
    if line.startswith("|") and not line.startswith("|---")
][1:]
BANNED = {row[3] for row in ROWS}


@cache
def _names(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            found.add(node.id.lower())
        elif isinstance(node, ast.arg):
            found.add(node.arg.lower())
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name.lower())
    return found


@pytest.mark.parametrize("row_class", [*SHEETS, SignOff, *ANSWERS])
def test_every_row_class_is_in_the_glossary(row_class: type) -> None:
    assert row_class.__name__ in GLOSSARY


def test_an_english_word_stands_for_one_swedish_word() -> None:
    english = [word.strip() for row in ROWS for word in row[1].split(",")]
    assert sorted(set(english)) == sorted(english)


# "warning" is how the standard library and "merge" how spreadsheets name what they do.
@pytest.mark.parametrize("word", sorted(BANNED - {"warning", "merge", "section", "config"}))
def test_a_banned_synonym_is_not_used_as_a_name(word: str) -> None:
    assert [p.name for p in sorted(PACKAGE.rglob("*.py")) if word in _names(p)] == []
