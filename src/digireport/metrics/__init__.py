"""Clean frames in, result frames out: pure functions; audience and privacy are applied here."""
