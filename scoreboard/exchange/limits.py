"""How much of a folder is read: more than a contest of a whole province needs, less than would fill a machine.

What is beyond a limit is refused in a sentence before it takes more than 300 MB of memory.
"""

TOML_MEGABYTES = 1
TOML_SIGNS = 100_000
"""Keys, parts of keys, tables and elements of lists in one TOML file."""
NESTED = 16
"""Parts of a dotted key, and lists or tables within each other."""
CSV_MEGABYTES = 16
SCORES_MEGABYTES = 1024
"""The scores are read row by row, so that their file may be far larger than memory."""
RECORD_CHARACTERS = 65_536
ROWS = 50_000
SCORE_ROWS = 5_000_000
CONTESTS = 100_000
"""Series times periods."""
PARTICIPANTS = 1_000_000
"""Units of all series together, each as often as it takes part."""
RUN_SHEETS = 2_000
RUN_SHEETS_MEGABYTES = 16
CUES = 20_000
"""Cues of all run sheets together."""
IMAGES = 500
"""Images of all run sheets, emblems and portraits together."""
IMAGE_MEGABYTES = 8
IMAGE_MEGAPIXELS = 24
"""Millions of pixels of an image: a telephone's photo has twelve."""
PROBLEMS = 1_000
"""Problems that are told at once; whoever has more begins with these."""

MEGABYTE = 1024 * 1024
