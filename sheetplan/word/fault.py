"""What can be wrong with a template or a rendered report, each as one Swedish sentence."""

from __future__ import annotations

from sheetplan.errors import SheetplanError

_SHOWN = 90
_LISTED = "Alla namn står i hjälpen om mallar."


class TemplateFault(SheetplanError):
    """The Word template cannot be used; the sentence says why and what to do."""

    @classmethod
    def not_word(cls) -> TemplateFault:
        """Say that the file is no Word document."""
        return cls(
            "Mallen är inte ett Word-dokument av slaget .docx: "
            "öppna den i Word och välj Spara som, Word-dokument (.docx)."
        )

    @classmethod
    def no_tags(cls) -> TemplateFault:
        """Say that the template has no place for anything."""
        return cls(
            "Mallen har inga taggar, så inget av underlaget får plats i den. "
            "Utgå från en av mallarna som följer med, eller se hjälpen om mallar."
        )

    @classmethod
    def unknown_name(cls, name: str, near: str, text: str, where: str) -> TemplateFault:
        """Say that a tag names something that no report has, and where it stands."""
        hint = f" Menade du ”{near}”?" if near else f" {_LISTED}"
        return cls(
            f"Mallen använder namnet ”{name}”, som inte finns. "
            f"Det står {where}, i stycket ”{_short(text)}”.{hint}"
        )

    @classmethod
    def outside_loop(cls, name: str, loop: str, text: str, where: str) -> TemplateFault:
        """Say that a tag names what there only is in a loop."""
        return cls(
            f"Mallen använder namnet ”{name}”, som bara finns i en slinga. "
            f"Det står {where}, i stycket ”{_short(text)}”. "
            f"Skriv det mellan {loop} och {{%p endfor %}}."
        )

    @classmethod
    def wrong_use(cls, better: str, text: str, where: str) -> TemplateFault:
        """Say that a tag does not suit what it names, and how it is written."""
        alone = ", ensamt i sitt stycke" if better[2] == "p" else ""
        return cls(
            "Mallen har en tagg som är skriven på fel sätt. "
            f"Den står {where}, i stycket ”{_short(text)}”. Skriv {better}{alone}."
        )

    @classmethod
    def not_alone(cls, tag: str, text: str, where: str) -> TemplateFault:
        """Say that there is more in a paragraph that a tag takes the place of."""
        return cls(
            f"Taggen {_short(tag)} ska stå ensam i sitt stycke, för den ersätter hela stycket. "
            f"Den står {where}, i stycket ”{_short(text)}”. Flytta det andra till ett eget stycke."
        )

    @classmethod
    def unreadable_tag(cls, text: str, where: str) -> TemplateFault:
        """Say where a tag cannot be read."""
        return cls(
            "Mallen har en tagg som inte går att läsa. "
            f"Den står {where}, i stycket ”{_short(text)}”."
        )

    @classmethod
    def not_closed(cls, missing: str, text: str, where: str) -> TemplateFault:
        """Say that a loop or a condition has no end."""
        return cls(
            f"Mallen har en tagg som aldrig avslutas. Den står {where}, i stycket "
            f"”{_short(text)}”. Skriv {{%p {missing} %}} efter det som hör till den."
        )

    @classmethod
    def unbalanced(cls) -> TemplateFault:
        """Say that tags cut the document's structure in two."""
        return cls(
            "Mallens taggar delar ett stycke eller en tabell mitt itu: "
            "en rad som börjar med {%p måste stå ensam i sitt stycke."
        )

    @classmethod
    def not_allowed(cls, reason: str) -> TemplateFault:
        """Say that a tag does something that templates may not do."""
        return cls(f"Mallen har en tagg som inte går att köra ({_short(reason)}). Ta bort den.")

    @classmethod
    def forbidden(cls, what: str) -> TemplateFault:
        """Say that the template holds something that may run or fetch by itself."""
        return cls(f"Mallen innehåller {_short(what)}, vilket inte tillåts. Ta bort det i Word.")

    @classmethod
    def no_style(cls, name: str) -> TemplateFault:
        """Say that a style is gone."""
        return cls(
            f"Mallen saknar formatmallen ”{name}”. "
            "Lägg till den eller utgå från den mall som följer med."
        )


class LostText(SheetplanError):
    """A text or table value that should be in the report is not."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Rapporten skrevs inte: ”{_short(text)}” kom inte med. "
            "Mallen saknar plats för det, eller så är det ett fel i sheetplan."
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
