"""The hash chain: each event carries the digest of a submission and the hash of the event before.

A digest is the sha256 of the rows as canonical JSON: sorted names, no blanks, ASCII. It is taken
of the rows as they stand in the tables, so that also a damaged row has one. A blank unit is left
out, so that digests from before there were units still hold. What a chain cannot show by itself is
that its newest events were cut off together with their submissions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from sheetplan.store.rows import Fields, Rows

RECEIVED = "received"
START = "0" * 64


def digest_of(rows: Rows) -> str:
    """Compute the digest of a submission with its values and problems."""
    return _sha256(
        {
            "submission": _without_blank_unit(rows.submission),
            "values": list(rows.values),
            "problems": list(rows.problems),
        }
    )


def _without_blank_unit(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if (name, value) != ("unit", "")}


def next_event(last: Fields | None, rows: Rows) -> Fields:
    """Make the event that follows the last one and tells that a submission was received."""
    event: Fields = {
        "sequence": 1 if last is None else int(str(last["sequence"])) + 1,
        "kind": RECEIVED,
        "submission": rows.submission["sequence"],
        "digest": digest_of(rows),
        "previous": START if last is None else last["hash"],
    }
    return {**event, "hash": hash_of(event)}


def hash_of(event: Fields) -> str:
    """Compute the hash of an event from all that it says but the hash."""
    return _sha256({name: value for name, value in event.items() if name != "hash"})


def broken_events(events: Sequence[Fields], kept: Mapping[object, Rows]) -> Iterator[str]:
    """Name the events that do not hold, and the submissions that are not what they tell.

    Args:
        events: all of them, in order.
        kept: the rows of every submission, by its number and in order.
    """
    expected, previous = 1, START
    for event in events:
        sequence = int(str(event["sequence"]))
        if sequence != expected:
            yield f"Händelse {expected} saknas i kedjan."
        elif event["previous"] != previous:
            yield f"Händelse {sequence} hänger inte ihop med händelsen före."
        if event["hash"] != hash_of(event):
            yield f"Händelse {sequence} har ändrats sedan den skrevs."
        number = event["submission"]
        if number not in kept:
            yield f"Inlämning {number} saknas men finns i händelse {sequence}."
        elif event["digest"] != digest_of(kept[number]):
            yield f"{name_of(kept[number])} har ändrats sedan den togs emot."
        expected, previous = sequence + 1, str(event["hash"])
    told = {event["submission"] for event in events}
    for owner, rows in kept.items():
        if owner not in told:
            yield f"{name_of(rows)} saknar händelse i kedjan."


def name_of(rows: Rows) -> str:
    """Name a submission by its number, file, committee and period, as far as they can be shown."""
    own = rows.submission
    text = f"Inlämning {own['sequence']}, {own['file']} ({own['committee']}, {own['period']})"
    return text.encode("utf-8", "replace").decode("utf-8")


def _sha256(content: Mapping[str, object]) -> str:
    # A cell changed to bytes behind our back has no JSON; its repr differs from any text we wrote.
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
