"""Draw figures of a profile, and keep what their pages print and show: .ci/pages.py PROFILE NOTEBOOK..."""
import sys
import tempfile
from pathlib import Path

import nbformat

from brf_neurons.reproduce.figures import execute

profile, *notebooks = sys.argv[1:]
for path in map(Path, notebooks):
    page = nbformat.read(path, as_version=4)
    takes = any("parameters" in c.metadata.get("tags", ()) and "profile" in c.source for c in page.cells)
    with tempfile.TemporaryDirectory() as folder:
        copy = execute(path, Path(folder) / path.name, dict(profile=profile) if takes else {})
        shown = {c["id"]: c.outputs for c in nbformat.read(copy, as_version=4).cells if c.cell_type == "code"}
    for cell in page.cells:
        if cell.cell_type == "code":
            cell.outputs = [o for o in shown.get(cell["id"], []) if o.get("name") != "stderr"]
    nbformat.write(page, path)
    print(path, flush=True)
