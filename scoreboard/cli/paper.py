"""What is printed, to standard output or into a file, in the form that is asked for."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import click

from scoreboard.cli.documents import put_document
from scoreboard.cli.wording import Option, cli
from scoreboard.errors import BadInput
from scoreboard.exchange.paper.files import form_by_name, write_document
from scoreboard.exchange.public_papers import PublicPapers
from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings

OUTPUT = Option(["--output"], type=click.Path(path_type=Path), metavar="FILE")
NEEDED_OUTPUT = Option(["--output"], required=True, type=click.Path(path_type=Path), metavar="FILE")
OFFICE = (
    Option(["--number", "document_number"], default="", metavar="TEXT"),
    Option(["--issuer"], default="", metavar="TEXT"),
    Option(["--to", "addressed_to"], default="", metavar="TEXT"),
)
"""What whoever prints a bulletin says of it."""


def form_option(forms: Sequence[str]) -> Option:
    """``--format``, of these forms; where it is left out the file's name says which, or the first is meant."""
    return Option(["--format", "paper"], type=click.Choice(forms))


def form_of(form: str | None, output: Path | None, forms: Sequence[str]) -> str:
    """The form that is wanted."""
    if form is not None:
        return form
    return forms[0] if output is None else form_by_name(output, forms)


@contextmanager
def public_papers(settings: Settings) -> Iterator[PublicPapers]:
    """What can be printed of the public file, as of now."""
    with closing(PublicReader(settings.paths.public, ContestClock(settings, settings.paths.public))) as reader:
        yield PublicPapers(reader, settings.lang, settings.moment(reader.competition().timezone))


def put_out(content: str | bytes, output: Path | None) -> None:
    """Write a document. Raises BadInput where its file cannot be written, and for a PDF that would go to a screen."""
    if output is not None:
        write_document(content, output)
        click.echo(cli("said.on_paper", file=output))
    elif isinstance(content, bytes) and sys.stdout.isatty():
        raise BadInput("paper.to_terminal")
    else:
        put_document(content)
