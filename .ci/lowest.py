"""The oldest versions that settings.ini allows: `python .ci/lowest.py | pip install -r /dev/stdin`."""
from links import settings

s = settings()
needed = f"{s['requirements']} {s['reproduce_requirements']}".split()
print("\n".join(dict.fromkeys(each.replace(">=", "==") for each in needed)))
