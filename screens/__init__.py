"""The kiosk: what people see and touch, all in Textual. The contest itself is in `scoreboard`."""

import os

# Textual waits for up to two of its own frames before it writes a change that follows another one closely. It reads
# this once, when it is imported; what moves keeps its own, lower rate.
os.environ.setdefault("TEXTUAL_FPS", "240")
