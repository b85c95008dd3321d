"""The same databases and the same driver as the acceptance tests have."""

from tests.acceptance.conftest import database_with_root, loaded, opened, program

__all__ = ["database_with_root", "loaded", "opened", "program"]
