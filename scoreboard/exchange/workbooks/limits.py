"""How much of a sheet is read: more than the results of a whole province need, less than would fill a machine."""

MEGABYTES = 32
"""The largest file."""
ROWS = 50_000
COLUMNS = 500
SHEETS = 100
CELLS = 1_000_000
"""Cells of all sheets that are read."""
MEMORY_MEGABYTES = 200
"""What reading a workbook may take besides the program itself."""
CPU_SECONDS = 10
WAIT_SECONDS = 60
"""However busy the machine is."""
MEGABYTE = 1024 * 1024
