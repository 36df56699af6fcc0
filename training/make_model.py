"""PolNeAR and the base model in, the bundled model out: both stages of training, export and calibration.

    python training/make_model.py --polnear ../shared/data/polnear [--out src/onrecord/statements/model]

About two hours on two cores, minutes on a GPU; a progress bar for each epoch. What each stage wrote is kept
in `--work`, and a stage that was done is not run again.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from base import base_model

HERE = Path(__file__).parent
MODEL = HERE.parent / "src" / "onrecord" / "statements" / "model"


def run(script: str, *arguments: object) -> None:
    subprocess.run([sys.executable, str(HERE / script), *map(str, arguments)], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--polnear", type=Path, required=True, help="folder with train.jsonl.gz and dev.jsonl.gz")
    add("--out", type=Path, default=MODEL)
    add("--work", type=Path, default=Path("build/training"))
    add("--seed", type=int, default=1, help="of the first stage; the second's is one more")
    o = parser.parse_args()
    base = base_model()
    first, second = o.work / "first", o.work / "second"
    common = ("--polnear", o.polnear, "--base", base)
    if not (first / "done").exists():
        run("train.py", *common, "--out", first, "--epochs", 2, "--decay", 0, "--seed", o.seed)
        (first / "done").touch()
    if not (second / "done").exists():
        more = ("--init", first / "last.pt", "--made-up", HERE / "made_up")
        run("train.py", *common, "--out", second, *more, "--epochs", 9, "--seed", o.seed + 1)
        (second / "done").touch()
    # The mean of two points on the way measures better on dev than either (Izmailov et al. 2018).
    run("finish.py", *common, "--out", o.out, "--weights", second / "epoch-4.pt", second / "epoch-9.pt")


if __name__ == "__main__":
    main()
