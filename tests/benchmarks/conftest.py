import sys
from pathlib import Path

VERIFICATION = Path(__file__).parents[2] / "benchmarks" / "verification"
sys.path.insert(0, str(VERIFICATION))
