"""Executed notebooks as finished files: ordinary nbconvert exporters, one module a format."""
