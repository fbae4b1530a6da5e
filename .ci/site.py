"""The notebooks, the figures, the playground and the public interface as static pages with search.

`pip install -e ".[docs]" && python .ci/site.py` writes _docs/html from the outputs that the notebooks hold; nothing
is run. It fails if a page links to what is not there. The pages work from a disk, too: formulas are MathML.
"""
import ast
import html.parser
import json
import re
import shutil
import sys
import urllib.parse
from pathlib import Path

import latex2mathml.converter
import nbformat
from links import BADGE, INSTALL, ROOT, blob, settings
from sphinx.application import Sphinx

sys.path.insert(0, str(ROOT / ".ci"))
import signatures  # noqa: E402

OUT = ROOT / "_docs"
SOURCE, PAGES = OUT / "source", OUT / "html"
PARTS = {"": "Start", "1_neurons": "1 Neurons", "2_networks": "2 Networks", "3_training": "3 Training",
         "4_analysis": "4 Analysis", "5_use": "5 Use", "reproduce": "Figures and tables"}


# --- notebooks ---

def on_site(path: Path) -> bool:
    "Whether a file of the repository is a page of the site or lies beside it."
    place = path.relative_to(ROOT).parts
    return path.suffix == ".ipynb" or (place[0] == "figures" and path.is_file())


def linked(text: str, path: Path) -> str:
    "Markdown of a notebook; links to what is not on the site lead to the repository."
    def address(match):
        target = match[2].partition("#")[0]
        if not target or re.match(r"[a-z]+:", target):
            return match[0]
        there = (path.parent / target).resolve()
        if not there.exists():
            raise FileNotFoundError(f"{path.relative_to(ROOT)} links to {target}: no such file")
        if not on_site(there):
            return f"{match[1]}{blob(there.relative_to(ROOT).as_posix())}{match[3]}"
        if there.suffix != ".html":
            return match[0]
        return f"{match[1]}{settings()['doc_host']}{settings()['doc_baseurl']}/{there.relative_to(ROOT).as_posix()}{match[3]}"

    return re.sub(r"(\]\()([^)\s]+)(\))", address, text)


def shown(notebook, path: Path):
    "The cells that a page shows: no hidden ones, no directives; output that is Markdown as text."
    for cell in notebook.cells:
        lines = cell.source.splitlines()
        said = {line[2:].strip() for line in lines if line.startswith("#|")}
        if cell.id in (BADGE, INSTALL) or said & {"hide"} or any(s.startswith("default_exp") for s in said):
            continue
        if cell.cell_type == "markdown":
            cell.source = linked(cell.source, path)
            yield cell
            continue
        texts = [output.data["text/markdown"] for output in cell.outputs if "text/markdown" in output.get("data", {})]
        cell.outputs = [output for output in cell.outputs if "text/markdown" not in output.get("data", {})]
        cell.source = "\n".join(line for line in lines if not line.startswith("#|")).strip()
        if "echo: false" not in said:
            yield cell
        for text in texts:
            yield nbformat.v4.new_markdown_cell(linked("".join(text), path))


def minutes(cells: list) -> int:
    "To read a page: 200 words, or 20 lines of code, a minute."
    words = sum(len(c.source.split()) for c in cells if c.cell_type == "markdown")
    code = sum(len(c.source.splitlines()) for c in cells if c.cell_type == "code")
    return max(1, round(words / 200 + code / 20))


def book() -> dict:
    "Copy the notebooks; part -> list of (page, title, quote, minutes), in reading order."
    parts = {name: [] for name in PARTS}
    for path in sorted([*ROOT.glob("nbs/**/*.ipynb"), *ROOT.glob("reproduce/*.ipynb")]):
        place = path.relative_to(ROOT)
        notebook = nbformat.read(path, as_version=4)
        notebook.cells = list(shown(notebook, path))
        title, _, rest = next(c.source for c in notebook.cells if c.cell_type == "markdown").partition("\n")
        quote = re.search(r"^> (.*)", rest, re.MULTILINE)
        part = place.parts[-2] if place.parts[-2] in PARTS else ""
        if place.name != "index.ipynb":
            facts = title.removeprefix("# "), quote[1] if quote else "", minutes(notebook.cells)
            parts[part].append((place.with_suffix("").as_posix(), *facts))
        target = SOURCE / place
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, target)
    return parts


# --- pages that are made here ---

def contents(parts: dict) -> str:
    "The page of contents: what to read, in which order, and how long it takes."
    lines = ["# Contents", "", "Read from top to bottom; each idea is met once. Minutes are estimated at 200 words, or "
             "20 lines of code, each."]
    for part, rows in parts.items():
        lines += ["", f"## {PARTS[part]}", "", "| page | what it is about | minutes |", "|---|---|---|"]
        lines += [f"| [{title}](/{page}) | {quote} | {time} |" for page, title, quote, time in rows]
    return "\n".join(lines) + "\n"


def entry(found) -> list:
    "A public definition: its signature, what it does, and a table of its arguments."
    lines = ["", f"## {found.name}", "", "```python", found.signature, "```", "", found.says]
    if found.arguments:
        lines += ["", "| argument | type | default | what it is |", "|---|---|---|---|"]
        for row in found.arguments:
            cells = (f"`{row.name}`", row.type and f"`{row.type}`", row.default and f"`{row.default}`", row.says)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    if found.returns:
        lines += ["", f"Returns: {found.returns}"]
    return lines


def interface() -> list:
    "A page for each module with public definitions; names of the pages."
    pages = []
    for path in sorted((ROOT / "brf_neurons").glob("**/*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        text = path.read_text(encoding="utf-8")
        found = signatures.public(text)
        if not found:
            continue
        notebook = re.search(r"File to edit: (?:\.\./)+(nbs/\S+)\.ipynb", text)
        lines = [f"# {module}", "", ast.get_docstring(ast.parse(text)) or ""]
        if notebook:
            lines += ["", f"Explained in [its notebook](/{notebook[1]})."]
        for definition in found:
            lines += entry(definition)
        pages.append(f"interface/{module}")
        (SOURCE / f"{pages[-1]}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return pages


def trees(parts: dict, pages: list) -> str:
    "The table of contents beside every page."
    def tree(caption, pages):
        return f"```{{toctree}}\n:hidden:\n:caption: {caption}\n\n" + "\n".join(f"/{p}" for p in pages) + "\n```"
    blocks = [tree(PARTS[part], ["contents", "play"] * (not part) + [row[0] for row in rows])
              for part, rows in parts.items()]
    return "\n\n".join([*blocks, tree("Public interface", pages)])


PLAY = """# Playground

A resonator with sliders, and a trained network that reads a heartbeat. [The whole page](/figures/playground.html) is one
file: save it, and it works without a network.

<iframe src="figures/playground.html" title="playground" style="width: 100%; height: 85vh; border: 1px solid #999"></iframe>
"""


# --- Sphinx ---

def setup(app):
    "Formulas as MathML, which browsers draw themselves."
    def visit(display):
        def write(self, node):
            text = node.astext()
            if display and "\\\\" in text and "\\begin" not in text:
                text = f"\\begin{{aligned}}{text}\\end{{aligned}}"
            math = latex2mathml.converter.convert(text, display="block" if display else "inline")
            self.body.append(f'<div class="formula">{math}</div>' if display else math)
            from docutils.nodes import SkipNode
            raise SkipNode
        return write
    app.add_html_math_renderer("mathml", (visit(False), None), (visit(True), None))


def build() -> bool:
    "Run Sphinx; whether it had nothing to complain of."
    s = settings()
    how = dict(
        extensions=["myst_nb", "site_math"], root_doc="nbs/index", project=s["lib_name"], author=s["author"],
        html_title=s["lib_name"], html_theme="sphinx_book_theme", html_math_renderer="mathml",
        nb_execution_mode="off", html_copy_source=False, html_show_sourcelink=False,
        html_extra_path=[str(OUT / "extra")],
        html_theme_options=dict(repository_url=s["git_url"], use_repository_button=True, home_page_in_toc=True,
                                show_navbar_depth=1, collapse_navigation=True),
        myst_enable_extensions=["dollarmath", "amsmath", "html_image"], myst_heading_anchors=3,
        suppress_warnings=["myst.header"])
    app = Sphinx(SOURCE, None, PAGES, OUT / "doctrees", "html", how, freshenv=False, parallel=2)
    app.build()
    return app.statuscode == 0


class Links(html.parser.HTMLParser):
    "Where a page leads, and the places in it that can be led to."

    def __init__(self, path):
        super().__init__()
        self.targets, self.ids = [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.add(value)
            if name in ("href", "src") and value and not re.match("[a-z]+:|//", value):
                self.targets.append(urllib.parse.unquote(value))


def broken() -> list:
    "Links from page to page that lead nowhere."
    pages = {path: Links(path) for path in PAGES.glob("**/*.html")}
    lost = []
    for path, page in pages.items():
        for target in page.targets:
            file, _, place = target.partition("#")
            there = (path.parent / file.partition("?")[0]).resolve() if file else path
            if not there.exists() or (place and there in pages and place not in pages[there].ids):
                lost.append(f"{path.relative_to(PAGES)} links to {target}")
    return lost
