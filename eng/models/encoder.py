"""A small encoder of BERT's shape, as sentence-transformers exports it."""

import math

from onnxwriter import FLOAT, INT64, Graph
from weights import Weights

VOCABULARY, HIDDEN, HEADS, INNER, LAYERS, POSITIONS = 288, 32, 2, 64, 2, 64


class Encoder:
    def __init__(self, seed):
        self.g, self.w = Graph(), Weights(seed)

    def build(self):
        g = self.g
        shape = ["batch_size", "sequence_length"]
        ids, mask, types = (g.input(name, INT64, shape) for name in ("input_ids", "attention_mask", "token_type_ids"))
        words = g.node("Gather", [self.table("word", VOCABULARY), ids])
        length = g.node("Gather", [g.node("Shape", [ids]), g.integers("one", [1])], axis=0)
        positions = g.node("Slice", [self.table("position", POSITIONS), g.integers("zero", [0]), length, g.integers("axis0", [0])])
        total = g.node("Add", [g.node("Add", [words, positions]), g.node("Gather", [self.table("type", 2), types])])
        state = self.norm("embeddings", total)
        bias = self.mask_bias(mask)
        for layer in range(LAYERS):
            state = self.norm(f"{layer}.attention", g.node("Add", [state, self.attention(layer, state, bias)]))
            state = self.norm(f"{layer}.output", g.node("Add", [state, self.mlp(layer, state)]))
        g.node("Identity", [state], ["last_hidden_state"])
        g.output("last_hidden_state", FLOAT, [*shape, HIDDEN])
        return g

    def table(self, name, rows):
        return self.g.floats(f"embeddings.{name}", [rows, HIDDEN], self.w.matrix(rows, HIDDEN, math.sqrt(rows) / 2))

    def norm(self, name, source):
        scale = self.g.floats(name + ".scale", [HIDDEN], self.w.around(HIDDEN, 1.0, 0.3))
        bias = self.g.floats(name + ".bias", [HIDDEN], self.w.around(HIDDEN, 0.0, 0.2))
        return self.g.node("LayerNormalization", [source, scale, bias], axis=-1, epsilon=1e-12)

    def mask_bias(self, mask):
        g = self.g
        present = g.node("Unsqueeze", [g.node("Cast", [mask], to=FLOAT), g.integers("mask.axes", [1, 2])])
        return g.node("Mul", [g.node("Sub", [g.floats("mask.one", [], [1.0]), present]), g.floats("mask.low", [], [-1e9])])

    def linear(self, name, source, rows, columns):
        product = self.g.node("MatMul", [source, self.g.floats(name, [rows, columns], self.w.matrix(rows, columns))])
        return self.g.node("Add", [product, self.g.floats(name + ".bias", [columns], self.w.around(columns, 0.0, 0.1))])

    def attention(self, layer, source, bias):
        g, parts = self.g, []
        for part, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])):
            name = f"{layer}.{part}"
            rows = g.node("Reshape", [self.linear(name, source, HIDDEN, HIDDEN), g.integers(name + ".shape", [0, 0, HEADS, HIDDEN // HEADS])])
            parts.append(g.node("Transpose", [rows], perm=order))
        scores = g.node("Div", [g.node("MatMul", parts[:2]), g.floats(f"{layer}.scale", [], [math.sqrt(HIDDEN // HEADS)])])
        mixed = g.node("MatMul", [g.node("Softmax", [g.node("Add", [scores, bias])], axis=-1), parts[2]])
        merged = g.node("Reshape", [g.node("Transpose", [mixed], perm=[0, 2, 1, 3]), g.integers(f"{layer}.merged", [0, 0, HIDDEN])])
        return self.linear(f"{layer}.dense", merged, HIDDEN, HIDDEN)

    def mlp(self, layer, source):
        return self.linear(f"{layer}.down", self.g.node("Gelu", [self.linear(f"{layer}.up", source, HIDDEN, INNER)]), INNER, HIDDEN)
