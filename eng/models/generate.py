"""
Writes the small models the tests run: two layers, random weights, a byte-level vocabulary. The same bytes on every machine.

    python3 eng/models/generate.py tests/Inference.Tests/Models/Folders

With --large one decoder for benchmarks instead, of a size that no cache holds: 12 layers, int4, 156 MB, and no end of text.

    python3 eng/models/generate.py --large artifacts/large
"""

import argparse
import itertools
import json
import os
import string

from decoder import Builder, Decoder
from encoder import HIDDEN, POSITIONS, VOCABULARY, Encoder

MERGES = ["Ġ t", "h e", "Ġt he", "i n", "e r", "a n", "Ġ a", "o n", "r e", "Ġ s", "a t", "e n", "i s", "o r", "Ġ w", "Ġ c"]
SPECIAL = ["<|begin|>", "<|end|>", "<|user|>", "<|assistant|>"]
TEMPLATE = "{% for message in messages %}<|user|>{{ message.content }}<|end|>{% endfor %}<|assistant|>"

DECODERS = {
    "llama": Decoder(external=True),
    "llama-int4": Decoder(seed=2, bits=4),
    "llama-int8": Decoder(seed=3, bits=8, packed_qkv=True),
    "llama-int8-cache": Decoder(seed=4, int8_cache=True),
    "llama-position-ids": Decoder(seed=5, position_ids=True),
    "llama-pruned": Decoder(seed=6, bits=8, pruned=True),
    "qwen2": Decoder("qwen2", seed=7, packed_qkv=True, qkv_bias=True),
    "qwen3": Decoder("qwen3", seed=8, qk_norm=True),
    "phi3": Decoder("phi3", seed=9, packed_qkv=True, packed_mlp=True),
    "gemma": Decoder("gemma", seed=10, scaled_embedding=True, gelu=True, head=32, heads=2, kv_heads=1),
    "mistral": Decoder("mistral", seed=11, window=8, packed_qkv=True),
    "no-gqa": Decoder(seed=12, gqa=False, layers=1),
}

LARGE = Decoder(seed=30, vocabulary=16384, layers=12, hidden=1024, heads=16, kv_heads=4, head=64, inner=2560, context=1024, bits=4, external=True, bulk=True)


def large_merges():
    """Pairs and then threes of letters, until every id of the large decoder has a text."""
    pairs = list(itertools.product(string.ascii_lowercase, repeat=2))
    threes = ((first + second, third) for (first, second), third in itertools.product(pairs, string.ascii_lowercase))
    count = LARGE.vocabulary - 256 - len(SPECIAL)
    return [f"{left} {right}" for left, right in itertools.islice(itertools.chain(pairs, threes), count)]


def byte_alphabet():
    visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = (chr(256 + i) for i in range(256))
    return [chr(value) if value in visible else next(hidden) for value in range(256)]


def tokenizer(special, frame, merges=MERGES):
    vocabulary = byte_alphabet() + [merge.replace(" ", "") for merge in merges]
    added = [{"id": len(vocabulary) + i, "content": text, "special": True} for i, text in enumerate(special)]
    return {
        "version": "1.0",
        "added_tokens": added,
        "normalizer": None,
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "use_regex": True},
        "post_processor": frame,
        "decoder": {"type": "ByteLevel"},
        "model": {"type": "BPE", "vocab": {text: i for i, text in enumerate(vocabulary)}, "merges": merges},
    }


def genai_config(c, merges, end):
    first = 256 + len(merges)
    inputs = {"input_ids": "input_ids", "attention_mask": "attention_mask", "past_key_names": "past_key_values.%d.key", "past_value_names": "past_key_values.%d.value"}
    if c.position_ids:
        inputs["position_ids"] = "position_ids"
    decoder = {
        "session_options": {"log_id": "onnxruntime-genai", "provider_options": []},
        "filename": "model.onnx",
        "head_size": c.head,
        "hidden_size": c.hidden,
        "inputs": inputs,
        "outputs": {"logits": "logits", "present_key_names": "present.%d.key", "present_value_names": "present.%d.value"},
        "num_attention_heads": c.heads,
        "num_hidden_layers": c.layers,
        "num_key_value_heads": c.kv_heads,
    }
    model = {"bos_token_id": first, "context_length": c.context, "decoder": decoder, "eos_token_id": [first + 1] if end else [], "pad_token_id": first, "type": c.type, "vocab_size": c.vocabulary}
    return {"model": model, "search": {"do_sample": False, "max_length": c.context, "past_present_share_buffer": True}}


def write(folder, name, value):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.write("\n")


def write_decoder(folder, config, merges=MERGES, end=True):
    os.makedirs(folder, exist_ok=True)
    Builder(config).build().save(os.path.join(folder, "model.onnx"))
    write(folder, "genai_config.json", genai_config(config, merges, end))
    write(folder, "tokenizer.json", tokenizer(SPECIAL, None, merges))
    write(folder, "tokenizer_config.json", {"bos_token": SPECIAL[0], "eos_token": SPECIAL[1], "chat_template": TEMPLATE})


def write_encoder(root):
    folder = os.path.join(root, "bert")
    os.makedirs(os.path.join(folder, "1_Pooling"), exist_ok=True)
    Encoder(20).build().save(os.path.join(folder, "model.onnx"))
    sequence = [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}]
    write(folder, "tokenizer.json", tokenizer(["[CLS]", "[SEP]", "[PAD]"], {"type": "TemplateProcessing", "single": sequence}))
    write(folder, "config.json", {"model_type": "bert", "hidden_size": HIDDEN, "max_position_embeddings": POSITIONS, "vocab_size": VOCABULARY, "pad_token_id": 256 + len(MERGES) + 2})
    kinds = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    write(folder, "modules.json", [{"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"} for i, (path, kind) in enumerate(kinds)])
    write(os.path.join(folder, "1_Pooling"), "config.json", {"word_embedding_dimension": HIDDEN, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true", help="write the decoder for benchmarks and nothing else")
    parser.add_argument("folder")
    arguments = parser.parse_args()
    if arguments.large:
        write_decoder(arguments.folder, LARGE, large_merges(), end=False)
        return
    for name, config in DECODERS.items():
        write_decoder(os.path.join(arguments.folder, name), config)
    write_encoder(arguments.folder)


if __name__ == "__main__":
    main()
