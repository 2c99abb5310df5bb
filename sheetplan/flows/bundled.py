"""What sheetplan brings along: the Word template and the bundled real plan."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent


def template_file(name: str = "delarsrapport") -> Path:
    """Return a Word template that we ship, by the beginning of its name."""
    return _bundled("templates") / f"{name}.docx"


def plan_folder() -> Path:
    """Return the folder of the bundled plan with its sample answers."""
    in_checkout = _CHECKOUT / "workbooks" / "vasterbotten-2025"
    return in_checkout if _is_checkout() else _PACKAGE / "bundled" / "vasterbotten-2025"


def _bundled(name: str) -> Path:
    return _CHECKOUT / name if _is_checkout() else _PACKAGE / "bundled" / name


def _is_checkout() -> bool:
    return (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "templates").is_dir()
