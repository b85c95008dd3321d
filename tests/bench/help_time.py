"""How long `scoreboard --help` takes, beside a bare Python and beside importing Textual.

python -m tests.bench.help_time [RUNS]
"""

import statistics
import subprocess
import sys
import time

RUNS = 10
PROGRAMS = {
    "scoreboard --help": ["-m", "scoreboard", "--help"],
    "python -c pass": ["-c", "pass"],
    "python -c 'import textual.app'": ["-c", "import textual.app"],
    "python -c 'import sqlmodel'": ["-c", "import sqlmodel"],
}


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for run in range(runs + 1):
        for name, words in PROGRAMS.items():
            began = time.monotonic()
            subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
            if run:
                seconds[name].append(time.monotonic() - began)
    ours = statistics.median(seconds["scoreboard --help"])
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"{name:<32} median {median * 1000:6.0f} ms   --help takes {ours / median:.2f} of it")


if __name__ == "__main__":
    main()
