"""The files of frameworks: read whole, and a fault in one is named with its file and key."""

import pickle
import shutil
from pathlib import Path

import pytest

from index.frameworks import (
    FAMILIES,
    FOLDER,
    FRAMEWORKS,
    FrameworkError,
    Grade,
    Kind,
    read_families,
    read_frameworks,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "frameworks"))


def read(folder: Path):
    return read_frameworks(folder, read_families(folder))


def test_every_kind_has_a_label_a_family_and_areas_that_have_labels():
    for kind, framework in FRAMEWORKS.items():
        assert kind.label and framework.family in FAMILIES
        assert all(area.label for area in framework.areas)


def test_a_grade_has_the_same_place_in_every_scale_that_has_it():
    places: dict[Grade, int] = {}
    for family in FAMILIES:
        for rank, place in enumerate(reversed(family.scale)):
            for grade in place:
                assert places.setdefault(grade, rank) == rank


def test_names_are_one_object_also_after_another_process():
    kind = pickle.loads(pickle.dumps(Kind("ILACS")))
    assert kind is Kind("ILACS")
    with pytest.raises(ValueError, match="no kind"):
        Kind("ILAX")


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("ilacs.toml", 'label = "ILACS inspection"\n', "", r"ilacs\.toml: label is missing"),
        (
            "ilacs.toml",
            'family = "children"',
            'family = "childs"',
            r"ilacs\.toml: family is 'childs'; it must be one of: 'children'",
        ),
        ("ilacs.toml", "tried = 90", 'tried = "last"', r"ilacs\.toml: tried must be of type int"),
        (
            "ilacs.toml",
            "tried = 90",
            "tires = 90",
            r"ilacs\.toml: tires is not known; there may be: .*tried",
        ),
        (
            "sif.toml",
            'row = "adoption performance"',
            'row = "adoption (performance"',
            r"sif\.toml: areas, adoption, row has a pattern",
        ),
        (
            "sif.toml",
            'subject = "adoption"',
            'subject = "adopting"',
            r"sif\.toml: areas, adoption, subject is 'adopting'",
        ),
        (
            "sif.toml",
            'label = "adoption performance"',
            'label = "adopters"',
            r"sif\.toml: areas, adoption, label is 'adopters'",
        ),
        (
            "ilacs.toml",
            '"care_leavers"],',
            '"care_levers"],',
            r"ilacs\.toml: together names 'care_levers'",
        ),
        (
            "families.toml",
            'label = "other documents"',
            "",
            r"families\.toml: other, label is missing",
        ),
        (
            "families.toml",
            '"Not judged" = ',
            '"Not seen" = ',
            r"families\.toml: children, printed names 'Not seen'",
        ),
        ("article.toml", "since = 1", "since = [", r"article\.toml cannot be read"),
    ],
)
def test_a_fault_is_named_with_its_file_and_key(
    folder: Path, file: str, before: str, after: str, told: str
):
    text = (folder / file).read_text()
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1))
    with pytest.raises(FrameworkError, match=told):
        read(folder)


def test_two_files_of_one_name_are_told(folder: Path):
    shutil.copy(folder / "ilacs.toml", folder / "ilacs-2.toml")
    with pytest.raises(FrameworkError, match="name is that of two files"):
        read(folder)
