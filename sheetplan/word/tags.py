"""A template's tags, read before it is filled in: each fault is told with the place it stands in.

The tags of a part are put after each other, a line each, and read by jinja itself; so the line
of a fault is the number of a tag.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from sheetplan.word.fault import TemplateFault
from sheetplan.word.names import BLOCKS, FILTERS, NAMES
from sheetplan.word.ooxml import text_of, w
from sheetplan.word.outline import headings
from sheetplan.word.package import DOCUMENT, STYLES, Parts, parse_part

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_HALF = re.compile(r"\{[{%]|[}%]\}")
_KIND = re.compile(r"^(\{[{%])(?:p|r|tr|tc)\s")
_LETTER = re.compile(r"^\{[{%](p|r|tr|tc)?\s")
_STATEMENT = re.compile(r"\{%-?\s*(\w+)")
_PAIRS = {"endif": "if", "endfor": "for"}
_SINGLE = {"elif", "else", "set"}
_QUOTES = str.maketrans("”“’‘", "\"\"''")
_FIGURES = "tal"  # what single figures are found in, by their ids
_OFFERED_BY_LOOPS = "loop"
_ELSEWHERE = (("word/header", "i ett sidhuvud"), ("word/footer", "i en sidfot"))


def _with_parents(path: str) -> Iterator[str]:
    """Walk from a path up to its first name: a.b[].c, a.b[], a.b, a."""
    while path:
        yield path
        path = path[:-2] if path.endswith("[]") else path.rpartition(".")[0]


PATHS = frozenset(one for name in NAMES for one in _with_parents(name.path))
_BY_PATH = {name.path: name for name in NAMES}


@dataclass(frozen=True)
class Tag:
    """A tag as it was typed, its paragraph and where that stands."""

    text: str
    paragraph: str
    where: str

    @property
    def letter(self) -> str:
        """What docxtpl is told that the tag stands for: a paragraph, a run, a row."""
        found = _LETTER.match(self.text)
        return (found[1] or "") if found else ""


@dataclass(frozen=True)
class Use:
    """A name that a tag uses, as a path from the top, and whether the tag prints it."""

    path: str
    line: int
    is_printed: bool = False


def check_tags(parts: Parts, figures: Collection[str] = ()) -> None:
    """Read every tag of a template; ``figures`` are the ids of single figures that there are.

    Raises:
        TemplateFault: a tag is cut off, cannot be read, is not closed, or names what is not there.
    """
    tags = list(_by_part(parts))
    if not tags[0]:  # the document itself comes first
        raise TemplateFault.no_tags()
    for found in tags:
        _check_pairs(found)
        source = "\n".join(_plain(tag.text) for tag in found)
        try:
            read = Environment(autoescape=True).parse(source)
        except TemplateSyntaxError as fault:
            tag = found[min(fault.lineno, len(found)) - 1]
            raise TemplateFault.unreadable_tag(tag.paragraph, tag.where) from fault
        own: dict[str, str | None] = {
            one.target.name: None
            for one in read.find_all(nodes.Assign)
            if isinstance(one.target, nodes.Name)
        }
        for use in _uses(read, own):
            _check_use(use, found[use.line - 1])
        for asked in read.find_all(nodes.Filter):
            tag = found[asked.lineno - 1]
            if asked.name not in FILTERS:
                near = next(iter(difflib.get_close_matches(asked.name, FILTERS, n=1)), "")
                raise TemplateFault.unknown_name(asked.name, near, tag.paragraph, tag.where)
        for figure, line in _unknown_figures(read, figures):
            tag = found[line - 1]
            near = next(iter(difflib.get_close_matches(figure, sorted(figures), n=1)), "")
            raise TemplateFault.unknown_name(figure, near, tag.paragraph, tag.where)
        for tag in found:
            _check_place(tag)


def _check_use(use: Use, tag: Tag) -> None:
    """Make sure that a name is one of the report's, and written as it can be printed."""
    wrong = _unknown_part(use.path)
    if wrong:
        over = next((one.example for one in NAMES if one.loop_name == wrong), "")
        if over:
            raise TemplateFault.outside_loop(wrong, over, tag.paragraph, tag.where)
        raise TemplateFault.unknown_name(_last(wrong), _nearest(wrong), tag.paragraph, tag.where)
    letter = _letter_for(use.path)
    if use.is_printed and letter != tag.letter:
        said = _KIND.sub(r"\1 ", " ".join(tag.text.split())).strip("{} ")
        better = _example(use.path) if letter is None else f"{{{{{letter} {said} }}}}"
        raise TemplateFault.wrong_use(better, tag.paragraph, tag.where)


def _check_place(tag: Tag) -> None:
    """Make sure that a tag that takes the place of its paragraph has it for itself."""
    is_alone = tag.paragraph == " ".join(tag.text.split())
    if tag.letter == BLOCKS and not is_alone:
        raise TemplateFault.not_alone(tag.text, tag.paragraph, tag.where)
    if is_alone and tag.text.startswith("{%") and not tag.letter:
        better = "{%p " + tag.text.removeprefix("{%").lstrip()
        raise TemplateFault.wrong_use(better, tag.paragraph, tag.where)


def _letter_for(path: str) -> str | None:
    """Return the letter of a tag that prints what a path leads to; None where none does."""
    if path in _BY_PATH:
        return _BY_PATH[path].letter
    many = _BY_PATH.get(path.removesuffix("[]"))
    return many.each if many and path not in PATHS else None


def _example(path: str) -> str:
    """Return how something of what a path leads to is written."""
    some = (one for one in NAMES if path in _with_parents(one.path) and one.example)
    return next(one.example for one in some)


def _plain(tag: str) -> str:
    """Write a tag as jinja reads it: on one line, without docxtpl's letter, with plain quotes."""
    return _KIND.sub(r"\1 ", " ".join(tag.split())).translate(_QUOTES)


def _by_part(parts: Parts) -> Iterator[list[Tag]]:
    styles = parse_part(parts[STYLES])
    for name in sorted(parts, key=lambda name: (name != DOCUMENT, name)):
        elsewhere = next((said for begins, said in _ELSEWHERE if name.startswith(begins)), "")
        if name == DOCUMENT or (elsewhere and name.endswith(".xml")):
            yield list(_tags(parse_part(parts[name]), styles, elsewhere))


def _tags(root: etree._Element, styles: etree._Element, elsewhere: str) -> Iterator[Tag]:
    titles = [one.paragraph for one in headings(root, styles)]
    where = elsewhere or "före den första rubriken"
    for paragraph in root.iter(w("p")):
        words = " ".join(text_of(paragraph).split())
        if not elsewhere and any(paragraph is one for one in titles):
            where = f"under rubriken ”{words}”"
        if _HALF.search(_TAG.sub("", words)):
            raise TemplateFault.unreadable_tag(words, where)
        yield from (Tag(found, words, where) for found in _TAG.findall(words))


def _check_pairs(found: list[Tag]) -> None:
    """Find a loop or a condition that is not closed, or closed twice."""
    opened: list[tuple[str, Tag]] = []
    for tag in found:
        statement = _STATEMENT.match(_KIND.sub(r"\1 ", tag.text))
        word = statement[1] if statement else ""
        if word in _PAIRS.values():
            opened.append((word, tag))
        elif word in _PAIRS and opened:
            begun, opener = opened.pop()
            if begun != _PAIRS[word]:
                raise _not_closed(begun, opener)
        elif word and word not in _SINGLE:
            raise TemplateFault.unreadable_tag(tag.paragraph, tag.where)
    for word, tag in opened[-1:]:
        raise _not_closed(word, tag)


def _not_closed(word: str, tag: Tag) -> TemplateFault:
    return TemplateFault.not_closed(f"end{word}", tag.paragraph, tag.where)


def _uses(node: nodes.Node, scope: Mapping[str, str | None]) -> Iterator[Use]:
    """Walk through the names that tags use, each with the line of its tag."""
    if isinstance(node, nodes.For):
        yield from _uses(node.iter, scope)
        of = _path(node.iter, scope)
        inner = {**scope, _OFFERED_BY_LOOPS: None}
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = f"{of}[]" if of else None
        for child in node.body:
            yield from _uses(child, inner)
        for child in node.else_:
            yield from _uses(child, scope)
        return
    path = _path(node, scope)
    if path is not None:
        yield Use(path, node.lineno)
    elif not _is_own(node, scope):
        printed = isinstance(node, nodes.Output)
        for child in node.iter_child_nodes(exclude=("target",)):
            for use in _uses(child, scope):
                is_printed = printed and _path(child, scope) is not None
                yield replace(use, is_printed=True) if is_printed else use


def _is_own(node: nodes.Node, scope: Mapping[str, str | None]) -> bool:
    """Tell whether a name is one that the template has made for itself."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name) and node.name in scope


def _unknown_figures(read: nodes.Template, figures: Collection[str]) -> Iterator[tuple[str, int]]:
    """Walk through the ids of single figures that there are not."""
    for node in read.find_all(nodes.Getitem):
        of = node.node.name if isinstance(node.node, nodes.Name) else ""
        id_ = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if of == _FIGURES and id_ is not None and id_ not in figures:
            yield str(id_), node.lineno


def _path(node: nodes.Node, scope: Mapping[str, str | None]) -> str | None:
    """Return what an expression names, from the top; None where it is no plain name."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        of = _path(node.node, scope)
        return f"{of}.{node.attr}" if of else None
    if isinstance(node, nodes.Getitem):
        of = _path(node.node, scope)
        return f"{of}[]" if of == _FIGURES else None
    return None


def _unknown_part(path: str) -> str:
    """Return the first part of a path that leads nowhere, or an empty text."""
    if path.startswith(f"{_FIGURES}["):
        return ""
    steps = [one for one in reversed(list(_with_parents(path))) if not one.endswith("[]")]
    return next((one for one in steps if one not in PATHS), "")


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _nearest(path: str) -> str:
    """Return the most alike name: of those beside it, otherwise of all."""
    parent, _, wrong = path.rpartition(".")
    beside = [_last(one) for one in PATHS if one.rpartition(".")[0] == parent]
    everywhere = sorted({_last(one) for one in PATHS if not one.endswith("[]")})
    for names in (sorted(beside), everywhere):
        if near := difflib.get_close_matches(wrong, names, n=1):
            return near[0]
    return ""
