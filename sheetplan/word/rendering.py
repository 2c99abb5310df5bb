"""A template filled in by docxtpl, in a sandbox where values are data and unknown names stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateAssertionError
from jinja2.runtime import Context as JinjaContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from sheetplan.word.context import Context
from sheetplan.word.fault import TemplateFault
from sheetplan.word.names import FILTERS
from sheetplan.word.ooxml import Fragment, clean

# What a template can provoke by a wrong tag; faults of ours are found by the tests instead.
_RUNTIME = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


class _Named(StrictUndefined):
    """An unknown name, whose error says the name and nothing else."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that also stops what could grow without end: calls and arithmetic."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: JinjaContext, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401, ARG002 - jinja's signature
        message = f"räknesättet {operator}"
        raise SecurityError(message)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401, ARG002 - jinja's signature
        return False


class _StrictTemplate(DocxTemplate):  # type: ignore[misc] # docxtpl carries no types
    """A template whose rendered XML must be well-formed; docxtpl would mend it and lose text."""

    def fix_tables(self, xml: str) -> etree._Element:
        """Parse the rendered body; tables come finished and need no mending."""
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False))


@dataclass(frozen=True)
class Filled:
    """A template with its tags filled in, and every text that they printed."""

    document: bytes
    printed: tuple[str, ...]


def fill(template: bytes, context: Context) -> Filled:
    """Set the context into the template's tags, in body, header and footer.

    Raises:
        TemplateFault: a tag cannot be read or run, or it names what does not exist.
    """
    document = _StrictTemplate(BytesIO(template))
    try:
        document.init_docx()
    except (PackageNotFoundError, KeyError, ValueError) as fault:
        raise TemplateFault.not_word() from fault
    printed: list[str] = []
    environment = _environment(printed)
    saved = BytesIO()
    try:
        document.render(context, jinja_env=environment, autoescape=True)
        document.save(saved)
    except TemplateAssertionError as fault:
        raise TemplateFault.not_allowed(fault.message or "") from fault
    except TemplateSyntaxError as fault:
        raise TemplateFault.unbalanced() from fault
    except TemplateError as fault:
        raise TemplateFault.not_allowed(fault.message or "") from fault
    except etree.XMLSyntaxError as fault:
        raise TemplateFault.unbalanced() from fault
    except _RUNTIME as fault:
        raise TemplateFault.not_allowed(str(fault)) from fault
    return Filled(saved.getvalue(), tuple(printed))


def _environment(printed: list[str]) -> ImmutableSandboxedEnvironment:
    def finalize(value: object) -> object:
        printed.extend(value.texts if isinstance(value, Fragment) else (clean(str(value)),))
        return _finished(value)

    made = _Sandbox(autoescape=True, undefined=_Named, finalize=finalize, loader=DictLoader({}))
    made.globals.clear()
    kept: dict[str, Callable[..., Any]] = {name: made.filters[name] for name in FILTERS}
    made.filters.clear()
    made.filters.update(kept)
    return made


def _finished(value: object) -> object:
    """Make text safe for XML and for docxtpl, which rewrites a bare ``{_{`` to ``{{``."""
    if not isinstance(value, StrictUndefined) and hasattr(value, "__html__"):
        return value
    text = str(escape(clean(str(value))))
    return Markup(text.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped
