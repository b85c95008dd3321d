"""What a TOML file may not hold, found before it is parsed: a parser keeps every part of a key several times over."""

import re

from scoreboard.exchange import limits
from scoreboard.exchange.problems import Wrong

TOKEN = re.compile(
    r"(?P<word>"
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|' + r"'''.*?'''(?:'{0,2})|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'|"
    r"[A-Za-z0-9_+:-]+)|(?P<dot>\.)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)|(?P<rest>#[^\n]*|[^\s])",
    re.DOTALL,
)


class Excess(Wrong):
    """What is too much, and the line on which it becomes so."""

    def __init__(self, what: str, line: int, limit: int) -> None:
        super().__init__(what, limit=limit)
        self.line = line


def refuse_excess(text: str) -> None:
    """Raises Excess for keys of too many parts, lists and tables too deep within each other, or too many of all."""
    parts = depth = signs = 0
    after_dot = False
    for token in TOKEN.finditer(text):
        match token.lastgroup:
            case "word":
                parts = parts + 1 if after_dot else 1
                signs += 1
            case "open":
                depth += 1
                signs += 1
            case "close":
                depth = max(0, depth - 1)
            case "comma":
                signs += 1
        after_dot = token.lastgroup == "dot"
        if parts > limits.NESTED or depth > limits.NESTED:
            raise Excess("toml_deep", _line(text, token.start()), limits.NESTED)
        if signs > limits.TOML_SIGNS:
            raise Excess("toml_long", _line(text, token.start()), limits.TOML_SIGNS)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
