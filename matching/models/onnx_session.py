"""Runs the int8 ONNX model on text ids; the one place where a text becomes a vector, with or without torch."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from matching.arrays import Floats
from matching.models.export import ONNX_NAME

MAX_TOKENS = 512


class OnnxSession:
    """Encodes texts one at a time.

    Dynamic int8 quantisation scales by the largest activation of the whole batch, so a vector would depend on its
    neighbours (cosine .9955 measured between batches of 1 and 16). Alone, a text always gets the same vector, and
    without padding that costs nothing (18.6 texts a second against 19.1 in batches of 16).
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or os.cpu_count() or 1
        # threads that wait by spinning starve their neighbours: on two busy cores 24 texts a second, without it 35
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / ONNX_NAME), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)

    @property
    def dimension(self) -> int:
        return int(self._session.get_outputs()[0].shape[-1])

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self.tokenizer.encode_batch(list(texts))]

    def vectors(self, token_ids: Sequence[Sequence[int]]) -> Floats:
        return np.concatenate([self._vector(ids) for ids in token_ids])

    def _vector(self, ids: Sequence[int]) -> Floats:
        row = np.asarray([ids], np.int64)
        inputs = {"input_ids": row, "attention_mask": np.ones_like(row)}
        vector: Floats = self._session.run(None, inputs)[0]
        return vector
