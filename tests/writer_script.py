"""LibreOffice Writer as a person uses it: types, moves, copies, deletes, saves.

Run by the Python that has ``uno``; reads one JSON document from stdin. ``tests.office`` calls it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import uno

sys.path.insert(0, str(Path(__file__).parent))
from office_script import service  # beside it

PARAGRAPH_BREAK = 0


def _property(name: str, value: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


class Writer:
    """An open document and a person's hands."""

    def __init__(self, document: Any, dispatcher: Any) -> None:
        self.document, self.dispatcher = document, dispatcher
        self.controller = document.CurrentController

    def replace(self, old: str, new: str) -> None:
        """Type over the first place where a text stands."""
        self._found(old).String = new

    def colour(self, text: str, colour: str) -> None:
        """Give a text another colour, and bold letters."""
        found = self._found(text)
        found.CharColor, found.CharWeight = int(colour, 16), 150.0

    def comment(self, text: str, said: str) -> None:
        """Put a comment at a text."""
        made = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        made.Content, made.Author = said, "Eva"
        self.document.Text.insertTextContent(self._found(text).End, made, False)  # noqa: FBT003

    def track(self, text: str, new: str) -> None:
        """Type over a text with tracked changes on."""
        self.document.RecordChanges = True
        self._found(text).String = new
        self.document.RecordChanges = False

    def paragraph(self, after: str, text: str) -> None:
        """Write a paragraph of one's own below the one with a text."""
        cursor = self._paragraph_of(after)
        end = cursor.End
        self.document.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)  # noqa: FBT003
        self.document.Text.insertString(end, text, False)  # noqa: FBT003

    def cell(self, bookmark: str, name: str, text: str) -> None:
        """Type over a cell of a table."""
        self._table(bookmark).getCellByName(name).String = text

    def take_out(self, bookmark: str) -> None:
        """Delete a table."""
        self.document.Text.removeTextContent(self._table(bookmark))

    def copy(self, first: str, last: str) -> None:
        """Copy all from one text's paragraph to another's to the end of the document."""
        cursor = self.document.Text.createTextCursorByRange(self._paragraph_of(first).Start)
        cursor.gotoRange(self._paragraph_of(last).End, True)  # noqa: FBT003 - the interface's own
        self._copy(cursor)

    def copy_marked(self, bookmark: str) -> None:
        """Copy the paragraph of a bookmark to the end of the document."""
        self._copy(self._paragraph_at(self.document.Bookmarks.getByName(bookmark).Anchor.Start))

    def _copy(self, cursor: Any) -> None:
        self.controller.select(cursor)
        copied = self.controller.getTransferable()
        text = self.document.Text
        text.insertControlCharacter(text.End, PARAGRAPH_BREAK, False)  # noqa: FBT003 - as above
        self.controller.ViewCursor.gotoEnd(False)  # noqa: FBT003 - as above
        self.controller.insertTransferable(copied)

    def all_changes(self, answer: str) -> None:
        """Accept or reject all tracked changes, by LibreOffice's own command."""
        frame = self.controller.Frame
        self.dispatcher.executeDispatch(frame, f".uno:{answer}AllTrackedChanges", "", 0, ())

    def _found(self, text: str) -> Any:
        wanted = self.document.createSearchDescriptor()
        wanted.SearchString = text
        found = self.document.findFirst(wanted)
        assert found is not None, text
        return found

    def _paragraph_of(self, text: str) -> Any:
        return self._paragraph_at(self._found(text).Start)

    def _paragraph_at(self, start: Any) -> Any:
        cursor = self.document.Text.createTextCursorByRange(start)
        cursor.gotoStartOfParagraph(False)  # noqa: FBT003 - the interface's own
        cursor.gotoEndOfParagraph(True)  # noqa: FBT003 - the interface's own
        return cursor

    def _table(self, bookmark: str) -> Any:
        return self.document.Bookmarks.getByName(bookmark).Anchor.TextTable


def main() -> None:
    """Open, edit, save."""
    asked = json.load(sys.stdin)
    url, hidden = Path(asked["open"]).as_uri(), _property("Hidden", True)  # noqa: FBT003
    desktop = service(asked["pipe"], "com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL(url, "_blank", 0, (hidden,))
    try:
        writer = Writer(document, service(asked["pipe"], "com.sun.star.frame.DispatchHelper"))
        for name, *facts in asked["edits"]:
            getattr(writer, name)(*facts)
        for path, form in asked["save"]:
            document.storeToURL(Path(path).as_uri(), (_property("FilterName", form),))
    finally:
        document.close(True)  # noqa: FBT003
    json.dump({}, sys.stdout)


if __name__ == "__main__":
    main()
