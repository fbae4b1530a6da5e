"""Do pages show what the present records say? Runs them, and compares the text that their cells show."""
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from brf_neurons.reproduce.figures import execute

PAGES = {  # notebook -> cells that show records; None: all
    "nbs/index.ipynb": {"8d0f5a31", "3c41b6de"},
    "nbs/5_analysis/58_rivals.ipynb": None,
    "nbs/7_use/75_figures.ipynb": {"e42d80c3", "4b7d90c3"},
    "nbs/7_use/77_model_card.ipynb": {"3d6e0b17"},
}
DRAWN = ("fig05_accuracy fig07_pruning fig10_ablation fig11_reset figC_collapse figD_discretisations "
         "figE_pareto figF_boundary table1_accuracy table2_epochs").split()
NEED_DATA = {"figE_pareto"}  # the cost of a step depends on the inputs
FLAGS = re.compile(r"^#\|\s*(data|slow|cuda|browser|interop)\b|google\.colab", re.M)


def texts(cell):
    "What a cell has printed, in however many pieces, and the texts that it shows."
    streams = [o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stdout"]
    shown = [text for o in cell.outputs for kind, text in o.get("data", {}).items()
             if kind.startswith("text/") and not text.startswith("<")]
    return "".join(streams), shown


def as_now(path):
    "A page of nbs, run without the cells that need more than records."
    page = nbformat.read(path, 4)
    for cell in page.cells:
        if cell.cell_type == "code" and FLAGS.search(cell.source): cell.source = ""
    NotebookClient(page, timeout=600, resources={"metadata": {"path": str(path.parent)}}).execute()
    return page


def compare(path, page, shown=None):
    "The cells whose stored texts are others."
    now = {cell.id: cell for cell in page.cells if cell.cell_type == "code" and cell.source}
    for cell in nbformat.read(path, 4).cells:
        if cell.id not in now or shown is not None and cell.id not in shown: continue
        if texts(cell) != texts(now[cell.id]): yield f"{path} cell {cell.id}"


if not os.environ.get("BRF_DATA"):
    DRAWN = [name for name in DRAWN if name not in NEED_DATA]
    print("not compared, for want of data (set BRF_DATA):", *NEED_DATA)
stale = []
for name, shown in PAGES.items():
    stale += compare(Path(name), as_now(Path(name)), shown)
with tempfile.TemporaryDirectory() as folder:
    for name in DRAWN:
        path = Path("reproduce", f"{name}.ipynb")
        copy = execute(path, Path(folder, path.name), dict(profile="cpu", figures=folder))
        stale += compare(path, nbformat.read(copy, 4))
print(f"{len(PAGES) + len(DRAWN)} pages compared with the records")
if stale: sys.exit("stored outputs are not those of the present records:\n" + "\n".join(stale))
