"""Sheets for a notice board, and certificates, as PDF."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from scoreboard.exchange.certificates import Certificate
from scoreboard.exchange.certificates_html import certificates_html, fitting
from scoreboard.exchange.paper.typesetting import typeset
from scoreboard.exchange.sheet_html import flag_points, flag_room, points, sheets_html
from scoreboard.exchange.sheet_parts import PostedSheet, SheetFlags, SheetPart, Sheets
from scoreboard.locale import say
from scoreboard.publications.days import told_day


def printed_sheets(sheets: Sheets, form: str, lang: str, printed_at: datetime) -> str | bytes:
    """Sheets as "html" or "pdf"."""
    if form == "html":
        return sheets_html(sheets, lang)
    pages = [_sheet(one) for one in sheets.sheets]
    return typeset("sheet", {"lang": lang, "title": sheets.title, "sheets": pages}, printed_at)


def _sheet(sheet: PostedSheet) -> dict[str, object]:
    parts = [_part(part) for part in sheet.parts]
    return {"name": sheet.name, "points": points(sheet.name), "under": sheet.under, "parts": parts, "feet": sheet.feet}


def _part(part: SheetPart) -> dict[str, object]:
    if not isinstance(part, SheetFlags):
        return asdict(part)
    across, width, tall = flag_room(len(part.flags))
    flags = [{"name": name, "said": said, "points": flag_points(name, width, tall)} for name, said in part.flags]
    return {"kind": part.kind, "across": across, "width": width, "tall": tall, "flags": flags}


def printed_certificates(
    certificates: Sequence[Certificate], issuer: str, form: str, lang: str, printed_at: datetime
) -> str | bytes:
    """Certificates as "html" or "pdf", all given by one, each of its own day."""
    days = [told_day(one.day, lang) if one.day else "" for one in certificates]
    if form == "html":
        return certificates_html(certificates, issuer, days, lang)
    pages = [
        {**asdict(one), "day": day, "to_points": fitting(one.to, 44), "award_points": fitting(one.award, 36)}
        for one, day in zip(certificates, days, strict=True)
    ]
    data = {
        "lang": lang,
        "title": say("bulletin.certificate.title", lang),
        "issuer": issuer,
        "seal": say("bulletin.paper.seal", lang),
        "pages": pages,
    }
    return typeset("certificate", data, printed_at)
