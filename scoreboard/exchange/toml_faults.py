"""What is wrong with a text that is not TOML, of which `tomllib` speaks in English only."""

_FAULTS = {
    "Expected ']' at the end of a table": "toml_table",
    "Expected ']]'": "toml_tables",
    "Expected '='": "toml_equals",
    "Expected newline": "toml_line",
    "Expected": "toml_string",
    "Invalid statement": "toml_key",
    "Invalid initial character for a key": "toml_key",
    "Invalid value": "toml_value",
    "Invalid date": "toml_date",
    "Unclosed array": "toml_array",
    "Unclosed inline table": "toml_inline",
    "Cannot declare": "toml_twice",
    "Cannot overwrite": "toml_twice",
    "Cannot redefine": "toml_twice",
    "Cannot mutate": "toml_twice",
    "Duplicate": "toml_twice",
    "Unterminated string": "toml_string",
    "Unescaped": "toml_escape",
    "Invalid hex": "toml_escape",
    "Escaped character": "toml_escape",
    "Illegal character": "toml_character",
    "Found invalid character": "toml_character",
}
"""How its sentences begin, the longer before the shorter, and the problem that says the same."""


def fault_of(error: ValueError) -> str:
    """The problem, a key of `folder.toml`, that says what an error of `tomllib` says; `toml` where that is unknown."""
    return next((problem for begins, problem in _FAULTS.items() if str(error).startswith(begins)), "toml")
