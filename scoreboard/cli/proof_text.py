"""A proof as text and as CSV: each digest with what opens it, as it is hashed (docs/proof.md)."""

from scoreboard.cli.csv_output import csv_text
from scoreboard.publications.proof import ProofAmendment, ProofBoard
from scoreboard.publications.told_proof import proof_lines
from scoreboard.rules.sealing import canonical


def proof_text(proof: ProofBoard, lang: str) -> str:
    """What was sealed, what was sealed anew since, and whether all of it is opened."""
    return "\n".join(proof_lines(proof, lang)) + "\n"


CSV_COLUMNS = ("commitment", "number", "kind", "subject", "pool", "digest", "salt", "announced", "result")


def proof_csv(proof: ProofBoard) -> str:
    """A line for each result under each seal, with the commitment that it is under."""
    seals: tuple[ProofBoard | ProofAmendment, ...] = (proof, *proof.amended)
    return csv_text(
        CSV_COLUMNS,
        (
            (
                seal.commitment,
                one.number,
                one.kind,
                one.subject,
                one.pool or "",
                one.digest,
                one.salt or "",
                "true" if one.announced else "false",
                "" if one.result is None else canonical(one.result).decode(),
            )
            for seal in seals
            for one in seal.results
        ),
    )
