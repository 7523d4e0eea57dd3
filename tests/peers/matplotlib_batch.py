"""The peer that a batch of peel is timed against: the matrix and the standing of each of the 43 forces, as SVG, PNG and
CSV, with pandas and matplotlib, as an analyst would write it. Then the same outputs by peel, in the same run.

    python3 tests/peers/matplotlib_batch.py --peel target/release/peel --output OUT

What is drawn is the same; the peer does without evidence, alternative text, notes, checks and synced files.
"""

import argparse
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

CYCLE = "2016"
LEVEL = "pillar"
# Best first, as the four-tier scale of the cycle has them.
GRADES = {
    "outstanding": ("#0B3A66", "white", "O"),
    "good": ("#4A8FC7", "black", "G"),
    "requires-improvement": ("#D9691E", "black", "RI"),
    "inadequate": ("#6E0F1E", "white", "I"),
}
UNKNOWN = ("#DDDDDD", "black", "?")
PLAN = f"""
[defaults]
forces = "all"
cycles = "{CYCLE}"
parameters = {{ level = "{LEVEL}" }}

[jobs.both]
analysis = ["matrix", "standing"]
"""


def load(data):
    """The grades that stand, force by area, and the forces' names."""
    gradings = pd.read_csv(data / "gradings.csv", dtype=str)
    gradings = gradings[(gradings["cycle"] == CYCLE) & (gradings["status"] != "superseded")]
    areas = pd.read_csv(data / "areas.csv", dtype=str)
    areas = areas[(areas["cycle"] == CYCLE) & (areas["level"] == LEVEL)]
    forces = pd.read_csv(data / "forces.csv", dtype=str).set_index("force")
    last = gradings.drop_duplicates(["force", "area"], keep="last")
    table = last.pivot(index="force", columns="area", values="grade")
    table = table.reindex(index=forces.index, columns=areas["area"])
    return table, areas.set_index("area")["title"], forces["short_name"]


def save(figure, table, stem):
    figure.savefig(stem.with_suffix(".svg"))
    figure.savefig(stem.with_suffix(".png"), dpi=192)
    plt.close(figure)
    table.to_csv(stem.with_suffix(".csv"))


def matrix(grades, titles, names, subject, stem):
    table = grades.loc[[subject, *(force for force in grades.index if force != subject)]]
    figure, axes = plt.subplots(figsize=(8, 11))
    for row, force in enumerate(table.index):
        for column, grade in enumerate(table.loc[force]):
            ground, ink, letter = GRADES.get(grade, UNKNOWN)
            axes.add_patch(plt.Rectangle((column, row), 0.97, 0.92, facecolor=ground))
            axes.text(column + 0.48, row + 0.46, letter, color=ink, ha="center", va="center", fontsize=8)
    axes.set(xlim=(0, table.shape[1]), ylim=(len(table), 0), title=f"Grades in PEEL {CYCLE}: {names[subject]}")
    axes.set_xticks([at + 0.5 for at in range(table.shape[1])], [titles[area] for area in table.columns], fontsize=8)
    axes.set_yticks([at + 0.5 for at in range(len(table))], [names[force] for force in table.index], fontsize=8)
    axes.xaxis.tick_top()
    figure.tight_layout()
    save(figure, table, stem)


def standing(grades, titles, names, subject, stem):
    others = grades.drop(subject)
    counts = pd.DataFrame({area: others[area].value_counts().reindex(list(GRADES), fill_value=0) for area in others})
    order = list(GRADES)
    rows = []
    for area in grades.columns:
        own = grades.loc[subject, area]
        known = counts[area]
        place = order.index(own) if own in order else None
        better = known.iloc[:place].sum() if place is not None else None
        worse = known.iloc[place + 1 :].sum() if place is not None else None
        same = known.iloc[place] if place is not None else None
        rows.append((area, titles[area], own, better, same, worse, known.sum()))
    table = pd.DataFrame(rows, columns=["area", "title", "grade", "better", "same", "worse", "of"]).set_index("area")
    figure, axes = plt.subplots(figsize=(10, 4))
    left = pd.Series(0, index=counts.columns)
    for grade, (ground, ink, _) in GRADES.items():
        bars = axes.barh([titles[area] for area in counts.columns], counts.loc[grade], left=left, color=ground)
        axes.bar_label(bars, label_type="center", color=ink, fontsize=8)
        left = left + counts.loc[grade]
    for at, area in enumerate(counts.columns):
        own = grades.loc[subject, area]
        if own in order:
            before = counts[area].iloc[: order.index(own)].sum()
            axes.plot(before + counts.loc[own, area] / 2, at + 0.45, marker="v", color="black")
    axes.set_title(f"{names[subject]} against the other {len(others)} forces, PEEL {CYCLE}")
    axes.invert_yaxis()
    figure.tight_layout()
    save(figure, table, stem)


def peer(data, folder):
    grades, titles, names = load(data)
    for force in grades.index:
        own = folder / force
        own.mkdir(parents=True)
        matrix(grades, titles, names, force, own / f"matrix-{CYCLE}")
        standing(grades, titles, names, force, own / f"standing-{CYCLE}")


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix in {".svg", ".png", ".csv"})


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--peel", type=Path, required=True)
    arguments.add_argument("--output", type=Path, required=True)
    arguments = arguments.parse_args()
    root = Path(__file__).resolve().parents[2]
    theirs, ours = arguments.output / "matplotlib", arguments.output / "peel"
    shutil.rmtree(arguments.output, ignore_errors=True)
    arguments.output.mkdir(parents=True)
    plan = arguments.output / "plan.toml"
    plan.write_text(PLAN)

    version = subprocess.run([arguments.peel, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    print(f"Python {platform.python_version()}, pandas {pd.__version__}, matplotlib {matplotlib.__version__}; {version}")
    start = time.perf_counter()
    command = [arguments.peel, "--data", root / "data", "batch", plan, "-o", ours, "--quiet"]
    subprocess.run(command, check=True)
    our_time = time.perf_counter() - start
    start = time.perf_counter()
    # Imports are not counted: only the work.
    peer(root / "data", theirs)
    their_time = time.perf_counter() - start
    if files(theirs) != files(ours):
        sys.exit("the two did not write the same files")
    n_charts = len(files(ours)) // 3
    print(f"{n_charts} charts as SVG, PNG and CSV: matplotlib {their_time:.1f} s, peel {our_time:.2f} s")
    print(f"peel is {their_time / our_time:.0f} times faster")


if __name__ == "__main__":
    main()
