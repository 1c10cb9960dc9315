"""digireport: the half-yearly report of a municipality's digital roadmap.

The names below are what notebooks and scripts need; each step is one call.

>>> import digireport
>>> edition = digireport.open_edition()  # doctest: +SKIP
"""

__version__ = "0.1.0"
