"""Balanced Resonate-and-Fire neurons: a literate reproduction, and a fast trainer.

`from brf_neurons import RSNN, fit, load` imports what a name needs when it is first asked for.
"""
from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.2.0.dev0"

if TYPE_CHECKING:
    from .datasets import from_arrays as from_arrays, from_events as from_events, load as load
    from .networks import RSNN as RSNN
    from .training.experiments import Experiment as Experiment
    from .training.fit import fit as fit

_HOMES = dict(RSNN="networks", load="datasets", from_arrays="datasets", from_events="datasets",
              Experiment="training.experiments", fit="training.fit")  # public name -> module that defines it
__all__ = ["__version__", *_HOMES]  # noqa: PLE0604


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it offers {', '.join(_HOMES)}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__(): return sorted({*globals(), *_HOMES})
