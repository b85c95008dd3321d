"""Paper: documents, sheets and certificates as PDF, typeset by Typst."""
