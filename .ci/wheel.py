"""Fails unless a wheel holds the package and nothing else, and needs nothing that only notebooks need."""
import sys
import zipfile

wheel = zipfile.ZipFile(sys.argv[1])
names = wheel.namelist()
stray = [n for n in names if not n.startswith(("brf_neurons/", "brf_neurons-"))]
assert not stray, f"expected files of the package only, found {stray}"
for name in ("py.typed", "networks.py", "__main__.py", "reproduce/command.py",
             "pretrained/ecg-brf.safetensors"):
    assert f"brf_neurons/{name}" in names, f"expected {name} in the wheel, found {names}"
assert "brf_neurons/_modidx.py" not in names, "nbdev's index is of no use at run time"
facts = wheel.read(next(n for n in names if n.endswith("METADATA"))).decode().splitlines()
needed = [line for line in facts if line.startswith("Requires-Dist") and "extra ==" not in line]
extra = ("jupyter", "nbdev", "papermill", "ipykernel", "distributed")
heavy = [line for line in needed if any(word in line for word in extra)]
assert needed and not heavy, f"expected no requirement that an extra has, found {heavy}"
assert any(line.startswith("Project-URL") for line in facts), "expected project URLs"
