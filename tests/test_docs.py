"""What the program has, the docs tell: a command, an option, an extractor or a field that they miss fails here."""

import dataclasses
import re
from pathlib import Path

import pytest
import typer

import dragoman
from dragoman.cli import app
from dragoman.extract import EXTRACTORS
from dragoman.model.values import KINDS, Source, When

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = typer.main.get_command(app).commands


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text("utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_page_with_all_its_options(command: str) -> None:
    text = page(command)
    assert text.startswith(f"# dragoman {command}\n")
    options = [name for option in COMMANDS[command].params for name in option.opts if name.startswith("--")]
    assert [name for name in options if f"| `{name}" not in text] == []
    assert set(re.findall(r"^\| `(--[\w-]+)", text, re.M)) - {"--help"} == set(options)


def test_every_extractor_is_named_in_its_order() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \|$", section(page("claims"), "Extractors"), re.M)
    assert [name for name, _ in rows] == [extractor.name for extractor in EXTRACTORS]
    assert {kind for _, kind in rows} <= set(KINDS.values())


@pytest.mark.parametrize("value", KINDS)
def test_every_kind_of_claim_is_told_with_its_fields(value: type) -> None:
    text = section(page("claims"), KINDS[value])
    assert [field.name for field in dataclasses.fields(value) if f"`{field.name}`" not in text] == []


@pytest.mark.parametrize(("value", "heading"), [(When, "date"), (Source, "quotation")])
def test_what_kinds_share_is_told_with_its_fields(value: type, heading: str) -> None:
    text = section(page("claims"), heading)
    assert [field.name for field in dataclasses.fields(value) if f"`{field.name}`" not in text] == []


@pytest.mark.parametrize("name", dragoman.__all__)
def test_every_public_name_is_told(name: str) -> None:
    assert re.search(rf"`(dragoman\.)?{name}[`(]", page("python"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
