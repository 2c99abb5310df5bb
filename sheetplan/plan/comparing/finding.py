"""What may have happened between two plans: each kind of change worded once, in Swedish."""

# ruff: noqa: E501 - a catalogue of sentences

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheetplan.schema.problem import Place


@dataclass(frozen=True)
class Change:
    """A kind of change.

    Attributes:
        key: the word that data carries; several wordings may share it.
        says: the Swedish sentence with ``{facts}``; without one nothing is said to people.
        asks: the plan's owner should answer or confirm.
    """

    key: str
    says: str = ""
    asks: bool = False


@dataclass(frozen=True)
class Finding:
    """One change, with the ids and the places of the rows that it was seen in."""

    change: Change
    old: str | None = None
    new: str | None = None
    old_place: Place | None = None
    new_place: Place | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    is_proposal: bool = False

    @property
    def asks(self) -> bool:
        """Whether someone should answer or confirm."""
        return self.change.asks or self.is_proposal

    @property
    def sentence(self) -> str:
        """What happened, in one or a few Swedish sentences."""
        return self.change.says.format_map(self.facts)


# fmt: off
SAME = Change("same")
NEW = Change("new", "Finns inte i förra planen.")
DROPPED = Change("dropped", "Finns inte i den nya planen.")
SHEET_NEW = Change("new", "Bladet {sheet} är nytt och har {count} rader.")
SHEET_DROPPED = Change("dropped", "Bladet {sheet} har inga rader i den nya planen; förra planen hade {count}.")
CONFIRM = " {guess} samma, likhet {likeness}; bekräfta genom att skriva {old} i kolumnen {column}."
CONFIRMED = " Bekräftat i kolumnen {column}."
RENAMED = Change("renamed", "Hette ”{before}”.{pair}")
REDEFINED = Change("redefined", "Mäter något annat än förut: {reasons}. Värden före och efter går inte att jämföra.{was}{pair}")
RESCOPED = Change("redefined", "Har kanske en annan omfattning än förut: {reasons}. Bestäm om serien fortsätter.{was}{pair}", asks=True)
REWORDED = Change("renamed", "Har en annan lydelse. Förut: ”{before}”.{pair}")
REDIRECTED = Change("redefined", "Har en annan lydelse och kanske ett annat innehåll. Förut: ”{before}”.{pair}")
REPLACED = Change("replaced", "Ersätter kanske ”{before}” ({old}), som inte finns kvar: namnen liknar varandra till {likeness}. De räknas var för sig. Är det samma, skriv {old} i kolumnen {column} på den här raden.", asks=True)
DOUBLED = Change("doubled", "Har samma namn som {other}, som antas fortsätta förra planens {old} eftersom mål och utfall stämmer bäst där. Den här räknas som ny. Är det tvärtom, skriv {old} i kolumnen {column} på den här raden.", asks=True)
DOUBLED_SAID = Change("doubled", "Har samma namn som {other}, som fortsätter {old} enligt kolumnen {column}.")
FORMER_UNKNOWN = Change("former_unknown", "I kolumnen {column} står {found}, men ett sådant id finns inte i förra planen.", asks=True)
FORMER_TAKEN = Change("former_taken", "I kolumnen {column} står {found}, som redan fortsätter i {other}. Raden räknas som ny.", asks=True)
MOVED = Change("moved", "Hör nu till ”{after}”; förut till ”{before}”.")

TARGET_KEPT = Change("target_kept")
TARGET_RAISED = Change("target_raised", "Målet höjs från {before} till {after}.{meaning}")
TARGET_LOWERED = Change("target_lowered", "Målet sänks från {before} till {after}.{meaning}")
TARGET_CHANGED = Change("target_changed", "Målet var ”{before}” och är nu ”{after}”.")
TARGET_DROPPED = Change("target_dropped", "Målet {before} är borttaget.")
TARGET_ADDED = Change("target_added", "Målet {after} är nytt; förra planen hade inget.")
TARGET_WEAKER = Change("target_weaker_than_outcome", "Målet {target} är svagare än det senast kända utfallet {outcome}.", asks=True)
BASELINE_OTHER = Change("baseline_does_not_follow", "Utfallet för {year} är {after}, men i förra planen {before}.", asks=True)
BASELINE_GONE = Change("baseline_does_not_follow", "Förra planens utfall {before} följs inte av något: utgångsvärdet är tomt.", asks=True)
BASELINE_EARLIER = Change("baseline_does_not_follow", "Utgångsvärdet är från {after}, men förra planens är från {before}.", asks=True)
BASELINE_NEW = Change("baseline_new", "Utgångsvärde finns nu: {after}. Förra planen hade inget.")
PERIODICITY = Change("periodicity_changed", "Periodiciteten är ”{after}”; förut ”{before}”.")
DIRECTION = Change("direction_changed", "Riktningen är ”{after}”; förut ”{before}”.")
KIND = Change("kind_changed", "Slaget är ”{after}”; förut ”{before}”. Det är bestämt i sheetplan, inte av planen.")
SPLIT = Change("split_changed", "Uppdelningen är ”{after}”; förut ”{before}”.")
OPEN = Change("open_question", "Öppen fråga: {question} Innan den är besvarad sägs inget om mål och utgångsvärde.{was}", asks=True)
QUESTION = Change("open_question", "Öppen fråga: {question}", asks=True)

CARRIED_OVER = Change("carried_over", "Fortsätter med nytt slutdatum {after}; förut {before}.")
END_DROPPED = Change("end_dropped", "Slutdatumet {before} är borttaget.")
END_PASSED = Change("end_passed", "Slutdatumet {after} ligger före planens år {year}.", asks=True)
STATUS_BACK = Change("status_back", "Status är ”{after}”, men var ”{before}” i förra planen.", asks=True)

FRAME_OTHER = Change("frame_differs", "Budgeten är {after}; förra planen räknade med {before} för {year}, en skillnad på {difference}.")
THRESHOLD = Change("threshold_changed", "{label} är {after}; förut {before}. Bedömningar före och efter går inte att jämföra.", asks=True)
SETTING = Change("setting_changed", "{label} är ”{after}”; förut ”{before}”.")
YEARS_TURNED = Change("year_order", "Den nya planen gäller {after} och den gamla {before}. Byt plats på dem om det var fel.", asks=True)
# fmt: on
