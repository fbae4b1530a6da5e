"""nbdev_export with lines of at most 110 characters: the list of names in `__all__` would have 120."""
from nbdev import maker
from nbdev.doclinks import nbdev_export


class Narrow(maker.TextWrapper):
    "Wraps as nbdev asks, in less width."

    def __init__(self, width, **how):
        super().__init__(width=min(width, 110) - len("__all__ = "), **how)


maker.TextWrapper = Narrow
nbdev_export()
