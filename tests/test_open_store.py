"""Where a year's returns are stored: in its folder, or in the database that its folder names.

- OS01: the whole round works with the store on a server, and no file is made.
- OS02: plans share a database, each in a schema of its own.
- OS03: a file that names no database we can use is told, and a password in it is not repeated.
- OS04: two stores at once are refused rather than read by chance.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import psycopg
import pytest
from openpyxl import load_workbook

from sheetplan.flows.issue import issue
from sheetplan.flows.verify import verify
from sheetplan.flows.year import Year
from tests.command_line import assert_told, prepared, run
from tests.conftest import PERIOD, returned, saved, tab_of
from tests.postgresql import PASSWORD, Cluster


def name_database(year: Year, address: str) -> None:
    year.address_file.write_text(f'store = "{address}"\n', encoding="utf-8", newline="\n")


def test_the_round_on_a_server(year: Year, cluster: Cluster) -> None:  # OS01
    name_database(year, cluster.fresh())
    assert "0 av" in run(year.root, "status").stdout
    (year.inbox / f"rf-{PERIOD}.xlsx").write_bytes(returned(year, "rf"))
    assert run(year.root, "receive").returncode == 0
    assert "1 av" in run(year.root, "status").stdout
    data = json.loads(run(year.root, "tables", "--json").stdout)
    frame = next(one for one in data["budget"] if one["committee"] == "rf")
    assert frame["outcome"] == 10.8
    assert "Utfall perioden: 10,8" in run(year.root, "trace", "rf").stdout
    assert run(year.root, "verify").stdout.startswith("1 inlämning är som när den togs emot")
    assert not year.store_file.exists()


def test_the_schema_is_named_for_the_plan(  # OS02
    year: Year, cluster: Cluster, tmp_path: Path
) -> None:
    other, address = Year(shutil.copytree(year.root, tmp_path / "annan")), cluster.fresh()
    book = load_workbook(other.plan_file)
    tab_of(book, "Inställningar")["B4"].value = "vb-2025.b"
    other.plan_file.write_bytes(saved(book))
    for one in (year, other):
        name_database(one, address)
    prepared(year, "rf")
    assert verify(other).register.entries == ()
    issue(other, PERIOD)
    prepared(other, "rf", "rev")
    with psycopg.connect(address) as connection:
        query = "SELECT schema_name FROM information_schema.schemata"
        names = {name for (name,) in connection.execute(query)}
    assert {"sheetplan_2025_vb-2025", "sheetplan_2025_vb-2025.b"} <= names
    assert len(verify(other).register.entries) == 2
    assert len(verify(year).register.entries) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "store = ",
        "store = 7\n",
        'lager = "postgresql://anna@server/plan"\n',
        'store = "postgresql://anna@server/plan"\nannat = 1\n',
        f'store = "postgresql://anna:{PASSWORD}@server/plan"\n',
        f'store = "postgresql://anna:{PASSWORD}@server/plan',
        'store = "sqlite:///plan.db"\n',
    ],
)
def test_a_file_that_names_no_database_is_told(year: Year, text: str) -> None:  # OS03
    year.address_file.write_text(text, encoding="utf-8")
    for words in (("status",), ("receive",), ("verify",), ("tables",)):
        done = run(year.root, *words)
        assert_told(done)
        assert "postgresql://användare@server/databas" in done.stderr
        assert PASSWORD not in done.stdout + done.stderr
    assert not year.store_file.exists()


def test_a_file_from_notepad_is_read(year: Year, cluster: Cluster) -> None:  # OS03
    line = f'# vår databas\r\nstore = "{cluster.fresh()}"\r\n'
    year.address_file.write_bytes(line.encode("utf-8-sig"))
    assert run(year.root, "status").returncode == 0


def test_two_stores_are_refused(year: Year, cluster: Cluster) -> None:  # OS04
    prepared(year, "rf")
    name_database(year, cluster.fresh())
    done = run(year.root, "status")
    assert_told(done)
    assert "Årets mapp har två lager" in done.stderr
