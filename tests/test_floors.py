"""The floors: imports only point down, pure floors stay pure, the schema floor stays small."""

from __future__ import annotations

import ast
import io
import tokenize
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sheetplan"
MODULES = sorted(PACKAGE.rglob("*.py"))
ONLY = {
    "openpyxl": "excel",
    "docx": "word",
    "docxtpl": "word",
    "matplotlib": "word",
    "jinja2": "word",
    "sqlalchemy": "store",
    "sqlite3": "store",
    "click": "cli",
    "pandas": "flows",
    "xlwings": "addin",
}


def test_imports_keep_to_the_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == 0


@pytest.mark.parametrize("library", sorted(ONLY))
def test_a_library_is_known_on_one_floor_only(library: str) -> None:
    floors = {path.relative_to(PACKAGE).parts[0] for path in MODULES if library in _imported(path)}
    assert floors == {ONLY[library]}


@cache
def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_the_schema_floor_is_under_600_lines_of_code() -> None:
    assert sum(map(_code_lines, sorted((PACKAGE / "schema").glob("*.py")))) < 600


def _code_lines(path: Path) -> int:
    """Count lines that hold code: no blank lines, comments or docstrings."""
    text = path.read_text(encoding="utf-8")
    layout = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in layout and token.string:
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            said = node.body[0]
            lines -= set(range(said.lineno, (said.end_lineno or said.lineno) + 1))
    return len(lines)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_is_short_and_says_what_it_is_about(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= 400


def test_no_drawer_is_named_for_nothing() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}
    assert {path.stem for path in MODULES} & drawers == set()
