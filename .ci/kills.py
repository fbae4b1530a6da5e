"""Kill training with SIGKILL at random moments, go on, and compare every bit with runs that nobody killed.

`python .ci/kills.py 100` makes at least 100 kills and takes some minutes. A run in turn is killed until it
gets to its end; then its records, curves, networks and events are compared, and the next one starts.
"""
import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle
from pathlib import Path

import torch

from brf_neurons.training import fit
from brf_neurons.training.experiments import configure, derive
from brf_neurons.training.records import read_curves, run_folder

TINY = dict(samples=(200, 40), epochs=25)
SHORT = TINY | dict(epochs=12)
RUNS = [
    (derive(configure("demo-shd-brf"), name="alone", sizes=(700, 16, 20), **TINY), [4]),
    (derive(configure("demo-ecg-alif"), name="together", sizes=(4, 8, 6), **SHORT), [0, 1]),
]
UNLIKE = {"seconds", "made_with", "resumed", "checksum"}  # of a record: times, machine, what was interrupted


def train(experiment, seeds, where):
    "What the process does that is killed."
    torch.set_num_threads(1)
    fit.SAVING = 100.0  # a state every few steps, whatever it costs
    fit.fit_seeds(experiment, seeds, runs=where / "runs", results=where / "results", save_minutes=1e-3,
                  progress=False)


def start(*given):
    process = multiprocessing.get_context("fork").Process(target=train, args=given)
    process.start()
    return process


def stamp(where):
    "Changes whenever a state is written."
    return [path.stat().st_mtime_ns for path in where.rglob("state.safetensors")]


def stage(where, experiment, seeds):
    "What a kill has left."
    folders = [run_folder(where / "runs", experiment, seed) for seed in seeds]
    done = sum((folder / "run.json").exists() for folder in folders)
    if any(path for path in where.rglob("*.part")): return "half a file"
    return "some finished" if done else "a state" if stamp(where) else "no state yet"


def kill(experiment, seeds, where, chance):
    "Start or go on, kill at a random moment; False: it got to its end first."
    before, onward = stamp(where), chance.random() < 0.8
    process = start(experiment, seeds, where)
    while onward and process.is_alive() and stamp(where) == before: time.sleep(0.002)
    process.join(chance.uniform(0.0, 0.4))
    process.kill()
    process.join()
    assert process.exitcode in (0, -9), f"expected the end or the kill, found status {process.exitcode}"
    return process.exitcode == -9


def differences(experiment, seeds, one, other):
    "Whatever two folders do not have in common, but for times."
    found = []
    for seed in seeds:
        runs = [run_folder(where / "runs", experiment, seed) for where in (one, other)]
        found += fit.differences(*runs)
        paths = [where / "results" / experiment.name / f"seed{seed}.json" for where in (one, other)]
        records = [json.loads(path.read_text()) for path in paths]
        found += [k for k in records[0] if k not in UNLIKE and records[0][k] != records[1].get(k)]
        curves = [read_curves(path.with_suffix(".csv")).drop(columns="seconds") for path in paths]
        found += [] if curves[0].equals(curves[1]) else ["curves of the result"]
    return found


def main(wanted):
    chance, kills, compared, left = random.Random(0), 0, 0, Counter()
    with tempfile.TemporaryDirectory() as scratch:
        for number, (experiment, seeds) in enumerate(cycle(RUNS)):
            one, other = Path(scratch, experiment.name), Path(scratch, f"{experiment.name}{number}")
            if not one.exists():
                process = start(experiment, seeds, one)
                process.join()
                assert process.exitcode == 0
            while kill(experiment, seeds, other, chance):
                kills += 1
                left[stage(other, experiment, seeds)] += 1
            found = differences(experiment, seeds, one, other)
            compared += len(seeds)
            assert not found, f"after {kills} kills: {experiment.name} differs in {found}"
            if kills >= wanted: break
    print(f"{kills} kills, {compared} runs compared, 0 differences; the kills left {dict(left)}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
