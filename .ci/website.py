"""The notebooks, the figures, the playground and the public interface as static pages with search.

`pip install -e ".[docs]" && python .ci/website.py` writes _docs/html from the outputs that the notebooks
hold; nothing is run. It fails if Sphinx complains or a page links to what is not there. Formulas are MathML,
so that the pages can be read from a disk, too.
"""
import html.parser
import re
import shutil
import sys
import urllib.parse
from pathlib import Path

import latex2mathml.converter
import nbformat
from docutils.nodes import SkipNode
from links import ROOT, blob, settings
from signatures import Module
from sphinx.application import Sphinx

OUT = ROOT / "_docs"
SOURCE, EXTRA, PAGES = OUT / "source", OUT / "extra", OUT / "html"
PARTS = {"nbs": "Start", "1_neurons": "1 Neurons", "2_networks": "2 Networks", "3_datasets": "3 Data sets",
         "4_training": "4 Training", "5_analysis": "5 Analysis", "6_kernels": "6 Kernels", "7_use": "7 Use",
         "reproduce": "Figures and tables"}


def linked(text: str, path: Path) -> str:
    "Markdown of a notebook; what is no page of the site is linked where the repository is."
    def address(match):
        name, target = match[1], match[2].partition("#")[0]
        if not target or re.match(r"[a-z]+:", target): return match[0]
        there = (path.parent / target).resolve()
        if not there.exists() and (ROOT / "figures" / target).is_file():  # a text that is also kept there
            return f"[{name}](/figures/{match[2]})"
        if not there.exists(): return match[0]  # Sphinx will complain
        place = there.relative_to(ROOT)
        if place.suffix == ".html": return f'<a href="{match[2]}">{name}</a>'
        if place.suffix in (".ipynb", ".png", ".gif"): return match[0]
        return f"[{name}]({blob(place.as_posix())})"

    return re.sub(r"\[([^\]]*)\]\(([^)\s]+)\)", address, text)


def shown(notebook, path: Path):
    "The cells that a page shows: no hidden ones, no directives, output in Markdown as text."
    for cell in notebook.cells:
        lines = cell.source.splitlines()
        said = {line[2:].split()[0] for line in lines if line.startswith("#|")}
        if "colab-badge" in cell.source or said & {"hide", "default_exp"}: continue
        if cell.cell_type == "markdown":
            cell.source = linked(cell.source, path)
            yield cell
            continue
        texts = [o.data["text/markdown"] for o in cell.outputs if "text/markdown" in o.get("data", {})]
        cell.outputs = [o for o in cell.outputs if "text/markdown" not in o.get("data", {})]
        cell.source = "\n".join(line for line in lines if not line.startswith("#|")).strip()
        if "echo:" not in said: yield cell
        for text in texts: yield nbformat.v4.new_markdown_cell(linked("".join(text), path))


def minutes(cells: list) -> int:
    "To read a page: 200 words, or 20 lines of code, a minute."
    words = sum(len(c.source.split()) for c in cells if c.cell_type == "markdown")
    code = sum(len(c.source.splitlines()) for c in cells if c.cell_type == "code")
    return max(1, round(words / 200 + code / 20))


def book() -> dict:
    "The notebooks as pages; part -> list of (page, title, quote, minutes), in reading order."
    parts, front = {name: [] for name in PARTS}, ROOT / "nbs" / "index.ipynb"
    for path in sorted([*ROOT.glob("nbs/**/*.ipynb"), *ROOT.glob("reproduce/*.ipynb")]):
        if ".ipynb_checkpoints" in path.parts: continue
        notebook, place = nbformat.read(path, as_version=4), path.relative_to(ROOT)
        notebook.cells = list(shown(notebook, path))
        title, _, rest = next(c.source for c in notebook.cells if c.cell_type == "markdown").partition("\n")
        quote = re.search(r"^> (.*)", rest, re.MULTILINE)
        facts = title.removeprefix("# "), quote[1] if quote else "", minutes(notebook.cells)
        if path != front: parts[place.parts[-2]].append((place.with_suffix("").as_posix(), *facts))
        (SOURCE / place).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, SOURCE / place)
    return parts


def contents(parts: dict) -> str:
    "What to read, in which order, and how long it takes."
    lines = ["# Contents", "",
             "In the order in which to read; each idea is met once. The minutes are estimated: 200 words, or "
             "20 lines of code, each. The [playground](/play) needs no reading."]
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
            cells = [f"`{text}`" if text else "" for text in row[:3]] + [row.says]
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines + ["", f"Returns: {found.returns}"] * bool(found.returns)


def interface() -> list:
    "A page for each notebook with public definitions, from its exported cells; names of the pages."
    pages = {}
    for path in sorted(ROOT.glob("nbs/**/*.ipynb")):
        cells = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
        text = "\n\n".join(source for source in cells if source.startswith(("#| export", "#|export")))
        name = next((source.split()[-1] for source in cells if "#| default_exp" in source), None)
        if not name or not (found := Module(text + "\n").public()): continue
        page = f"interface/brf_neurons.{name.removesuffix('.__init__')}"
        place = path.relative_to(ROOT).with_suffix("").as_posix()
        pages[page] = [f"# {page.partition('/')[2]}", "", f"Explained in [its notebook](/{place})."]
        for definition in found: pages[page] += entry(definition)
    for page, lines in pages.items(): write(page, "\n".join(lines) + "\n")
    return list(pages)


PLAY = """# Playground

A resonator with sliders, and a trained network that reads a heartbeat. The
<a href="figures/playground.html">whole page</a> is one file: save it, and it works without a network.

<iframe src="figures/playground.html" title="playground"
  style="width: 100%; height: 85vh; border: 1px solid #999"></iframe>
"""


STYLE = """
.formula { overflow-x: auto; text-align: center; margin: 1rem 0; }
.bd-header { display: none !important; }  /* of the underlying theme, and empty */
.bd-main .bd-content .bd-article-container { max-width: 60rem; }
.bd-article pre { font-size: .78em; }
.bd-article table { font-size: .9em; }
.bd-article h2 { font-size: 1.6rem; }
"""


def write(page: str, text: str) -> None:
    "A page in Markdown."
    (SOURCE / page).parent.mkdir(parents=True, exist_ok=True)
    (SOURCE / f"{page}.md").write_text(text, encoding="utf-8")


def prepare() -> None:
    "Everything that Sphinx reads."
    shutil.rmtree(OUT, ignore_errors=True)
    parts = book()
    pages = interface()
    write("contents", contents(parts))
    write("play", PLAY)
    trees = {PARTS[part]: [row[0] for row in rows] for part, rows in parts.items()}
    trees["Start"] = ["contents", "play", *trees["Start"]]
    trees["Public interface"] = pages
    blocks = ["```{toctree}\n:hidden:\n:caption: %s\n\n%s\n```" % (caption, "\n".join(f"/{p}" for p in names))
              for caption, names in trees.items()]
    front = nbformat.read(SOURCE / "nbs" / "index.ipynb", as_version=4)
    front.cells.append(nbformat.v4.new_markdown_cell("\n\n".join(blocks)))
    nbformat.write(front, SOURCE / "nbs" / "index.ipynb")
    ignore = shutil.ignore_patterns("quick", "*.html", "*.md")
    shutil.copytree(ROOT / "figures", SOURCE / "figures", ignore=ignore)
    (EXTRA / "figures").mkdir(parents=True)
    shutil.copy(ROOT / "figures" / "playground.html", EXTRA / "figures")
    front = "nbs/index.html"
    turn = f'<!DOCTYPE html><meta http-equiv="refresh" content="0; url={front}"><a href="{front}">here</a>'
    (EXTRA / "index.html").write_text(turn, encoding="utf-8")
    style = SOURCE / "_static" / "page.css"
    style.parent.mkdir()
    style.write_text(STYLE, encoding="utf-8")


def setup(app):
    "Formulas as MathML, which browsers draw themselves."
    def writer(display):
        def visit(self, node):
            shape = "block" if display else "inline"
            math = latex2mathml.converter.convert(node.astext(), display=shape)
            self.body.append(f'<div class="formula">{math}</div>' if display else math)
            raise SkipNode
        return visit
    app.add_html_math_renderer("mathml", (writer(False), None), (writer(True), None))
    return dict(parallel_read_safe=True, parallel_write_safe=True)


def build() -> bool:
    "Run Sphinx; whether it had nothing to complain of."
    s, warnings = settings(), (OUT / "warnings.txt").open("w+", encoding="utf-8")
    how = dict(
        extensions=["myst_nb", "website"], root_doc="nbs/index",
        project=s["lib_name"], html_title=s["lib_name"],
        html_theme="sphinx_book_theme", html_math_renderer="mathml", nb_execution_mode="off",
        html_copy_source=False, html_show_sourcelink=False, html_extra_path=[str(EXTRA)],
        html_static_path=["_static"], html_css_files=["page.css"],
        html_theme_options=dict(repository_url=s["git_url"], use_repository_button=True,
                                home_page_in_toc=True),
        myst_enable_extensions=["dollarmath", "amsmath", "html_image"], myst_heading_anchors=3,
        suppress_warnings=["myst.header", "misc.highlighting_failure"])  # levels left out; shell lines
    Sphinx(SOURCE, None, PAGES, OUT / "trees", "html", how, status=None, warning=warnings, parallel=2).build()
    warnings.seek(0)
    complaints = warnings.read().strip()
    print(complaints)
    return not complaints


class Links(html.parser.HTMLParser):
    "Where a page leads, and the places in it that can be led to."

    def __init__(self, path):
        super().__init__()
        self.targets, self.ids = [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id": self.ids.add(value)
            if name in ("href", "src") and value and not re.match("[a-z]+:|//", value):
                self.targets.append(urllib.parse.unquote(value))


def broken() -> list:
    "Links from page to page that lead nowhere."
    pages = {path: Links(path) for path in PAGES.glob("**/*.html") if "_static" not in path.parts}
    lost = []
    for path, page in pages.items():
        for target in page.targets:
            file, _, place = target.partition("#")
            there = (path.parent / file.partition("?")[0]).resolve() if file else path
            if not there.exists() or place and there in pages and place not in pages[there].ids:
                lost.append(f"{path.relative_to(PAGES)} links to {target}, which is not there")
    return lost


if __name__ == "__main__":
    prepare()
    sound, lost = build(), broken()
    print("\n".join(lost))
    print(f"{len([*PAGES.glob('**/*.html')])} pages in {PAGES.relative_to(ROOT)}")
    sys.exit(not sound or bool(lost))
