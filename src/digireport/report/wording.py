"""Whole sentences by key and language, from the gettext catalogues in `locale/`.

An entry may have plural forms, chosen by ``n``; ``**bold**`` marks what is emphasised.
Values are put in after the marks were read, so no name can change how a sentence looks.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from babel.messages.pofile import read_po

from digireport.findings import Finding
from digireport.report.elements import Line, Span
from digireport.report.numbers import NBSP, format_count
from digireport.roadmap import Language


class Wording:
    """The catalogue of one language; a number stays with its noun on one line.

    >>> Wording("fi").text("changes.unchanged", n=1).replace(NBSP, "_")
    'Ennallaan pysyi 1_toimenpide.'
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._forms, self._plural = _read(language)

    def text(self, key: str, /, *, n: int | None = None, **values: object) -> str:
        """Return a sentence as plain text.

        Parameters
        ----------
        key : str
            The entry.
        n : int, optional
            The number that chooses the plural form; it is formatted as ``{n}``.
        **values
            What the entry's other places hold, already formatted.
        """
        return "".join(span.text for span in self.line(key, n=n, **values))

    def line(self, key: str, /, *, n: int | None = None, **values: object) -> Line:
        """Return a sentence as spans, emphasis kept."""
        forms = self._forms[key]
        form = forms[0 if n is None or len(forms) == 1 else self._plural(n)]
        if n is not None:
            values["n"] = format_count(n, self.language)
        return tuple(
            Span(part.format_map(values), strong=position % 2 == 1)
            for position, part in enumerate(form.split("**"))
            if part
        )

    def finding(self, finding: Finding) -> str:
        """Return a finding as one sentence, its place in front."""
        place = finding.place
        parts = [
            place.file,
            self.text(f"place.{place.part}", sheet=place.sheet) if place.sheet else "",
            self.text("place.row", row=place.row) if place.row else "",
            self.text("place.column", column=place.column) if place.column else "",
        ]
        where = ", ".join(part for part in parts if part)
        said = self._forms[f"finding.{finding.kind}"][0].format_map(finding.words)
        return f"{where}: {said}" if where else said

    @property
    def keys(self) -> frozenset[str]:
        """Every key of the catalogue."""
        return frozenset(self._forms) - {""}


@cache
def _read(language: Language) -> tuple[dict[str, tuple[str, ...]], Callable[[int], int]]:
    """Return the forms of each entry, and which form goes with a number."""
    path = files("digireport.report") / "locale" / language / "digireport.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    forms = {}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        texts = (message.string,) if isinstance(message.string, str) else message.string or ()
        forms[key] = tuple(_kept_together(text) for text in texts)
    return forms, gettext.c2py(catalogue.plural_expr)


def _kept_together(text: str) -> str:
    """Keep a number on one line with its noun, and off a line of its own."""
    return text.replace("{n} ", f"{{n}}{NBSP}").replace(" {n}.", f"{NBSP}{{n}}.")
