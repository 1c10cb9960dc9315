"""Raw files in, raw tables out: every cell keeps its address, nothing is interpreted."""
