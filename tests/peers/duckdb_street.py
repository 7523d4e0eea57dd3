"""The peer that rolling up street-level files is timed against: DuckDB's `read_csv` and `GROUP BY` over the same files, in the
same run, each of the two in turn.

    python3 tests/peers/duckdb_street.py --peel target/release/peel --files FOLDER [--rounds 3]

Both count the rows of each force, month and category, and write a CSV; the sums are held against each other. FOLDER is one that
`just generate-street FOLDER ROWS` wrote. The peer does without tidy rows, sources, rejects and checks of months.
"""

import argparse
import csv
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

PEER = """
import sys, duckdb
files, out = sys.argv[1:]
duckdb.sql(f'''
    COPY (
        SELECT "Falls within", "Month", "Crime type", count(*) AS n
        FROM read_csv('{files}/**/*-street.csv', header = true, all_varchar = true)
        GROUP BY ALL ORDER BY ALL
    ) TO '{out}' (HEADER)
''')
"""


def run(command):
    """How long a command takes, in seconds, and the most memory it holds, in MB."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(map(str, command[:3]))} failed:\n{said}")
    return took, usage.ru_maxrss / 1024


def total(path, column):
    with open(path, newline="") as file:
        return sum(int(float(row[column])) for row in csv.DictReader(file))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peel", type=Path, required=True)
    parser.add_argument("--files", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    told = parser.parse_args()
    size = sum(path.stat().st_size for path in told.files.rglob("*-street.csv"))
    print(f"{size / 1e9:.2f} GB, {os.cpu_count()} cores, DuckDB {duckdb.__version__}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "peel.csv"), Path(folder, "duckdb.csv")
        commands = {
            "DuckDB": [sys.executable, "-c", PEER, told.files, theirs],
            "peel": [told.peel, "import", "--as", "street", told.files, "-o", ours],
        }
        times = {name: [] for name in commands}
        memory = dict.fromkeys(commands, 0.0)
        for _ in range(told.rounds):
            for name, command in commands.items():
                (ours if name == "peel" else theirs).unlink(missing_ok=True)
                took, most = run(command)
                times[name].append(took)
                memory[name] = max(memory[name], most)
        counts = total(theirs, "n"), total(ours, "count")
        if counts[0] != counts[1]:
            sys.exit(f"DuckDB counts {counts[0]} rows, peel {counts[1]}")
        for name in commands:
            print(f"{name}: {min(times[name]):.2f} s at best of {told.rounds}, {memory[name]:.0f} MB at most")
        print(f"{counts[0]} rows: peel takes {min(times['DuckDB']) / min(times['peel']):.2f} times less")


if __name__ == "__main__":
    main()
