"""Numbers in free text that contradict the tables beside them.

Few sentences are understood, and those with care: the share of two numbers that stand next to it,
a number said right after an indicator's name, the committee's net cost and forecast, and how many
goals are met. A false alarm costs more than a contradiction that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.rules.report_rules import REPORT_COUNT, REPORT_NUMBER, REPORT_SHARE
from sheetplan.plan.settings import MONTH_NAMES
from sheetplan.schema.numbers import NBSP, decimals_of, read_number, show_number
from sheetplan.schema.problem import Place, Problem, Rule
from sheetplan.tables.results import IndicatorResult, Results
from sheetplan.tables.small_counts import ALL, hidden_in

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_PERCENT = rf"(?P<percent>{_NUMBER})[ \u00a0]?(?:%|procent(?!enhet)\b)"
_UNIT = r"(?:mnkr|mkr|tkr|kronor|miljoner kronor|tusen kronor)"
_ALL_OF = r"(?:de |totalt |sammanlagt |samtliga |alla |beslutade |planerade )?"
_OF = rf"(?P<part>{_NUMBER})(?: {_UNIT})? av {_ALL_OF}(?P<whole>{_NUMBER})"
_LINK = r",? (?:eller|motsvarande|vilket (?:är|motsvarar|blir)|det vill säga|dvs\.?|alltså) "
_NEARLY = r"(?P<nearly>(?:ca|cirka|omkring|runt|drygt|knappt|nästan|närmare) )?"
_THING = rf"(?!{_UNIT}\b)[a-zåäö]+"
_ALONE = r"(?! (?:fler|färre|mer|mindre|högre|lägre|av|under|över)\b)"
_SHARES = (
    re.compile(rf"\b{_OF}(?: {_UNIT})?(?:{_LINK}| \(){_NEARLY}{_PERCENT}", re.IGNORECASE),
    re.compile(rf"\b{_OF} {_THING} \({_PERCENT}\)(?P<nearly>)", re.IGNORECASE),
    re.compile(rf"\b{_OF} {_THING}{_LINK}{_NEARLY}{_PERCENT}{_ALONE}", re.IGNORECASE),
    re.compile(
        rf"\bav (?P<whole>{_NUMBER}) {_UNIT} (?:är|har) (?P<part>{_NUMBER}) {_UNIT} "
        rf"\w+{_LINK}{_NEARLY}{_PERCENT}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_NEARLY}{_PERCENT} \({_OF}(?: {_UNIT})?\)", re.IGNORECASE),
)
_OF_WHOLE = re.compile(
    rf"\b(?P<part>{_NUMBER}) (?P<unit>{_UNIT}){_LINK}{_NEARLY}{_PERCENT} av "
    r"(?:det |den |hela |totala |samlade )+(?:belopp|summa|kostnad|effekt)\w*",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9”\"–])|\n+")
_SAYS = r"(?: nu| hittills)? (?:är|var|blev|uppgår till|uppgick till|har (?:ökat|minskat) till) "
_OTHER = re.compile(
    r"\b(?:förra|föregående|fjol\w*|tidigare|mål\w*|budget\w*|nästa|20\d\d|skulle|om)\b"
)
_ENDS = r"(?!\d|[, \u00a0\u202f]\d)"  # or half a number would do
_COMPARED = rf"{_ENDS}(?! ?(?:%|procent|högre|lägre|mer|mindre|fler|färre|bättre|sämre))"
_NET_COST = re.compile(
    r"^(?:verksamhetens |nämndens |periodens )?nettokostnad(?:en|erna)?"
    r"(?: (?:för perioden|till och med \w+))?"
    rf"{_SAYS}(?P<number>{_NUMBER}) (?P<unit>{_UNIT}){_COMPARED}"
)
_FORECAST = re.compile(
    r"^(?:prognosen|prognosen för helåret|helårsprognosen) är "
    rf"(?:en nettokostnad på|ett (?:under|över)skott på) (?P<number>{_NUMBER}) (?P<unit>{_UNIT})"
)
_FORECAST_DEVIATION = re.compile(
    rf"^(?:prognosen|prognosen för helåret|helårsprognosen) är (?P<number>{_NUMBER}) "
    rf"(?P<unit>{_UNIT}) (?:bättre|sämre) än budget"
)
_DEVIATION = re.compile(
    r"^nämnden (?:redovisar|har) (?:för perioden )?ett (?:under|över)skott (?:på|om) "
    rf"(?P<number>{_NUMBER}) (?P<unit>{_UNIT}){_ENDS}"
)
_WORDS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva",
          "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
          "tjugo")  # fmt: skip
_COUNT = rf"\d+|{'|'.join(_WORDS)}|en"
_JUDGED = {"": "MET", "helt ": "MET", "delvis ": "PARTLY", "inte ": "NOT_MET"}
_SOME = re.compile(r"\b(?:ytterligare|inom|under|hos|varav|bland|andra|dessa)\b")
_LOOSE = Decimal("2.5")  # per cent units that ”cirka” may stand for
_HUNDRED = Decimal(100)
_SHOWN = 40
_UNITS = {
    "mnkr": 6, "mkr": 6, "miljoner kronor": 6, "tkr": 3, "tusen kronor": 3, "kronor": 0,
}  # fmt: skip

Found = Iterator[Problem]


@dataclass(frozen=True)
class TextFigures:
    """Reads free text beside one committee's results."""

    results: Results

    def check(self, paragraphs: Iterable[str], file: str = "") -> tuple[Problem, ...]:
        """Find the contradictions of each paragraph."""
        return tuple(
            problem
            for text in paragraphs
            for problem in self._paragraph(text, Place(file, label=_beginning(text)))
        )

    def _paragraph(self, text: str, place: Place) -> Found:
        before: list[str] = []
        for sentence in _SENTENCES.split(text):
            said = " ".join(sentence.split())
            yield from self._shares(said, before, place)
            yield from self._indicators(said, place)
            yield from self._frame(said, place)
            yield from self._counts(said, place)
            before.append(said)

    def _shares(self, said: str, before: Sequence[str], place: Place) -> Found:
        """Set a share beside the two numbers that it is of."""
        for pattern in _SHARES:
            for found in pattern.finditer(said):
                yield from self._share(found, found["whole"], place)
        for found in _OF_WHOLE.finditer(said):
            amount = re.compile(rf"\b({_NUMBER}) {found['unit']}\b", re.IGNORECASE)
            wholes = {whole for earlier in before for whole in amount.findall(earlier)}
            if len(wholes) == 1:
                yield from self._share(found, wholes.pop(), place)

    def _share(self, found: re.Match[str], whole_text: str, place: Place) -> Found:
        part, whole = _value(found["part"]), _value(whole_text)
        percent = _value(found["percent"])
        if part is None or whole is None or percent is None or not 0 < part <= whole:
            return
        slack = _LOOSE if found["nearly"] else Decimal(0)
        if _is_share(percent, part, whole, slack):
            return
        months = self.results.period.month
        so_far = whole * months / len(MONTH_NAMES)
        told = ""
        if _is_share(percent, part, so_far, slack):
            shown = show_number(part / so_far * _HUNDRED, 1, "%")
            told = f" ({shown} av periodens {months}/{len(MONTH_NAMES)})"
        yield Problem(
            REPORT_SHARE,
            place,
            {
                "said": found[0],
                "part": found["part"],
                "whole": whole_text,
                "share": show_number(part / whole * _HUNDRED, 1, "%"),
                "period": told,
            },
        )

    def _indicators(self, said: str, place: Place) -> Found:
        """Set a number that follows an indicator's name beside what the indicator has."""
        plain = said.casefold()
        if _OTHER.search(plain):
            return
        for result in self.results.indicators:
            value = result.outcome.value
            if hidden_in(result).holds(ALL, "outcome"):
                continue
            for name in _names(result):
                start = plain.find(name)
                if value is None or start < 0:
                    continue
                unit = r" ?(?:%|procent\b)" if result.indicator.unit == "%" else _COMPARED
                pattern = rf"{_SAYS}(?P<number>{_NUMBER}){unit}"
                found = re.compile(pattern).match(plain, start + len(name))
                if found and not _is_any(found["number"], _values_of(result)):
                    known = show_number(value, result.indicator.decimals_for(value))
                    what = f"utfallet för ”{result.indicator.name}”"
                    yield _contradicts(REPORT_NUMBER, place, said, what=what, known=known)

    def _frame(self, said: str, place: Place) -> Found:
        """Set the net cost and the forecast beside the committee's only frame."""
        tops = [r for r in self.results.frames if r.frame.part_of is None]
        unit = self.results.plan.settings.money_unit
        if len(tops) != 1 or unit not in _UNITS:
            return
        frame = tops[0]
        cases: tuple[tuple[re.Pattern[str], str, tuple[Decimal | None, ...]], ...] = (
            (_NET_COST, "nettokostnaden", (frame.outcome,)),
            (_FORECAST, "prognosen", (frame.forecast, frame.forecast_deviation)),
            (_FORECAST_DEVIATION, "prognosens avvikelse", (frame.forecast_deviation,)),
            (_DEVIATION, "avvikelsen", (frame.deviation, frame.forecast_deviation)),
        )
        for pattern, what, values in cases:
            found = pattern.search(said.casefold())
            known = [value for value in values if value is not None]
            if not found or not known:
                continue
            scale = Decimal(10) ** (_UNITS[unit] - _UNITS[found["unit"]])
            if not _is_any(found["number"], [value * scale for value in known]):
                shown = f"{NBSP}{unit}, avvikelsen ".join(show_number(v, 1) for v in known)
                facts = {"what": what, "known": f"{shown}{NBSP}{unit}"}
                yield _contradicts(REPORT_NUMBER, place, said, **facts)

    def _counts(self, said: str, place: Place) -> Found:
        """Set how many goals are met beside how many the committee has judged so."""
        many = self.results.levels.judged.many
        are = r"(?:är|bedöms som|bedöms vara)"
        how = r"(?P<how>helt |delvis |inte )?(?:uppfyllda|nådda)\b"
        plain = said.casefold().removeprefix("nämnden bedömer att ")
        some, every = rf"(?P<count>{_COUNT})", rf"av (?:de |nämndens )?(?P<all>{_COUNT})"
        found = re.search(rf"^{some}(?: {every})? {many} {are}? ?{how}", plain) or re.search(
            rf"^{every} {many} {are} {some} {how}", plain
        )
        if not found or _SOME.search(said.casefold()):
            return
        judged = [r.current.name for r in self.results.subgoals if r.current is not None]
        total = len(self.results.subgoals)
        count = judged.count(_JUDGED[found["how"] or ""])
        all_said = found["all"]
        if _counted(found["count"]) == count and (not all_said or _counted(all_said) == total):
            return
        yield _contradicts(REPORT_COUNT, place, said, known=f"{count} av {total} {many}")


def _contradicts(rule: Rule, place: Place, said: str, **facts: str) -> Problem:
    return Problem(rule, place, {"said": said, **facts})


def _value(text: str) -> Decimal | None:
    return read_number(text).value


def _half(number: Decimal) -> Decimal:
    """Return how far a printed number may be from the exact one."""
    return Decimal(1).scaleb(-decimals_of(number)) / 2


def _is_share(percent: Decimal, part: Decimal, whole: Decimal, slack: Decimal) -> bool:
    above, below = part + _half(part), max(whole - _half(whole), _half(whole))
    most = above / below * _HUNDRED
    least = (part - _half(part)) / (whole + _half(whole)) * _HUNDRED
    room = max(_half(percent), Decimal("0.05")) + slack
    return least - room <= percent <= most + room


def _is_any(text: str, values: Iterable[Decimal]) -> bool:
    number = _value(text)
    if number is None:
        return True
    printed = text.partition(",")[2]
    room = Decimal(1).scaleb(-len(printed)) / 2
    return any(abs(abs(value) - number) <= room for value in values)


def _values_of(result: IndicatorResult) -> list[Decimal]:
    """Return every value that a number beside an indicator's name may be."""
    one = result.indicator
    parts = (result.outcome, *(group.outcome for group in result.groups))
    values: list[Decimal | None] = [one.baseline, *one.outcomes.values()]
    values += [one.target.number] if one.target else []
    values += [v for o in parts for v in (o.value, o.numerator, o.denominator, o.comparison)]
    return [value for value in values if value is not None]


_STARTS: Mapping[str, str] = {"antal ": "antalet ", "andel ": "andelen "}


def _names(result: IndicatorResult) -> tuple[str, ...]:
    """Return an indicator's name as a sentence may say it; a single word is too little."""
    name = " ".join(result.indicator.name.casefold().rstrip(".").split())
    if len(name.split()) < 2:  # noqa: PLR2004 - a word alone may mean anything
        return ()
    told = [name]
    for start, definite in _STARTS.items():
        if name.startswith(start):
            told.append(definite + name.removeprefix(start))
        else:
            told.append(definite + name)
    return tuple(told)


def _counted(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return 1 if text == "en" else _WORDS.index(text)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return f"”{line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + '…'}”"
