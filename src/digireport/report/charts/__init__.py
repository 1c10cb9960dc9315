"""The report's charts, drawn at their final size; every word comes from the caller."""

from digireport.report.charts.gaps import draw_gaps
from digireport.report.charts.gaps_layout import GapWords
from digireport.report.charts.status import draw_status
from digireport.report.charts.status_layout import StatusWords
from digireport.report.theme import Variant

__all__ = ["GapWords", "StatusWords", "Variant", "draw_gaps", "draw_status"]
