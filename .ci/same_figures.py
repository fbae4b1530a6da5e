"""Fails unless all that git sees as changed is figures that look as they did.

Another processor rounds the last digit of a simulation differently, and a figure's bytes show it, though no
eye could.
"""
import io
import subprocess
import sys

import matplotlib.image
import numpy as np

LIMIT = 1e-4  # mean difference of a colour channel, of its range; a curve that moves by a pixel makes more


def git(*args):
    "What git says, as bytes."
    return subprocess.run(["git", *args], capture_output=True, check=True).stdout


def difference(path):
    "Mean difference of a picture from the committed one."
    new = matplotlib.image.imread(path, format="png")
    old = matplotlib.image.imread(io.BytesIO(git("show", f"HEAD:{path}")), format="png")
    return float("inf") if old.shape != new.shape else float(np.abs(old - new).mean())


changed = [path for path in git("diff", "--name-only", "HEAD").decode().split()]
pictures = sorted(path for path in changed if path.startswith("figures/") and path.endswith(".png"))
drawings = [p for p in changed if p.startswith("figures/") and p.endswith((".svg", ".pdf"))]  # have a .png
other = sorted({*changed} - {*pictures, *drawings})
far = {path: d for path in pictures if (d := difference(path)) > LIMIT}
for path in pictures:
    looks = "looks different" if path in far else "other bytes"
    print(f"{path}: {looks}, mean difference {difference(path):.1e}")
for path in other:
    print(f"{path}: changed")
sys.exit(bool(other or far))
