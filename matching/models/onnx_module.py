"""The ONNX session as a sentence-transformers module. Importing this imports torch: only the worker does."""

from pathlib import Path
from typing import Any, ClassVar

import torch
from sentence_transformers.sentence_transformer.modules import Module

from matching.models.onnx_session import MAX_TOKENS, OnnxSession


class OnnxModule(Module):
    """Takes texts to unit vectors in one step; prompts are put before the text as the library expects."""

    config_keys: ClassVar = ["folder"]
    save_in_root = True

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.session = OnnxSession(Path(folder))

    @property
    def tokenizer(self) -> Any:
        return self.session.tokenizer

    @property
    def max_seq_length(self) -> int:
        return MAX_TOKENS

    def get_embedding_dimension(self) -> int:
        return self.session.dimension

    get_sentence_embedding_dimension = get_embedding_dimension  # the library's older name for it

    def preprocess(self, inputs: list[str], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        return {"token_ids": self.session.token_ids([(prompt or "") + text for text in inputs])}

    def tokenize(self, texts: list[str], **settings: Any) -> dict[str, Any]:
        return self.preprocess(texts, **settings)

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        features["sentence_embedding"] = torch.from_numpy(self.session.vectors(features["token_ids"]))
        return features

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        Path(output_path).mkdir(parents=True, exist_ok=True)
        self.save_config(output_path)

    @classmethod
    def load(cls, path: str, **_: Any) -> "OnnxModule":
        return cls(**cls.load_config(path))
