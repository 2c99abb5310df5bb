"""Contradictions: a text that says outright another thing than the judgement beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheetplan.plan.claim_patterns import When
from sheetplan.plan.claims import ANY_GOAL, Claim, Reader
from sheetplan.plan.levels import Levels
from sheetplan.plan.words import Current, Forecast, Judged

LONGEST = 120
_TARGET = "målvärdet"
_TIME_AHEAD = re.compile(
    r"väntas|beräknas|prognos|kommer (?:\w+ )?att|höst|årets slut|årsskiftet|december|helår|"
    r"året ut|nästa år|räknar med|\brisk",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Contradiction:
    """A text (``motive`` or ``analysis``) against a judgement (``current`` or ``forecast``)."""

    judged: str
    text: str
    sentence: str

    @property
    def quotation(self) -> str:
        """The sentence, cut where it is long."""
        sentence = self.sentence.rstrip(".")
        if len(sentence) <= LONGEST:
            return sentence
        return f"{sentence[: LONGEST - 1].rsplit(' ', 1)[0].rstrip(' ,;:–')}…"


@dataclass(frozen=True)
class Judgement:
    """A committee's judgement of a goal; ``forecast`` is not asked for at the end of the year."""

    current: Current | None
    forecast: Forecast | None
    is_year_end: bool = False

    def against(self, claim: Claim) -> str:
        """Return which judgement a claim contradicts, ``current`` or ``forecast``, or nothing.

        What may be said of both times contradicts only where it agrees with neither.
        """
        now, later = _differs(self.current, claim), _differs(self.forecast, claim)
        if self.is_year_end or claim.when is When.NOW:
            return "current" if now else ""
        if claim.when is When.YEAR_END:
            return "forecast" if later else ""
        return "current" if now and later else ""


def _differs(judged: Judged | None, claim: Claim) -> bool:
    return judged is not None and judged.name not in claim.fits


def goal_words(
    levels: Levels, *, is_whole: bool, indicators: int, has_motive: bool
) -> tuple[str, ...]:
    """Return what the texts of a row call its goal.

    The target stands for the goal where there is one indicator only, and no motive that tells
    why the two are judged differently.
    """
    own = [ANY_GOAL, levels.judged.the]
    own += [levels.goal.the] if is_whole else []
    own += [_TARGET] if indicators == 1 and not has_motive else []
    return tuple(dict.fromkeys(own))


def contradictions(
    texts: Mapping[str, str], judgement: Judgement, reader: Reader
) -> Iterator[Contradiction]:
    """Yield the first contradiction of each judgement, in the order of the texts."""
    told = set[str]()
    for key, text in texts.items():
        for claim in reader.claims(text):
            judged = judgement.against(claim)
            if judged and judged not in told:
                told.add(judged)
                yield Contradiction(judged, key, claim.sentence)


def is_decline_unexplained(texts: Mapping[str, str], judgement: Judgement) -> bool:
    """Tell whether what is met now is forecast not to be, and no text looks ahead."""
    worse = judgement.forecast in {Forecast.PARTLY, Forecast.NOT_MET}
    told = any(_TIME_AHEAD.search(text) for text in texts.values())
    return judgement.current is Current.MET and worse and not told
