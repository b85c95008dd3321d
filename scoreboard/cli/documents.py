"""Documents on standard output: JSON, HTML, Markdown and CSV are in UTF-8 wherever no terminal shows them."""

import json
import sys
from typing import Any

import click


def put_document(content: str | bytes) -> None:
    """Write a document as it is. A program that reads it takes it for UTF-8, whatever this machine's encoding is; a
    terminal gets its own, with question marks for what it lacks."""
    if isinstance(content, bytes) or sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        click.echo(content, nl=False)
    else:
        click.echo(content.encode("utf-8", "replace"), nl=False)


def put_json(value: Any) -> None:
    """Write a value as a JSON document."""
    put_document(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
