"""Small decoders after the graphs that ONNX Runtime GenAI's model builder writes for the CPU."""

import math
from dataclasses import dataclass

from onnxwriter import FLOAT, INT32, INT64, INT8, UINT8, Graph
from weights import BulkWeights, Weights


@dataclass
class Decoder:
    type: str = "llama"
    seed: int = 1
    vocabulary: int = 288
    layers: int = 2
    hidden: int = 32
    heads: int = 4
    kv_heads: int = 2
    head: int = 16
    inner: int = 48
    context: int = 128
    bits: int = 32
    packed_qkv: bool = False
    packed_mlp: bool = False
    qkv_bias: bool = False
    qk_norm: bool = False
    scaled_embedding: bool = False
    gelu: bool = False
    window: int = -1
    position_ids: bool = False
    int8_cache: bool = False
    external: bool = False
    pruned: bool = False
    gqa: bool = True
    bulk: bool = False


class Builder:
    def __init__(self, config):
        weights = BulkWeights if config.bulk else Weights
        self.c, self.g, self.w = config, Graph(config.external), weights(config.seed)

    def build(self):
        c, g = self.c, self.g
        ids = g.input("input_ids", INT64, ["batch_size", "sequence_length"])
        self.read_mask(g.input("attention_mask", INT64, ["batch_size", "total_sequence_length"]))
        if c.position_ids:
            g.input("position_ids", INT64, ["batch_size", "sequence_length"])
        self.rotary_caches()
        embedding = g.floats("model.embed_tokens.weight", [c.vocabulary, c.hidden], self.w.matrix(c.vocabulary, c.hidden, math.sqrt(c.vocabulary) / 3))
        root = g.node("Gather", [embedding, ids])
        if c.scaled_embedding:
            root = g.node("Mul", [root, g.floats("embedding.scale", [], [math.sqrt(c.hidden)])])
        normed = g.node("SimplifiedLayerNormalization", [root, self.norm("model.layers.0.input_layernorm.weight")], axis=-1, epsilon=1e-5, stash_type=1)
        for layer in range(c.layers):
            attention = self.attention(layer, normed)
            normed, root = self.skip_norm(root, attention, f"model.layers.{layer}.post_attention_layernorm.weight")
            last = layer == c.layers - 1
            normed, root = self.skip_norm(root, self.mlp(layer, normed), "model.norm.weight" if last else f"model.layers.{layer + 1}.input_layernorm.weight", last)
        self.head(normed, embedding)
        return g

    def read_mask(self, mask):
        g = self.g
        one = g.integers("constant.1", [1])
        total = g.node("Sub", [g.node("ReduceSum", [mask, one], keepdims=0), one])
        self.lengths = g.node("Cast", [total], to=INT32)
        width = g.node("Gather", [g.node("Shape", [mask]), g.integers("constant.axis", [1], [])], axis=0)
        self.total = g.node("Cast", [width], to=INT32)

    def rotary_caches(self):
        c, half = self.c, self.c.head // 2
        angles = [position / 10000 ** (i / half) for position in range(c.context) for i in range(half)]
        self.g.floats("cos_cache", [c.context, half], [math.cos(angle) for angle in angles])
        self.g.floats("sin_cache", [c.context, half], [math.sin(angle) for angle in angles])
        if c.int8_cache:
            self.g.floats("kv_scale", [1], [4.0 / 127])

    def norm(self, name, size=None):
        # Gemma's checkpoints hold w and mean 1 + w; the builder writes the sum.
        size = size or self.c.hidden
        return self.g.floats(name, [size], self.w.around(size, 1.0, 0.3))

    def skip_norm(self, root, skip, name, last=False):
        outputs = [name + ".out"] if last else [name + ".out", "", "", name + ".sum"]
        self.g.contrib("SkipSimplifiedLayerNormalization", [root, skip, self.norm(name)], outputs, epsilon=1e-5)
        return outputs[0], outputs[-1]

    def matmul(self, name, source, rows, columns, bias=False):
        g = self.g
        if self.c.bits == 32:
            result = g.node("MatMul", [source, g.floats(name, [rows, columns], self.w.matrix(rows, columns))])
        else:
            packed, scales, blocks, size = self.w.quantized(rows, columns, self.c.bits)
            inputs = [source, g.tensor(name + ".qweight", UINT8, [columns, blocks, size], packed), g.tensor(name + ".scales", FLOAT, [columns * blocks], scales)]
            result = g.contrib("MatMulNBits", inputs, K=rows, N=columns, bits=self.c.bits, block_size=32, accuracy_level=4)
        return g.node("Add", [result, g.floats(name + ".bias", [columns], self.w.around(columns, 0.0, 0.5))]) if bias else result

    def head_norm(self, name, source, heads):
        g, c = self.g, self.c
        flat = g.node("Reshape", [source, g.integers(name + ".flat", [0, -1, c.head])])
        normed = g.node("SimplifiedLayerNormalization", [flat, self.norm(name, c.head)], axis=-1, epsilon=1e-6, stash_type=1)
        return g.node("Reshape", [normed, g.integers(name + ".shape", [0, -1, heads * c.head])])

    def queries(self, layer, source):
        c, name = self.c, f"model.layers.{layer}.attn"
        q, kv = c.heads * c.head, c.kv_heads * c.head
        if c.packed_qkv:
            return [self.matmul(f"{name}.qkv_proj", source, c.hidden, q + 2 * kv, c.qkv_bias), "", ""]
        parts = [self.matmul(f"{name}.{part}_proj", source, c.hidden, size, c.qkv_bias) for part, size in (("q", q), ("k", kv), ("v", kv))]
        if c.qk_norm:
            parts[:2] = self.head_norm(f"{name}.q_norm", parts[0], c.heads), self.head_norm(f"{name}.k_norm", parts[1], c.kv_heads)
        if c.position_ids:
            parts[:2] = [self.g.contrib("RotaryEmbedding", [part, "position_ids", "cos_cache", "sin_cache"], interleaved=0) for part in parts[:2]]
        return parts

    def attention(self, layer, source):
        c, g = self.c, self.g
        pasts, presents = [], []
        for kind in ("key", "value"):
            shape, element = ["batch_size", c.kv_heads, "past_sequence_length", c.head], INT8 if c.int8_cache else FLOAT
            pasts.append(g.input(f"past_key_values.{layer}.{kind}", element, shape))
            presents.append(f"present.{layer}.{kind}")
            g.output(presents[-1], element, [shape[0], shape[1], "total_sequence_length", shape[3]])
        parts = self.queries(layer, source)
        mixed = self.group_query(layer, parts, pasts, presents) if c.gqa else self.concatenated(layer, parts, pasts, presents)
        return self.matmul(f"model.layers.{layer}.attn.o_proj", mixed, c.heads * c.head, c.hidden)

    def group_query(self, layer, parts, pasts, presents):
        c = self.c
        inputs = [*parts, *pasts, self.lengths, self.total]
        attributes = {"num_heads": c.heads, "kv_num_heads": c.kv_heads, "scale": 1 / math.sqrt(c.head), "local_window_size": c.window, "softcap": 0.0}
        attributes |= {"do_rotary": 0 if c.position_ids else 1, "rotary_interleaved": 0}
        inputs += ["", ""] if c.position_ids else ["cos_cache", "sin_cache"]
        if c.int8_cache:
            inputs += ["", "", "", "kv_scale", "kv_scale"]
            attributes |= {"k_quant_type": "PER_TENSOR", "v_quant_type": "PER_TENSOR", "kv_cache_bit_width": 8}
        while inputs[-1] == "":
            inputs.pop()
        return self.g.contrib("GroupQueryAttention", inputs, [f"attn.{layer}.out", *presents], **attributes)

    def concatenated(self, layer, parts, pasts, presents):
        """Attention without GroupQueryAttention: its past and present cannot share memory."""
        g, c = self.g, self.c
        for part, past, present in zip(parts[1:], pasts, presents):
            rows = g.node("Transpose", [g.node("Reshape", [part, g.integers(present + ".shape", [0, 0, c.kv_heads, c.head])])], perm=[0, 2, 1, 3])
            g.node("Concat", [past, rows], [present], axis=2)
        return parts[0]

    def mlp(self, layer, source):
        c, g, name = self.c, self.g, f"model.layers.{layer}.mlp"
        if c.packed_mlp:
            both = self.matmul(f"{name}.gate_up_proj", source, c.hidden, 2 * c.inner)
            gate, up = f"{name}.gate", f"{name}.up"
            g.node("Split", [both], [gate, up], axis=-1, num_outputs=2)
        else:
            gate, up = (self.matmul(f"{name}.{part}_proj", source, c.hidden, c.inner) for part in ("gate", "up"))
        active = g.contrib("FastGelu", [gate]) if c.gelu else g.node("Mul", [gate, g.node("Sigmoid", [gate])])
        return self.matmul(f"{name}.down_proj", g.node("Mul", [active, up]), c.inner, c.hidden)

    def head(self, normed, embedding):
        c, g, rows = self.c, self.g, "sequence_length"
        if c.pruned:
            last = g.node("Gather", [normed, g.integers("constant.last", [-1])], axis=1)
            normed, rows = last, 1
        if c.bits == 32:
            g.node("MatMul", [normed, g.node("Transpose", [embedding], perm=[1, 0])], ["logits"])
        else:
            g.node("Identity", [self.matmul("lm_head", normed, c.hidden, c.vocabulary)], ["logits"])
        g.output("logits", FLOAT, ["batch_size", rows, c.vocabulary])
