"""
Writes a copy of a model folder whose quantized weights are float32: the same numbers, so that two runs can be compared exactly.

    python3 eng/models/float32.py models/pocket artifacts/pocket-float32

Takes MatMulNBits of 8 bits without zero points, the weights inside model.onnx; all else is copied as it is.
"""

import json
import os
import shutil
import struct
import sys
from array import array

from onnxwriter import Graph, blob, integer

GRAPH = 7
NODE, INITIALIZER = 1, 5
COPIED = ["genai_config.json", "tokenizer.json", "tokenizer_config.json"]


def read_varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def fields(data):
    """Gives a message's (field number, value): a number for a varint, bytes for all else that ONNX uses."""
    at = 0
    while at < len(data):
        tag, at = read_varint(data, at)
        kind = tag & 7
        if kind == 0:
            value, at = read_varint(data, at)
        elif kind in (2, 5):
            length, at = read_varint(data, at) if kind == 2 else (4, at)
            value, at = data[at:at + length], at + length
        else:
            raise ValueError(f"Wire type {kind} is not used by ONNX.")
        yield tag >> 3, value


def first(message, number, default=b""):
    return next((value for field, value in fields(message) if field == number), default)


def texts(message, number):
    return [value.decode() for field, value in fields(message) if field == number]


class Tensor:
    def __init__(self, message):
        self.name, self.raw = first(message, 8).decode(), first(message, 9)


def dequantize(weights, scales, rows, columns, block):
    """[columns, blocks, block] bytes around 128 and a scale a block -> [rows, columns] floats."""
    blocks, matrix = rows // block, array("f", bytes(4 * rows * columns))
    for column in range(columns):
        values = []
        for index in range(column * blocks, (column + 1) * blocks):
            scale = scales[index]
            values += [(level - 128) * scale for level in weights[index * block:(index + 1) * block]]
        matrix[column::columns] = array("f", values)
    return matrix


class Converter:
    def __init__(self, graph):
        self.tensors = {tensor.name: tensor for tensor in (Tensor(value) for field, value in fields(graph) if field == INITIALIZER)}
        self.replaced, self.new = set(), Graph()
        self.nodes = [self.convert(value) for field, value in fields(graph) if field == NODE]

    def convert(self, node):
        if first(node, 4) != b"MatMulNBits":
            return node
        numbers = {first(value, 1).decode(): first(value, 3, 0) for field, value in fields(node) if field == 5}
        source, weights, scales, *rest = texts(node, 1)
        rows, columns, block = numbers["K"], numbers["N"], numbers["block_size"]
        if numbers["bits"] != 8 or any(rest) or rows % block:
            raise ValueError(f"{weights} is not 8 bits around 128 in whole blocks.")
        levels, raw = self.tensors[weights].raw, self.tensors[scales].raw
        if len(levels) != rows * columns or len(raw) != 4 * rows * columns // block:
            raise ValueError(f"The numbers of {weights} are not inside the file.")
        self.replaced |= {weights, scales}
        name = self.new.floats(weights + ".float", [rows, columns], dequantize(levels, struct.unpack(f"<{len(raw) // 4}f", raw), rows, columns, block))
        return blob(1, source) + blob(1, name) + b"".join(blob(2, output) for output in texts(node, 2)) + blob(3, first(node, 3)) + blob(4, "MatMul")

    def write(self, graph):
        kept = [value for field, value in fields(graph) if field == INITIALIZER and Tensor(value).name not in self.replaced]
        others = b"".join(blob(field, value) for field, value in fields(graph) if field not in (NODE, INITIALIZER))
        return b"".join(blob(NODE, node) for node in self.nodes) + b"".join(blob(INITIALIZER, tensor) for tensor in kept + self.new.tensors) + others


def convert(model):
    parts = []
    for field, value in fields(model):
        if field == GRAPH:
            value = Converter(value).write(value)
        parts.append(integer(field, value) if isinstance(value, int) else blob(field, value))
    return b"".join(parts)


def write_manifest(source, target):
    # The copy has its own name, and no longer the bytes that hashes speak of.
    with open(os.path.join(source, "switchyard.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    manifest = {key: value for key, value in manifest.items() if key != "sha256"} | {"name": manifest["name"] + "-float32"}
    with open(os.path.join(target, "switchyard.json"), "w", encoding="utf-8") as file:
        json.dump(manifest, file, ensure_ascii=False, indent=2)


def main():
    source, target = sys.argv[1:]
    os.makedirs(target, exist_ok=True)
    with open(os.path.join(source, "model.onnx"), "rb") as file:
        model = convert(file.read())
    with open(os.path.join(target, "model.onnx"), "wb") as file:
        file.write(model)
    for name in COPIED:
        shutil.copyfile(os.path.join(source, name), os.path.join(target, name))
    write_manifest(source, target)


if __name__ == "__main__":
    main()
