"""The main embedding model, through sentence-transformers: the default one as int8 ONNX, any other as it comes."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from matching.arrays import Floats
from matching.documents import Role
from matching.models.checkpoint import PROMPTS
from matching.models.export import ONNX_NAME
from matching.models.fingerprint import folder_hash, sha256_of

DEFAULT_FOLDER = Path("instance/models/e5-small")


class NoModel(FileNotFoundError):
    """There is no model at the place that was named."""


class SentenceModel:
    """Texts to unit vectors; its dimension is whatever the model's is."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str], role: Role) -> Floats:
        method = self._model.encode_query if role is Role.BRIEF else self._model.encode_document
        vectors = method(list(texts), batch_size=16, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)


def find_folder(model: str | Path) -> Path:
    """A folder as it is; any other name is fetched from the model hub, where there is one to reach."""
    if Path(model).is_dir():
        return Path(model)
    if Path(model) == DEFAULT_FOLDER or Path(model).is_absolute():
        raise NoModel(f"No model in {model}: run `python -m matching.models.build {model}`")
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(str(model)))


def sentence_model_hash(folder: Path) -> str:
    """Of the files that decide the vectors; computed without loading the model, so the web process can ask."""
    if not (folder / ONNX_NAME).is_file():
        return folder_hash(folder)
    parts = [sha256_of(folder / ONNX_NAME), sha256_of(folder / "tokenizer.json"), *sorted(PROMPTS.values())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def open_sentence_model(folder: Path) -> SentenceModel:
    from sentence_transformers import SentenceTransformer  # 10-17 seconds: never in a web process

    if not (folder / ONNX_NAME).is_file():
        return SentenceModel(SentenceTransformer(str(folder), device="cpu"))
    from matching.models.onnx_module import OnnxModule

    return SentenceModel(SentenceTransformer(modules=[OnnxModule(str(folder))], device="cpu", prompts=PROMPTS))
