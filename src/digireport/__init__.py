"""digireport: the half-yearly report of a municipality's digital roadmap.

A notebook or script opens an edition (`digireport.edition`), cleans (`digireport.cleaning`),
counts (`digireport.counting`) and shows sections (`digireport.report.sections`).
"""

__version__ = "0.1.0"
