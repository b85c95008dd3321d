"""What scenes share: words and names, motion, headings and heroes, the flag, and the rows of a ranking."""
