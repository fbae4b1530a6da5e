"""Put the best network of an experiment into the package: `python .ci/pack.py ecg-brf runs/ecg-brf-seed?`

The best is the one with the smallest validation loss; runs that diverged are left out.
"""
import sys

from brf_neurons.checkpoints import PRETRAINED, save
from brf_neurons.training.records import read_run


def main(name, folders):
    records = {run.record["seed"]: run for run in (read_run(f, dirty=True) for f in folders)}
    sound = {seed: run for seed, run in sorted(records.items()) if not run.record["diverged"]}
    assert {run.record["experiment"] for run in sound.values()} == {name} and len(records) == len(folders)
    loss = {seed: run.record["kept"]["validation_loss"] for seed, run in sound.items()}
    best = sound[min(loss, key=loss.__getitem__)]
    facts = {k: best.record[k] for k in ("seed", "epochs_run", "data", "made_with")} | best.record["kept"]
    best.net.backend = "auto"
    save(best.net, PRETRAINED / f"{name}.safetensors", name=name, experiment=best.record["settings"],
         chosen_by="validation_loss", candidates={str(seed): round(v, 6) for seed, v in loss.items()},
         diverged=sorted(records.keys() - sound.keys()), **facts)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
