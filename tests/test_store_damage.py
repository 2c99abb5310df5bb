"""The store's file when something else has written in it, cut it off or put another in its place.

- ST05: a change behind the store's back is found and named.
- ST06: a file that is not a sound store of this version is refused in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sheetplan.errors import SheetplanError
from sheetplan.store.failures import NotStorable, StoreUnreachable, StoreUnreadable
from sheetplan.store.schema import VERSION
from sheetplan.store.store import Store
from tests.submissions import add, behind, received, value, verified


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sheetplan.db"


# ST05


def test_a_submission_without_event_is_named(path: Path) -> None:
    add(path, received("1"), received("2"))
    behind(path, "DELETE FROM event WHERE sequence = 2")
    assert verified(path) == ("Inlämning 2, hsn 2.xlsx (hsn, 2025-08) saknar händelse i kedjan.",)


def test_rows_without_submission_are_named(path: Path) -> None:
    add(path, received("1"), received("2"))
    behind(path, *(f"DELETE FROM {table} WHERE sequence = 2" for table in ("submission", "event")))  # noqa: S608
    assert verified(path) == (
        "Värden finns för inlämning 2, som saknas.",
        "Anmärkningar finns för inlämning 2, som saknas.",
    )


def test_an_added_row_is_found(path: Path) -> None:
    add(path, received("1"), received("2"))
    behind(
        path,
        "INSERT INTO stored_value VALUES "
        "(1, 3, 'economy', 'hsn-9', 'outcome', 'decimal', '1', 'Ekonomi', 'E4')",
    )
    assert verified(path) == (
        "Inlämning 1, hsn 1.xlsx (hsn, 2025-08) har ändrats sedan den togs emot.",
    )


def test_an_event_rewritten_with_its_hash_breaks_the_next(path: Path) -> None:
    add(path, received("1"), received("2"))
    behind(path, "UPDATE event SET hash = 'forged' WHERE sequence = 1")
    assert verified(path) == (
        "Händelse 1 har ändrats sedan den skrevs.",
        "Händelse 2 hänger inte ihop med händelsen före.",
    )


@pytest.mark.parametrize(("old", "new"), [("92.50", "92.51"), ("Åsa", b"\xc3\x05sa")])
def test_a_changed_byte_is_found_and_never_read(path: Path, old: str, new: str | bytes) -> None:
    add(path, received())
    content, byte = path.read_bytes(), new.encode() if isinstance(new, str) else new
    assert content.count(old.encode()) == 1
    path.write_bytes(content.replace(old.encode(), byte))
    assert verified(path) == (
        "Inlämning 1, hsn a.xlsx (hsn, 2025-08) har ändrats sedan den togs emot.",
    )
    reads: tuple[Callable[[Store], object], ...] = (
        lambda store: store.find(received().sha256),
        lambda store: store.latest("2025-08"),
        lambda store: store.history("2025-08"),
    )
    for read in reads:
        with Store(path) as store, pytest.raises(StoreUnreadable, match="har ändrats"):
            read(store)


# ST06


def refused(path: Path, match: str) -> None:
    """Expect each method to refuse the file, name it and leave it as it is."""
    before = path.read_bytes()
    uses: tuple[Callable[[Store], object], ...] = (
        lambda store: store.find("0" * 64),
        lambda store: store.add(received("new")),
        lambda store: store.latest("2025-08"),
        lambda store: store.history("2025-08"),
        lambda store: store.verify(),
    )
    for use in uses:
        with Store(path) as store, pytest.raises(StoreUnreadable, match=match) as told:
            use(store)
        assert str(path) in str(told.value)
        assert isinstance(told.value, SheetplanError)
    assert before == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


def test_empty_file_is_refused(path: Path) -> None:
    path.touch()
    refused(path, r"är tomt \(0 byte\): återställ")


@pytest.mark.parametrize("content", ["a", "a" * 511, "Inte en databas.\n" * 400, "\0" * 4096])
def test_other_file_is_refused(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    refused(path, "är skadat eller är inget lager: återställ")


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_database_of_another_application_is_refused(path: Path, mode: str) -> None:
    behind(path, f"PRAGMA journal_mode = {mode}", "CREATE TABLE submission (sequence INTEGER)")
    refused(path, "från ett annat program: flytta")


def test_newer_schema_is_refused(path: Path) -> None:
    add(path, received())
    behind(path, f"PRAGMA user_version = {VERSION + 1}")
    refused(path, "nyare version av Sheetplan: uppdatera")


def test_schema_without_version_is_refused(path: Path) -> None:
    add(path, received())
    behind(path, "PRAGMA user_version = 0")
    refused(path, "är skadat")


def test_missing_table_is_refused(path: Path) -> None:
    add(path, received())
    behind(path, "DROP TABLE submission")
    refused(path, "är skadat")


@pytest.mark.parametrize("part", [1, 2, 4])
def test_cut_off_file_is_refused(path: Path, part: int) -> None:
    add(path, *(received(str(place)) for place in range(20)))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * part // 5])
    refused(path, "är skadat")


def test_damaged_index_is_told(path: Path) -> None:
    add(path, received())
    content, sha256 = path.read_bytes(), received().sha256.encode()
    assert content.count(sha256) == 2  # the row and the index, which lies in a later page
    place = content.rindex(sha256)
    path.write_bytes(content[:place] + b"#" + content[place + 1 :])
    assert re.match(r"Databasfilens egen kontroll hittar \d fel\.", verified(path)[0])


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match="kontrollera att mappen finns"):
        add(tmp_path / "saknas" / "sheetplan.db", received())
    assert list(tmp_path.iterdir()) == []


def test_folder_in_the_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreUnreachable), Store(path) as store:
        store.verify()


def test_what_people_wrote_is_not_in_the_exception(path: Path) -> None:
    same = value("Känslig text")
    with pytest.raises(NotStorable) as told:
        add(path, received(values=(same, same)))
    assert "UNIQUE" in str(told.value.__cause__)
    assert "Känslig" not in str(told.value.__cause__)
