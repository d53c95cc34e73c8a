"""Exports a sentence-transformers folder with mean pooling to an int8 ONNX graph: text ids in, unit vector out."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ONNX_NAME = "model_int8.onnx"


@contextmanager
def _quiet_logging() -> Iterator[None]:
    """The quantiser recommends a step that this graph does not need."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def export_int8(folder: Path) -> None:
    import torch
    import transformers
    from onnxruntime.quantization import QuantType, quantize_dynamic

    transformers.logging.disable_progress_bar()
    # the eager attention is the one the tracing exporter can follow
    network = transformers.AutoModel.from_pretrained(
        folder, attn_implementation="eager", dtype=torch.float32, add_pooling_layer=False
    ).eval()

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            states = self.network(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(states.dtype)
            return torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=-1)

    full = folder / "model_fp32.onnx"
    sample = torch.randint(5, 1000, (2, 16))
    axes = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings(), _quiet_logging():
        warnings.simplefilter("ignore")  # the tracer warns about every shape it reads as a constant
        torch.onnx.export(
            Pooled(),
            (sample, torch.ones_like(sample)),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["sentence_embedding"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "sentence_embedding": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(full), str(folder / ONNX_NAME), weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
