"""Reads what peel exports with the tools its users have, without an option, and holds it to the same table as JSON.

    python3 tests/peers/packages.py target/debug/peel

Data packages: valid under frictionless; every CSV read by DuckDB, pandas and polars has the rows and columns its
descriptor names. Parquet: the same in all three, grades an ordered categorical in pandas and an Enum in polars, worst
to best. Workbooks: openpyxl finds real tables and real numbers, nothing merged or hidden. The last line says how much
was checked; the exit code is 1 when anything differs. Versions are in requirements-packages.txt.
"""

import json
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import duckdb
import openpyxl
import pandas
import polars
from frictionless import Package

SELECTIONS = [
    ["--cycle", "2016"],
    ["--cycle", "2023-25", "--level", "area"],
    ["kent", "--cycle", "2018-19", "--against", "region"],
]
WORST_FIRST = ["Inadequate", "Requires improvement", "Adequate", "Good", "Outstanding"]


def run(*arguments):
    return subprocess.run([PEEL, *map(str, arguments)], check=True, capture_output=True).stdout


def expect(is_so, what):
    global n_checked
    n_checked += 1
    if not is_so:
        print(f"differs: {what}")
        faults.append(what)


def package(folder, selection):
    run("export", "package", *selection, "-o", folder)
    report = Package(str(folder / "datapackage.json")).validate()
    expect(report.valid, f"frictionless: {report.flatten(['name', 'type', 'note'])}")
    descriptor = json.loads((folder / "datapackage.json").read_text())
    for resource in descriptor["resources"]:
        path = str(folder / resource["path"])
        names = [field["name"] for field in resource["schema"]["fields"]]
        frame = pandas.read_csv(path)
        expect(list(frame.columns) == names, f"pandas: columns of {path}")
        lazy = polars.read_csv(path)
        expect(lazy.columns == names and lazy.height == len(frame), f"polars: {path}")
        table = duckdb.sql(f"select * from '{path}'")
        expect(table.columns == names and len(table) == len(frame), f"DuckDB: {path}")
        for field in resource["schema"]["fields"]:
            column = frame[field["name"]].dropna()
            if field["type"] in ("integer", "number") and len(column):
                is_number = pandas.api.types.is_numeric_dtype(column)
                expect(is_number, f"pandas: {field['name']} of {path} is {column.dtype}")


def table(folder, analysis, selection):
    written = {ending: folder / f"{analysis}.{ending}" for ending in ("json", "parquet", "xlsx")}
    for path in written.values():
        run("export", analysis, *selection, "-o", path)
    document = json.loads(written["json"].read_text())
    path = str(written["parquet"])
    frame, lazy, found = pandas.read_parquet(path), polars.read_parquet(path), duckdb.sql(f"select * from '{path}'")
    expect(len(frame) == lazy.height == len(found) == len(document["rows"]), f"rows of {path}")
    words = {word.lower().replace(" ", "-"): word for word in WORST_FIRST}
    scale = [words[slug] for slug in reversed(document["scale"])] if document["scale"] else WORST_FIRST
    for column in document["columns"]:
        name = column["name"]
        expected = [row[name]["value"] for row in document["rows"]]
        if column["kind"] == "grade":
            expected = [words.get(slug) for slug in expected]
            kind = frame[name].dtype
            expect(kind.ordered and list(kind.categories) == scale, f"pandas: {name} of {path} is {kind}")
            expect(lazy.schema[name] == polars.Enum(scale), f"polars: {name} of {path} is {lazy.schema[name]}")
            reasons = [row[name].get("no_grade") for row in document["rows"]]
            read = [why and why.lower().replace(" ", "-") for why in lazy[f"{name}_no_grade"].to_list()]
            expect(read == reasons, f"why there is no {name} in {path}")
        of_pandas = [None if pandas.isna(value) else value for value in frame[name]]
        of_duckdb = [row[0] for row in duckdb.sql(f"select \"{name}\" from '{path}'").fetchall()]
        expect(of_pandas == expected, f"pandas: {name} of {path}")
        expect(lazy[name].to_list() == expected, f"polars: {name} of {path}")
        expect(of_duckdb == expected, f"DuckDB: {name} of {path}")
    book = openpyxl.load_workbook(written["xlsx"])
    for sheet in book.worksheets:
        expect(sheet.sheet_state == "visible" and not sheet.merged_cells.ranges, f"{sheet.title} of {analysis}")
        expect(len(sheet.tables) == (sheet.title != "Cover"), f"tables of {sheet.title} of {analysis}")
        expect(sheet.freeze_panes is None, f"frozen panes of {sheet.title} of {analysis}")
    rows = list(book.worksheets[1].iter_rows(min_row=4, values_only=True))
    for at, column in enumerate(document["columns"]):
        if column["kind"] in ("count", "number"):
            expected = [row[column["name"]]["value"] for row in document["rows"]]
            expect([row[at] for row in rows] == expected, f"{column['name']} in the workbook of {analysis}")


PEEL = str(Path(sys.argv[1]).resolve())
n_checked, faults = 0, []
with tempfile.TemporaryDirectory() as scratch:
    for number, selection in enumerate(SELECTIONS):
        folder = Path(scratch) / str(number)
        folder.mkdir()
        package(folder / "package", selection)
        for analysis in ("standing", "matrix", "ranking"):
            table(folder, analysis, selection)
tools = ", ".join(f"{tool} {version(tool)}" for tool in ("duckdb", "frictionless", "openpyxl", "pandas", "polars"))
print(f"{n_checked} checks, {len(faults)} differ ({tools})")
sys.exit(1 if faults else 0)
