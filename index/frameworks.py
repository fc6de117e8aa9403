"""What each kind of report is, read from the files of `frameworks/` and checked when this is
imported.

A file tells how the title of a kind reads, what it judges and how its sections are headed;
`families.toml` tells which kinds belong together and on which scale they give grades. Kinds,
areas and grades are values that these files name: nothing else in the project lists them. See
`frameworks/README.md`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Self

from index.sections import Section

FOLDER = Path(__file__).parent / "frameworks"


class FrameworkError(Exception):
    """A file of `frameworks/` is not as it must be; the message names the file and the key."""


class Named(str):
    """A name that the files of frameworks give: equal to its text, and one object however often
    it is asked for.
    """

    __slots__ = ()
    _known: ClassVar[dict[str, Any]]

    def __init_subclass__(cls) -> None:
        cls._known = {}

    def __new__(cls, name: str) -> Self:
        """Look a name up; raises ValueError where no file gives it."""
        try:
            known: Self = cls._known[name]
        except KeyError:
            raise ValueError(
                f"{name!r} is no {cls.__name__.lower()} that a file of index/frameworks names"
            ) from None
        return known

    @classmethod
    def add(cls, name: str) -> Self:
        """Make a name known, in order; the one that is known already where it is."""
        known: Self = cls._known.setdefault(name, str.__new__(cls, name))
        return known

    @classmethod
    def all(cls) -> tuple[Self, ...]:
        """Every name, in the order of the files."""
        return tuple(cls._known.values())

    @property
    def value(self) -> str:
        """The name as plain text."""
        return str(self)


class Grade(Named):
    """A grade in its canonical form; *Adequate* was given until 2013 and equals no other."""

    __slots__ = ()
    OUTSTANDING: ClassVar["Grade"]
    GOOD: ClassVar["Grade"]
    REQUIRES_IMPROVEMENT: ClassVar["Grade"]
    INADEQUATE: ClassVar["Grade"]
    ADEQUATE: ClassVar["Grade"]
    NOT_JUDGED: ClassVar["Grade"]


class Area(Named):
    """What was judged. Areas of different frameworks are related, not the same."""

    __slots__ = ()

    @property
    def label(self) -> str:
        """The area in words for a reader."""
        return _LABELS[self]


class Kind(Named):
    """The kind of inspection that a report tells of, by its short name as in the catalogue."""

    __slots__ = ()
    ARTICLE: ClassVar["Kind"]
    UNKNOWN: ClassVar["Kind"]

    @property
    def framework(self) -> "Framework":
        """All that its file tells."""
        return FRAMEWORKS[self]

    @property
    def label(self) -> str:
        """The kind in words for a reader."""
        return self.framework.label

    @property
    def family(self) -> "Family":
        """The kinds that it belongs to: "latest" is asked within it."""
        return self.framework.family

    @property
    def is_judgement(self) -> bool:
        """Whether inspections of this kind give grades."""
        return bool(self.framework.judges)

    @property
    def judges_board(self) -> bool:
        """Whether they grade a safeguarding board and not the council."""
        return self.framework.judges == _BOARD

    @property
    def is_full(self) -> bool:
        """Whether they grade all services of a family, so that their grades stand in lists and
        counts.
        """
        return self.framework.judges == _COUNCIL

    @property
    def judges_council(self) -> bool:
        """Whether they grade the council itself, or the services that it answers for."""
        return self.is_judgement and not self.judges_board


@dataclass(frozen=True, slots=True)
class Subject:
    """An area as people name it, under which the areas of several frameworks stand, with the
    section that tells of it.
    """

    name: str
    section: Section | None = None


@dataclass(frozen=True)
class Family:
    """Kinds of inspection of the same services, and the scale on which they give grades.

    `scale` goes from best to worst, grades of one place being of different times and equal to no
    other. `printed` are patterns of how grades are printed; `said`, of how people say them;
    `called`, of how they call the family, and `hinted`, of what they only say of it; where its
    name stands alone in a question, that is read as if it were `read_as`.
    """

    name: str
    label: str
    scale: tuple[tuple[Grade, ...], ...]
    printed: tuple[tuple[str, Grade], ...]
    said: tuple[tuple[re.Pattern[str], Grade], ...]
    subjects: tuple[Subject, ...]
    called: tuple[re.Pattern[str], ...] = ()
    hinted: tuple[re.Pattern[str], ...] = ()
    read_as: str = ""

    @cached_property
    def grades(self) -> tuple[Grade, ...]:
        """Every grade of its scale, from best to worst."""
        return tuple(grade for place in self.scale for grade in place)

    @cached_property
    def grade(self) -> str:
        """A pattern for any grade as it is printed, in a group of its own."""
        return (
            rf"({'|'.join(pattern for pattern, _ in self.printed)})\b" if self.printed else "((?!))"
        )

    def as_grade(self, printed: str) -> Grade:
        """The grade that is meant by a printed form: "Require improvement", "improvement" …"""
        words = re.sub(r"\s+", " ", printed)
        return next(grade for pattern, grade in self.printed if re.fullmatch(pattern, words, re.I))


@dataclass(frozen=True, slots=True)
class Judged:
    """How the grade of an area is printed: in a row of a table, in a sentence, or both.

    `row` is a pattern for its label; `sentence`, for the words up to its grade and with it, is
    looked for on the first `pages` pages. `is_optional`: a report that does not give it is whole
    all the same. `given_until` is the day from which on inspections give it no more.
    """

    area: Area
    subject: str
    row: str = ""
    sentence: str = ""
    pages: int = 2
    has_heading: bool = True
    is_optional: bool = False
    given_until: date | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A pattern for headings, and the section that they open."""

    pattern: re.Pattern[str]
    section: Section


@dataclass(frozen=True)
class Framework:
    """A kind of report, as its file tells."""

    kind: Kind
    label: str
    family: Family
    since: int
    title: tuple[re.Pattern[str], ...] = ()
    tried: int = 0
    called: tuple[str, ...] = ()
    judges: str = ""
    table: str = ""
    pages: int = 2
    judged: tuple[Judged, ...] = ()
    together: tuple[frozenset[Area], ...] = ()
    headings: tuple[Heading, ...] = ()
    openings: tuple[Heading, ...] = ()
    first_section: Section = Section.SUMMARY
    council: tuple[re.Pattern[str], ...] = ()
    dates: tuple[re.Pattern[str], ...] = ()
    points: re.Pattern[str] | None = None
    is_letter: bool = False

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """What it judges, in the order in which it is told."""
        return tuple(judged.area for judged in self.judged)


# ---- reading the files

_COUNCIL, _PART, _BOARD = "council", "part of council", "safeguarding board"
TABLES = ("first pages", "last page", "record of two services", "")
_KEYS = {
    "name", "label", "family", "since", "title", "tried", "called", "judges", "table", "pages",
    "areas", "areas_of", "without", "together", "headings", "openings", "first_section", "council",
    "dates", "points", "letter",
}  # fmt: skip
_AREA_KEYS = {
    "name",
    "label",
    "subject",
    "row",
    "sentence",
    "pages",
    "heading",
    "optional",
    "given_until",
}
_FAMILY_KEYS = {
    "name",
    "label",
    "scale",
    "printed",
    "said",
    "subjects",
    "called",
    "hinted",
    "read_as",
}
_SPACE = re.compile(r"(?<!\\) (?![?*+])")  # "\\ " is a space and no other


class _File:
    """One file of frameworks as it was written, asked for its keys one by one."""

    def __init__(
        self, name: str, values: Mapping[str, Any], keys: Iterable[str], within: str = ""
    ) -> None:
        self.name, self._values, self._within = name, values, within
        if unknown := sorted(set(values) - set(keys)):
            self.fail(unknown[0], f"is not known; there may be: {', '.join(sorted(keys))}")

    def fail(self, key: str, what: str) -> None:
        raise FrameworkError(f"index/frameworks/{self.name}: {self._within}{key} {what}.")

    def get(self, key: str, kind: type, default: Any = None) -> Any:  # noqa: ANN401
        """A value of a type; a key without a default must be there."""
        value = self._values.get(key, default)
        if value is None:
            self.fail(key, "is missing")
        if not isinstance(value, kind):
            self.fail(key, f"must be of type {kind.__name__}, and is {value!r}")
        return value

    def one_of(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        value = str(self.get(key, str, default))
        if value not in (known := tuple(known)):
            self.fail(key, f"is {value!r}; it must be one of: {', '.join(map(repr, known))}")
        return value

    def pattern(self, key: str, written: str) -> str:
        """A pattern, in which a space is any white space and ' any apostrophe."""
        pattern = _SPACE.sub(r"\\s+", written).replace("'", ".?")
        try:
            re.compile(pattern.replace("{is}", "").replace("{grade}", "()"))
        except re.error as error:
            self.fail(key, f"has a pattern that cannot be read, {written!r}: {error}")
        return pattern

    def patterns(self, key: str) -> tuple[str, ...]:
        return tuple(self.pattern(key, str(each)) for each in self.get(key, list, []))

    def compiled(self, key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.I | re.M) for pattern in self.patterns(key))

    def headings(self, key: str = "headings") -> tuple[Heading, ...]:
        """The table `headings`, or one like it: patterns by the section that they open."""
        table = self.get(key, dict, {})
        sections = _File(self.name, table, [section.value for section in Section], f"{key}, ")
        return tuple(
            Heading(re.compile(pattern, re.I), Section(section))
            for section in table
            for pattern in sections.patterns(section)
        )


def _load(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FrameworkError(f"index/frameworks/{name} cannot be read: {error}.") from error


def read_families(folder: Path) -> tuple[Family, ...]:
    """The families of `families.toml`, the first of them the one that is meant where none is
    named.
    """
    name = "families.toml"
    tables = _File(name, _load(folder, name), {"family"}).get("family", list)
    return tuple(
        _family(_File(name, table, _FAMILY_KEYS, f"{table.get('name', 'family')}, "))
        for table in tables
    )


def _family(file: _File) -> Family:
    scale = tuple(
        tuple(Grade.add(each) for each in ([place] if isinstance(place, str) else place))
        for place in file.get("scale", list, [])
    )
    forms = file.get("printed", dict, {})
    own = {grade.value for place in scale for grade in place}
    for key in ("printed", "said"):
        apart = {
            name for name in file.get(key, dict, {}) if re.fullmatch(r"Not judged|Score \d", name)
        }  # they have no place
        if unknown := sorted(set(file.get(key, dict, {})) - own - apart):
            file.fail(key, f"names {unknown[0]!r}, which is no grade of its scale")
    others = [Grade.add(grade).value for grade in forms if grade not in own]
    printed = [
        (file.pattern("printed", forms.get(grade, grade)), Grade(grade))
        for grade in (*(g.value for place in scale for g in place), *others)
    ]
    return Family(
        name=file.get("name", str),
        label=file.get("label", str),
        scale=scale,
        printed=tuple(printed),
        said=tuple(
            (_spoken(file.pattern("said", pattern)), Grade(grade))
            for grade, pattern in file.get("said", dict, {}).items()
        ),
        subjects=tuple(_subject(file, each) for each in file.get("subjects", list, [])),
        called=tuple(_spoken(pattern) for pattern in file.patterns("called")),
        hinted=tuple(_spoken(pattern) for pattern in file.patterns("hinted")),
        read_as=file.get("read_as", str, ""),
    )


def _spoken(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I)


def _subject(file: _File, written: str | Mapping[str, str]) -> Subject:
    if isinstance(written, str):
        return Subject(written)
    one = _File(file.name, written, {"name", "section"}, "subjects, ")
    return Subject(
        one.get("name", str), Section(one.one_of("section", [section.value for section in Section]))
    )


def read_frameworks(folder: Path, families: Sequence[Family]) -> dict[Kind, Framework]:
    """Every framework of a folder by its kind: family by family, the latest first."""
    by_name = {family.name: family for family in families}
    names = sorted(
        path.name
        for path in folder.glob("*.toml")
        if path.name not in {"families.toml", "headings.toml"}
    )
    files = {name: _File(name, _load(folder, name), _KEYS) for name in names}
    place = {name: number for number, name in enumerate(by_name)}
    ordered = sorted(
        files.values(),
        key=lambda file: (
            place[file.one_of("family", by_name)],
            -file.get("since", int),
            file.get("tried", int, 0),
        ),
    )
    kinds = {file.get("name", str): file for file in ordered}
    if len(kinds) < len(files):
        ordered[-1].fail("name", "is that of two files")
    return {Kind.add(name): _framework(file, kinds, by_name) for name, file in kinds.items()}


def _framework(
    file: _File, files: Mapping[str, _File], families: Mapping[str, Family]
) -> Framework:
    family = families[file.one_of("family", families)]
    judged = _judged(file, files, family)
    together = file.get("together", list, [[each.area for each in judged if not each.is_optional]])
    kind = Kind(file.get("name", str))
    if file.get("title", list, []) and not file.get("tried", int, 0):
        file.fail(
            "tried",
            "is missing: it tells when its title is tried, those that others might take for "
            "theirs first",
        )
    areas = tuple(each.area for each in judged)
    for group in together:
        for name in group:
            if name not in areas:
                file.fail("together", f"names {name!r}, which is no area of it")
    return Framework(
        kind=kind,
        label=file.get("label", str),
        family=family,
        since=file.get("since", int),
        title=file.compiled("title"),
        tried=file.get("tried", int, 0),
        called=file.patterns("called"),
        judges=file.one_of("judges", (_COUNCIL, _PART, _BOARD, ""), ""),
        table=file.one_of("table", TABLES, ""),
        pages=file.get("pages", int, 2),
        judged=judged,
        together=tuple(frozenset(Area(name) for name in group) for group in together if group),
        headings=file.headings(),
        openings=file.headings("openings"),
        first_section=Section(
            file.one_of(
                "first_section", [section.value for section in Section], Section.SUMMARY.value
            )
        ),
        council=file.compiled("council"),
        dates=file.compiled("dates"),
        points=re.compile(file.pattern("points", written), re.I)
        if (written := file.get("points", str, ""))
        else None,
        is_letter=file.get("letter", bool, False),
    )


def _judged(file: _File, files: Mapping[str, _File], family: Family) -> tuple[Judged, ...]:
    """The areas of a framework; those of another one, less some, where it judges the same."""
    if like := file.get("areas_of", str, ""):
        left_out = file.get("without", list, [])
        other = files[file.one_of("areas_of", files)]
        return tuple(each for each in _judged(other, files, family) if each.area not in left_out)
    return (
        tuple(_area(file, table, family) for table in file.get("areas", list, []))
        if not like
        else ()
    )


def _area(file: _File, table: Mapping[str, Any], family: Family) -> Judged:
    one = _File(file.name, table, _AREA_KEYS, f"areas, {table.get('name', '')}, ")
    area = Area.add(one.get("name", str))
    label = one.get("label", str)
    if _LABELS.setdefault(area, label) != label:
        one.fail("label", f"is {label!r}, and {_LABELS[area]!r} in another file")
    subject = one.one_of("subject", [subject.name for subject in family.subjects])
    _SUBJECTS.setdefault(area, subject)
    return Judged(
        area,
        subject,
        row=one.pattern("row", one.get("row", str, "")),
        sentence=one.pattern("sentence", one.get("sentence", str, "")),
        pages=one.get("pages", int, 2),
        has_heading=one.get("heading", bool, True),
        is_optional=one.get("optional", bool, False),
        given_until=one.get("given_until", date) if "given_until" in table else None,
    )


_LABELS: dict[Area, str] = {}
_SUBJECTS: dict[Area, str] = {}

(
    Grade.OUTSTANDING,
    Grade.GOOD,
    Grade.REQUIRES_IMPROVEMENT,
    Grade.INADEQUATE,
    Grade.ADEQUATE,
    Grade.NOT_JUDGED,
) = map(
    Grade.add,
    ("Outstanding", "Good", "Requires improvement", "Inadequate", "Adequate", "Not judged"),
)
FAMILIES = read_families(FOLDER)
FRAMEWORKS = read_frameworks(FOLDER, FAMILIES)
COMMON_HEADINGS = _File("headings.toml", _load(FOLDER, "headings.toml"), {"headings"}).headings()
Kind.ARTICLE, Kind.UNKNOWN = Kind("article"), Kind("unknown")
_TRIED = sorted((f for f in FRAMEWORKS.values() if f.title), key=lambda framework: framework.tried)


def kind_named(title: str) -> Kind:
    """Return the kind that the words of a title block name; Kind.UNKNOWN where they name none."""
    found = (f.kind for f in _TRIED if any(pattern.search(title) for pattern in f.title))
    return next(found, Kind.UNKNOWN)


def names_kind(title: str) -> bool:
    """Tell whether the words of a title name a kind of inspection."""
    return kind_named(title) is not Kind.UNKNOWN


def subjects() -> dict[str, tuple[Area, ...]]:
    """Every subject of every family in order, with the areas that answer for it, of the latest
    framework first.
    """
    named = dict.fromkeys(subject.name for family in FAMILIES for subject in family.subjects)
    return {name: tuple(area for area in Area.all() if _SUBJECTS[area] == name) for name in named}


def section_about(subject: str) -> Section | None:
    """The section that tells of a subject, if one does."""
    return next(
        (each.section for family in FAMILIES for each in family.subjects if each.name == subject),
        None,
    )
