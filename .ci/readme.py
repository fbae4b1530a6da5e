"""README.md from nbs/index.ipynb, to be read anywhere.

Hidden cells and directives are removed, cells without echo are replaced by their output, and links to files
of the repository become addresses (settings.ini says where it lives): images also show on a package index.
"""
import re
from pathlib import PurePosixPath

import nbformat
from links import ROOT, blob, raw, site
from nbconvert import MarkdownExporter

PICTURES = (".png", ".svg", ".gif")


def address(match: re.Match) -> str:
    "A link to a file of the repository, as an address; any other link as it is."
    before, target, after = match.groups()
    if re.match(r"https?:|#|mailto:|data:", target):
        return match.group()
    path = PurePosixPath("nbs")
    for part in PurePosixPath(target).parts:
        path = path.parent if part == ".." else path / part
    if not (ROOT / path).exists():
        raise FileNotFoundError(f"nbs/index.ipynb links to {target}, but there is no {path}")
    where = raw if path.suffix in PICTURES else site if path.suffix == ".html" else blob
    return before + where(str(path)) + after


def cells(notebook):
    "The cells that the README shows."
    for cell in notebook.cells:
        if cell.cell_type == "code":
            lines = cell.source.splitlines()
            directives = [line[2:].strip() for line in lines if line.startswith("#|")]
            if "hide" in directives:
                continue
            if "echo: false" in directives:  # its output stands as text
                for output in cell.outputs:
                    yield nbformat.v4.new_markdown_cell("".join(output.data["text/markdown"]))
                continue
            cell.source = "\n".join(line for line in lines if not line.startswith("#|")).strip()
        yield cell


notebook = nbformat.read(ROOT / "nbs" / "index.ipynb", as_version=4)
notebook.cells = list(cells(notebook))
notebook.metadata.language_info = {"name": "python"}
text, _ = MarkdownExporter().from_notebook_node(notebook)
text = re.sub(r"(\]\()([^)\s]+)(\))", address, text)
text = re.sub(r'(src=")([^"]+)(")', address, text)
text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
text = f"<!-- generated from nbs/index.ipynb: edit that -->\n\n{text}"
(ROOT / "README.md").write_text(text, encoding="utf-8")
