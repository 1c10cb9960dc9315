"""`roadmap.toml` as a frozen, validated model, with the lookups that cleaning needs.

Wordings are written once, in the file; the inverse (from any wording to its id) is derived
here. A wording that would mean two things is refused, so that a match is never a guess.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from digireport.errors import UsageError
from digireport.normalise import key, suggest

StatusCode = Literal["done", "in_progress", "not_started", "rejected"]
STATUSES: tuple[StatusCode, ...] = ("done", "in_progress", "not_started", "rejected")
Audience = Literal["internal", "public"]
AUDIENCES: tuple[Audience, ...] = ("internal", "public")
Language = Literal["fi"]
Shown = Literal["owners", "unlisted_owners", "notes", "findings"]

MeasureRole = Literal[
    "id", "title", "goal", "owner", "unit", "schedule", "status", "is_new", "perspective", "notes"
]
SurveyRole = Literal["unit", "answered_on", "ignored"]
TargetRole = Literal["perspective", "target"]
PublishedRole = Literal["done", "in_progress", "not_started", "is_new", "rejected"]

T = TypeVar("T")
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Names = dict[Language, Text]
Texts = tuple[Text, ...]
LEVELS = 5


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Municipality(_Model):
    """Who reports."""

    name: Names
    feedback: Text
    website: Text


class Report(_Model):
    """What the report is called and in which languages it is made."""

    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    title: Names
    notice: Names = {}
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]


class Goal(_Model):
    """A goal of the roadmap."""

    id: Id
    number: Annotated[int, Field(ge=1)]
    name: Names
    aliases: Texts = ()


class Status(_Model):
    """A status: the word that is shown and all the words that files use for it."""

    name: Names
    wordings: Texts


class Scale(_Model):
    """The five steps of the survey, lowest first, and how don't know is written."""

    labels: dict[Language, Annotated[Texts, Field(min_length=LEVELS, max_length=LEVELS)]]
    dont_know: Texts


class Perspective(_Model):
    """A theme of the survey; personal ones are rated from the respondent's own work."""

    number: Annotated[int, Field(ge=1)]
    kind: Literal["personal", "municipal"]
    name: Names
    priority: bool = False
    aliases: Texts = ()


class Unit(_Model):
    """A service area or subsidiary."""

    id: Id
    name: Names
    headcount: Annotated[int, Field(ge=1)] | None = None
    aliases: Texts = ()


class Owner(_Model):
    """A role that answers for measures."""

    name: Names
    aliases: Texts = ()


class Headings(_Model):
    """How files spell the headings of their columns."""

    measures: dict[MeasureRole, Texts]
    survey: dict[SurveyRole, Texts]
    targets: dict[TargetRole, Texts]
    published: dict[PublishedRole, Texts]


class Rows(_Model):
    """Words that mark a row of a table as something else than a measure."""

    totals: Texts


class Privacy(_Model):
    """The smallest survey group whose figures are shown."""

    smallest_group: Annotated[int, Field(ge=3)]


class AudienceRules(_Model):
    """What an audience is called and what it may see."""

    name: Names
    shows: tuple[Shown, ...]


class Roadmap(_Model):
    """The whole configuration. See `roadmap.toml` for what each table means."""

    municipality: Municipality
    report: Report
    goals: Annotated[tuple[Goal, ...], Field(min_length=1)]
    statuses: dict[StatusCode, Status]
    scale: Scale
    perspectives: tuple[Perspective, ...]
    units: tuple[Unit, ...]
    owners: tuple[Owner, ...]
    headings: Headings
    rows: Rows
    privacy: Privacy
    audiences: dict[Audience, AudienceRules]

    @model_validator(mode="after")
    def _complete_and_unambiguous(self) -> Self:
        first = self.report.languages[:1]
        faults = [
            *_missing("statuses", STATUSES, self.statuses),
            *_missing("audiences", AUDIENCES, self.audiences),
            *_missing("headings.measures", ("title", "status"), self.headings.measures),
            *_missing("headings.targets", ("perspective", "target"), self.headings.targets),
            *(fault for table, names in self._named() for fault in _missing(table, first, names)),
            *_repeats("goals", [str(goal.number) for goal in self.goals]),
            *_repeats("goals", [goal.id for goal in self.goals]),
            *_repeats("units", [unit.id for unit in self.units]),
            *_repeats("perspectives", [str(p.number) for p in self.perspectives]),
        ]
        faults = faults or self._ambiguities()
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def _named(self) -> Iterable[tuple[str, Iterable[str]]]:
        """Yield every table of names by language that the report needs, and where it stands."""
        yield "municipality.name", self.municipality.name
        yield "report.title", self.report.title
        yield "scale.labels", self.scale.labels
        named: dict[str, Iterable[Goal | Perspective | Unit | Owner]] = {
            "goals": self.goals,
            "perspectives": self.perspectives,
            "units": self.units,
            "owners": self.owners,
        }
        for table, entries in named.items():
            for number, entry in enumerate(entries, start=1):
                yield f"{table}[{number}].name", entry.name
        yield from ((f"statuses.{code}.name", s.name) for code, s in self.statuses.items())
        yield from ((f"audiences.{code}.name", a.name) for code, a in self.audiences.items())

    def _ambiguities(self) -> list[str]:
        """Derive every lookup once, so that a wording that means two things is refused here."""
        faults = []
        for name, member in vars(Roadmap).items():
            if isinstance(member, cached_property):
                try:
                    getattr(self, name)
                except ValueError as error:
                    faults.append(str(error))
        return faults

    # ── lookups, keyed by `normalise.key` ────────────────────────────────────────

    @cached_property
    def status_of(self) -> dict[str, StatusCode]:
        """From a wording's key to its status."""
        return _inverse(
            "statuses",
            ((s, [*self.statuses[s].name.values(), *self.statuses[s].wordings]) for s in STATUSES),
        )

    @cached_property
    def goal_of(self) -> dict[str, str]:
        """From a goal's id, number, name or alias to its id.

        ``Tavoite 1``, ``1``, the name, and one of these in front of the name all mean goal 1.
        """
        goals: list[tuple[str, list[str]]] = []
        for goal in self.goals:
            short, names = [str(goal.number), *goal.aliases], list(goal.name.values())
            both = [f"{word} {name}" for word in short for name in names]
            goals.append((goal.id, [goal.id, *short, *names, *both]))
        return _inverse("goals", goals)

    @cached_property
    def unit_of(self) -> dict[str, str]:
        """From a unit's name or alias to its id."""
        return _inverse("units", ((u.id, [u.id, *u.name.values(), *u.aliases]) for u in self.units))

    @cached_property
    def owner_of(self) -> dict[str, str]:
        """From an owner's name or alias to the name in the first language."""
        first = self.report.languages[0]
        return _inverse(
            "owners", ((o.name[first], [*o.name.values(), *o.aliases]) for o in self.owners)
        )

    @cached_property
    def perspective_of(self) -> dict[str, int]:
        """From a perspective's number, name or alias to its number."""
        return _inverse(
            "perspectives",
            ((p.number, [str(p.number), *p.name.values(), *p.aliases]) for p in self.perspectives),
        )

    @cached_property
    def answer_of(self) -> dict[str, int]:
        """From an answer's wording to its step on the scale; don't know is 0.

        ``4``, ``Hyvä`` and ``4 = Hyvä`` all mean 4.
        """
        steps: list[tuple[int, list[str]]] = [(0, list(self.scale.dont_know))]
        for step in range(1, LEVELS + 1):
            labels = [texts[step - 1] for texts in self.scale.labels.values()]
            steps.append((step, [str(step), *labels, *(f"{step} {label}" for label in labels)]))
        return _inverse("scale", steps)

    @cached_property
    def measure_role_of(self) -> dict[str, MeasureRole]:
        """From a heading's key to the role of its column in the appendix."""
        return _inverse("headings.measures", self.headings.measures.items())

    @cached_property
    def survey_role_of(self) -> dict[str, SurveyRole]:
        """From a heading's key to the role of its column in a survey."""
        return _inverse("headings.survey", self.headings.survey.items())

    @cached_property
    def target_role_of(self) -> dict[str, TargetRole]:
        """From a heading's key to the role of its column in the target levels."""
        return _inverse("headings.targets", self.headings.targets.items())

    @cached_property
    def published_role_of(self) -> dict[str, PublishedRole]:
        """From a label's key to the count that the published roadmap prints above it."""
        return _inverse("headings.published", self.headings.published.items())

    # ── entries by id ────────────────────────────────────────────────────────────

    @cached_property
    def unit_names(self) -> dict[str, Names]:
        """From a unit's id to its names."""
        return {unit.id: unit.name for unit in self.units}

    @cached_property
    def owner_names(self) -> dict[str, Names]:
        """From an owner's name in the first language to its names."""
        first = self.report.languages[0]
        return {owner.name[first]: owner.name for owner in self.owners}

    def goal(self, goal_id: str) -> Goal:
        """Return a goal by its id."""
        return next(goal for goal in self.goals if goal.id == goal_id)

    def perspective(self, number: int) -> Perspective:
        """Return a perspective by its number."""
        return next(p for p in self.perspectives if p.number == number)

    def shows(self, audience: Audience, what: Shown) -> bool:
        """Whether an audience may see something."""
        return what in self.audiences[audience].shows


def read_roadmap(path: Path) -> Roadmap:
    """Read and validate a configuration.

    Raises
    ------
    UsageError
        If the file is missing or wrong; every fault is named at its key.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UsageError(f"{path.name} is missing: a workspace starts with one.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path.name} is not UTF-8 text: save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path.name} is not valid TOML: {error}.") from None
    try:
        return Roadmap.model_validate(data)
    except ValidationError as error:
        faults = "\n".join(
            _fault(path.name, data, e["loc"], e["type"], e["msg"]) for e in error.errors()
        )
        raise UsageError(faults) from None


def _fault(file: str, data: object, loc: tuple[int | str, ...], kind: str, message: str) -> str:
    """Say one fault as a sentence that names its key as the file spells it."""
    text = message.removeprefix("Value error, ")
    if not loc:
        return "\n".join(f"{file}: {line}." for line in text.splitlines())
    where = _dotted([part for part in loc if part != "[key]"])
    if kind == "missing":
        return f"{file}: {where} is missing."
    if loc[-1] == "[key]":
        known = text.removeprefix("Input should be ")
        return f"{file}: {where} is not a known key; known are {known}."
    if kind == "extra_forbidden":
        close = suggest(str(loc[-1]), _keys_beside(loc))
        return f"{file}: {where} is not a known key{f', did you mean {close}' if close else ''}."
    value: object = data
    for part in loc:
        value = value[part] if isinstance(value, dict | list) else value  # type: ignore[index]
    return f"{file}: {where} is {value!r}: {text[0].lower()}{text[1:]}."


def _keys_beside(loc: tuple[int | str, ...]) -> list[str]:
    """List the keys that could stand where an unknown one was found."""
    model: object = Roadmap
    for part in loc[:-1]:
        if isinstance(part, int) or not (isinstance(model, type) and issubclass(model, BaseModel)):
            continue
        field = model.model_fields.get(part)
        model = next((m for m in _models_in(field.annotation)), None) if field else None
    if isinstance(model, type) and issubclass(model, BaseModel):
        return list(model.model_fields)
    return []


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    parts = getattr(annotation, "__args__", ())
    return [model for part in parts for model in _models_in(part)]


def _dotted(loc: list[int | str]) -> str:
    """Write a key's path as the file does, counting entries from one.

    >>> _dotted(["goals", 1, "name", "fi"])
    'goals[2].name.fi'
    """
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def _missing(table: str, wanted: Iterable[str], given: Iterable[str]) -> list[str]:
    return [f"{table}.{name} is missing" for name in wanted if name not in given]


def _repeats(table: str, values: list[str]) -> list[str]:
    repeated = dict.fromkeys(value for value in values if values.count(value) > 1)
    return [f"{table}: {value} is there twice" for value in repeated]


def _inverse(table: str, entries: Iterable[tuple[T, Iterable[str]]]) -> dict[str, T]:
    """Turn id → wordings into key → id; a wording may not mean two things."""
    inverse: dict[str, T] = {}
    for meaning, wordings in entries:
        for wording in wordings:
            known = inverse.setdefault(key(wording), meaning)
            if known != meaning:
                raise ValueError(f"{table}: '{wording}' means both {known} and {meaning}")
    return inverse
