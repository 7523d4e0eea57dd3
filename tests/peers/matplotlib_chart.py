"""The peer that a chart of peel is timed against: one matrix of the 43 forces with pandas and matplotlib, as SVG, PNG
and CSV twin. Draws what `peel chart matrix northamptonshire --cycle 2023-25` draws, without its checks and evidence.

    python3 tests/peers/matplotlib_chart.py --versions
    python3 tests/peers/matplotlib_chart.py data OUT
"""

import sys
import time
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.colors import ListedColormap

CYCLE, SUBJECT = "2023-25", "northamptonshire"
FILLS = {
    "outstanding": ("#0B3A66", "white", "O"),
    "good": ("#4A8FC7", "black", "G"),
    "adequate": ("#FBF7EA", "black", "A"),
    "requires-improvement": ("#D9691E", "black", "RI"),
    "inadequate": ("#6E0F1E", "white", "I"),
}


def matrix(data: Path) -> pd.DataFrame:
    """Forces by areas, the subject first; the rows that stand."""
    gradings = pd.concat(pd.read_csv(path, dtype=str) for path in sorted(data.glob("gradings*.csv")))
    rows = gradings[(gradings["cycle"] == CYCLE) & (gradings["status"] != "superseded")]
    areas = pd.read_csv(data / "areas.csv", dtype=str)
    areas = areas[(areas["cycle"] == CYCLE) & (areas["level"] == "area")]
    forces = pd.read_csv(data / "forces.csv", dtype=str).set_index("force")
    table = rows.drop_duplicates(["force", "area"], keep="last").pivot(index="force", columns="area", values="grade")
    table = table.reindex(index=forces.index, columns=areas["area"])
    others = [force for force in table.index if force != SUBJECT]
    table = table.loc[[SUBJECT, *others]]
    table.index = forces.loc[table.index, "name"]
    table.columns = areas["title"]
    return table


def draw(table: pd.DataFrame):
    """One mesh for all cells, and a text for each letter; nothing else by the cell."""
    n_rows, n_columns = table.shape
    order = list(FILLS)
    numbers = table.apply(lambda column: column.map(order.index, na_action="ignore")).astype(float)
    figure, axes = plt.subplots(figsize=(10, 11.5), layout="tight")
    colours = ListedColormap([ground for ground, _, _ in FILLS.values()])
    axes.pcolormesh(numbers, cmap=colours, vmin=-0.5, vmax=len(FILLS) - 0.5, edgecolor="white", linewidth=1.5)
    for (row, column), grade in np.ndenumerate(table.to_numpy()):
        _, ink, letter = FILLS.get(grade, ("white", "grey", "?"))
        axes.text(column + 0.5, row + 0.5, letter, color=ink, ha="center", va="center", fontsize=8, weight="bold")
    axes.set(ylim=(n_rows, 0), title="Grades in PEEL 2023-25")
    axes.set_xticks(np.arange(n_columns) + 0.5, table.columns, rotation=90, fontsize=8)
    axes.set_yticks(np.arange(n_rows) + 0.5, table.index, fontsize=8)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return figure


def main() -> None:
    if sys.argv[1:] == ["--versions"]:
        print(f"python {sys.version.split()[0]}, pandas {pd.__version__}, matplotlib {matplotlib.__version__}")
        return
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    table = matrix(data)
    read = time.perf_counter()
    figure = draw(table)
    figure.savefig(out / "matrix.svg")
    figure.savefig(out / "matrix.png", dpi=192)
    table.to_csv(out / "matrix.csv")
    end = time.perf_counter()
    print(f"read {read - start:.3f} s, chart with its three files {end - read:.3f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
