"""Fails unless all that git sees as changed is figures that look as they did.

Another processor rounds the last digit of a simulation differently, and a figure's bytes show it, though no eye could.
"""
import io, subprocess, sys
import matplotlib.image
import numpy as np

LIMIT = 1e-4  # mean difference of a colour channel, as a share of its range; a curve that moves by a pixel makes more


def git(*args): return subprocess.run(["git", *args], capture_output=True, check=True).stdout


def difference(path):
    "Mean difference of a picture from the committed one."
    old, new = (matplotlib.image.imread(io.BytesIO(data), format="png") for data in (git("show", f"HEAD:{path}"), open(path, "rb").read()))
    return float("inf") if old.shape != new.shape else float(np.abs(old - new).mean())


changed = git("diff", "--name-only", "HEAD").decode().split()
pictures = {path for path in changed if path.startswith("figures/") and path.endswith(".png")}
drawings = {path for path in changed if path.startswith("figures/") and path.endswith(".svg")}  # each has a .png beside it, of the same drawing
other = sorted(set(changed) - pictures - drawings)
far = {path: d for path in sorted(pictures) if (d := difference(path)) > LIMIT}
for path in sorted(pictures - set(far)): print(f"{path}: other bytes, mean difference {difference(path):.1e}")
for path in other: print(f"{path}: changed")
for path, d in far.items(): print(f"{path}: looks different, mean difference {d:.1e}")
sys.exit(bool(other or far))
