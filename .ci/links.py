"""The repository's address stands once, in settings.ini: badges and install cells for Colab come from it.

`python .ci/links.py` brings the two Colab cells of all notebooks, or of those named, up to date. A notebook
of nbs/ installs the package; one of reproduce/ fetches the whole repository, because it draws results that
are no part of the package.
"""
import json
import sys
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BADGE, INSTALL = "colab001", "colab002"  # ids of the two cells


def settings() -> dict:
    "The entries of settings.ini."
    config = ConfigParser(delimiters=["="])
    config.read(ROOT / "settings.ini", encoding="utf-8")
    return dict(config["DEFAULT"])


def blob(path: str) -> str:
    "Where a file of the repository is read."
    s = settings()
    return f"{s['git_url']}/blob/{s['branch']}/{path}"


def raw(path: str) -> str:
    "Where the bytes of a file of the repository are: what an image outside the repository links to."
    s = settings()
    return f"{s['git_url']}/raw/{s['branch']}/{path}"


def site(path: str) -> str:
    "Where a file of the repository is on the site that website.py makes."
    s = settings()
    return f"{s['doc_host']}{s['doc_baseurl']}/{path}"


def badge(path: str) -> str:
    "The button that opens a notebook in Colab."
    s = settings()
    colab, host = "https://colab.research.google.com", "https://github.com/"
    place = f"github/{s['git_url'].removeprefix(host)}/blob/{s['branch']}/{path}"
    return f"[![Open in Colab]({colab}/assets/colab-badge.svg)]({colab}/{place})"


def install(path: str) -> str:
    "The cell that prepares Colab."
    s = settings()
    lines = ["#| hide", "import sys", "", 'if "google.colab" in sys.modules:']
    if path.startswith("reproduce/"):
        lines += [
            f"    !git clone -q --depth 1 -b {s['branch']} {s['git_url']} /content/{s['lib_name']}",
            f"    %cd /content/{s['lib_name']}/reproduce",
            '    %pip install -q "..[reproduce]"',
            f'    print("the repository, with its results, is in /content/{s["lib_name"]}")']
    else:
        lines += [f'    %pip install -q "{s["lib_name"]}[reproduce] @ git+{s["git_url"]}"']
    return "\n".join(lines)


def main(paths: list) -> None:
    "Write the cells that have changed, sources as lists of lines, as Jupyter does."
    named = [Path(p).resolve() for p in paths]
    for path in named or sorted([*ROOT.glob("nbs/**/*.ipynb"), *ROOT.glob("reproduce/*.ipynb")]):
        if ".ipynb_checkpoints" in path.parts:
            continue
        notebook = json.loads(path.read_text(encoding="utf-8"))
        place = path.relative_to(ROOT).as_posix()
        wanted, changed = {BADGE: badge(place), INSTALL: install(place)}, False
        for cell in notebook["cells"]:
            source = wanted.get(cell.get("id"), "".join(cell["source"])).splitlines(keepends=True)
            changed |= source != cell["source"]
            cell["source"] = source
        if changed:
            path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
