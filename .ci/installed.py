"""Fails unless the installed package works away from the checkout."""
import time

import torch

started = time.perf_counter()
import brf_neurons  # noqa: E402
from brf_neurons import RSNN  # noqa: E402

took = time.perf_counter() - started
assert "/site/" in brf_neurons.__file__, brf_neurons.__file__
net = RSNN(1, 8, 2, "brf", seed=0)
net(100 * torch.rand(50, 3, 1)).readout.sum().backward()
trained = RSNN.from_pretrained("ecg-brf")
assert trained(torch.ones(10, 2, 4)).readout.isfinite().all() and trained.metadata["test_accuracy"] > 80
print(f"imported {brf_neurons.__version__} in {took:.1f} s after torch, and ran on {net.backend}")
