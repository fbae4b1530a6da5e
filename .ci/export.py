"""nbdev_export, with lines of at most 110 characters and with comments on arguments as docstrings."""
import re
from textwrap import wrap

from nbdev import maker
from nbdev.doclinks import nbdev_export
from links import ROOT
from signatures import WIDTH, documented


class Narrow(maker.TextWrapper):
    "Wraps as nbdev asks, in less width: the list of names in `__all__` would have 120."

    def __init__(self, width, **how):
        super().__init__(width=min(width, WIDTH) - len("__all__ = "), **how)


def narrow_names(text: str) -> str:
    "The list of names within the width; nbdev does not wrap it where two notebooks make one module."
    def wrapped(match):
        return "\n".join(wrap(match[0], WIDTH, subsequent_indent=" " * 11, break_long_words=False))
    return re.sub(r"^__all__ = \[.*\]$", wrapped, text, count=1, flags=re.MULTILINE)


def aligned_imports(text: str) -> str:
    "Names that go on in a second line stand under the first; nbdev shortens the module's name before them."
    def wrapped(match):
        start, names = match[1], " ".join(match[2].split()).replace(" as ", "~as~")
        lines = wrap(f"{start}{names})", WIDTH, subsequent_indent=" " * len(start))
        return "\n".join(lines).replace("~as~", " as ")
    return re.sub(r"^(from \S+ import \()([^)]*\n[^)]*)\)", wrapped, text, flags=re.MULTILINE)


maker.TextWrapper = Narrow
nbdev_export()
for path in (ROOT / "brf_neurons").glob("**/*.py"):
    before = path.read_text(encoding="utf-8")
    after = aligned_imports(narrow_names(documented(before)))
    if path.name != "_modidx.py" and after != before: path.write_text(after, encoding="utf-8")
