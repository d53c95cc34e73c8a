"""Opens the reviewed data files beside the rules, once each, and names their state."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"


@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def data_version() -> str:
    """The versions the editors gave, and what the files really hold."""
    names = sorted(path.stem for path in DATA.glob("*.toml"))
    content = hashlib.sha256(b"\0".join((DATA / f"{name}.toml").read_bytes() for name in names))
    return f"{'.'.join(str(table(name)['version']) for name in names)}-{content.hexdigest()[:8]}"
