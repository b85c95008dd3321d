"""Sheets that offices keep results in: Excel's, OpenDocument's, and text with separators."""
