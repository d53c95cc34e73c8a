"""Encodes a search box's words in the web process: onnxruntime and tokenizers only, the same vectors as the worker's."""

from pathlib import Path

from matching.arrays import Floats
from matching.hygiene import folded
from matching.models.checkpoint import PROMPTS
from matching.models.onnx_session import OnnxSession


class QueryEncoder:
    """Loads in two seconds and holds about 430 MB: make one, lazily, and keep it."""

    def __init__(self, folder: Path) -> None:
        self._session = OnnxSession(folder, threads=1)

    def encode(self, text: str) -> Floats:
        vector: Floats = self._session.vectors(self._session.token_ids([PROMPTS["query"] + folded(text)]))[0]
        return vector
