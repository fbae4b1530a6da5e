"""README.md from nbs/index.ipynb: hidden cells and directives removed, unechoed ones replaced by their output, links made relative to the repository's root."""
import re
from pathlib import Path

import nbformat
from nbconvert import MarkdownExporter

root = Path(__file__).resolve().parent.parent
notebook = nbformat.read(root / "nbs" / "index.ipynb", as_version=4)
cells = []
for cell in notebook.cells:
    if cell.cell_type == "code":
        directives = [line[2:].strip() for line in cell.source.splitlines() if line.startswith("#|")]
        if "hide" in directives:
            continue
        if "echo: false" in directives:  # its output stands as text
            cells += [nbformat.v4.new_markdown_cell("".join(o.data["text/markdown"])) for o in cell.outputs]
            continue
        cell.source = "\n".join(line for line in cell.source.splitlines() if not line.startswith("#|")).strip()
    cells.append(cell)
notebook.cells = cells
notebook.metadata.language_info = {"name": "python"}
text, _ = MarkdownExporter().from_notebook_node(notebook)
text = text.replace("](../", "](").replace('src="../', 'src="')
text = re.sub(r"\]\((?!https?:|#)([0-9a-z_/]+\.ipynb)\)", r"](nbs/\1)", text)
text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
(root / "README.md").write_text(f"<!-- generated from nbs/index.ipynb: edit that -->\n\n{text}", encoding="utf-8")
