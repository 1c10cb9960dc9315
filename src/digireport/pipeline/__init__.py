"""From raw files to published reports: the notebooks, run in order."""
