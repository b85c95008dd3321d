"""Other processes for tests: forked from a helper that has imported the house already, so that they start at once."""

import multiprocessing

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["pytest", "tests.contests", "scoreboard.ceremony.stage_control", "tests.store.killing"]
)
