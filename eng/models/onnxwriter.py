"""Writes ONNX files without the onnx package: a protobuf message is a sequence of (field, wire type, value)."""

import struct
import sys
from array import array

FLOAT, UINT8, INT8, INT32, INT64 = 1, 2, 3, 6, 7


def varint(value):
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append((value & 0x7F) | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def integer(field, value):
    return varint(field << 3) + varint(value)


def blob(field, value):
    data = value.encode() if isinstance(value, str) else value
    return varint((field << 3) | 2) + varint(len(data)) + data


def single(field, value):
    return varint((field << 3) | 5) + struct.pack("<f", value)


def attribute(name, value):
    if isinstance(value, float):
        return blob(1, name) + single(2, value) + integer(20, 1)
    if isinstance(value, int):
        return blob(1, name) + integer(3, value) + integer(20, 2)
    if isinstance(value, str):
        return blob(1, name) + blob(4, value) + integer(20, 3)
    return blob(1, name) + b"".join(integer(8, item) for item in value) + integer(20, 7)


def float_bytes(values):
    data = array("f", values)
    if sys.byteorder == "big":
        data.byteswap()
    return data.tobytes()


def value_info(name, element_type, shape):
    dims = b"".join(blob(1, blob(2, dim) if isinstance(dim, str) else integer(1, dim)) for dim in shape)
    return blob(1, name) + blob(2, blob(1, integer(1, element_type) + blob(2, dims)))


class Graph:
    """A graph being built; tensors are named by strings and each call of `node` gives its first output's name."""

    def __init__(self, external=False):
        self.nodes, self.tensors, self.inputs, self.outputs = [], [], [], []
        self.data = bytearray() if external else None
        self.count = 0

    def input(self, name, element_type, shape):
        self.inputs.append(value_info(name, element_type, shape))
        return name

    def output(self, name, element_type, shape):
        self.outputs.append(value_info(name, element_type, shape))

    def tensor(self, name, element_type, shape, raw):
        message = b"".join(integer(1, dim) for dim in shape) + integer(2, element_type) + blob(8, name)
        # Shapes are inferred from whole numbers before the other file is read, so those stay in this one.
        if self.data is None or element_type == INT64:
            self.tensors.append(message + blob(9, raw))
        else:
            entries = (("location", "model.onnx.data"), ("offset", str(len(self.data))), ("length", str(len(raw))))
            self.tensors.append(message + b"".join(blob(13, blob(1, key) + blob(2, value)) for key, value in entries) + integer(14, 1))
            self.data += raw
        return name

    def floats(self, name, shape, values):
        return self.tensor(name, FLOAT, shape, float_bytes(values))

    def integers(self, name, values, shape=None):
        return self.tensor(name, INT64, [len(values)] if shape is None else shape, struct.pack(f"<{len(values)}q", *values))

    def node(self, op, inputs, outputs=None, domain="", **attributes):
        self.count += 1
        outputs = outputs or [f"{op}_{self.count}"]
        message = b"".join(blob(1, name) for name in inputs) + b"".join(blob(2, name) for name in outputs)
        message += blob(3, f"node_{self.count}") + blob(4, op)
        message += b"".join(blob(5, attribute(name, value)) for name, value in attributes.items())
        self.nodes.append(message + (blob(7, domain) if domain else b""))
        return outputs[0]

    def contrib(self, op, inputs, outputs=None, **attributes):
        return self.node(op, inputs, outputs, "com.microsoft", **attributes)

    def save(self, path):
        graph = b"".join(blob(1, node) for node in self.nodes) + blob(2, "main_graph")
        graph += b"".join(blob(5, tensor) for tensor in self.tensors)
        graph += b"".join(blob(11, value) for value in self.inputs) + b"".join(blob(12, value) for value in self.outputs)
        model = integer(1, 10) + blob(2, "switchyard-test-models") + blob(7, graph)
        model += blob(8, blob(1, "") + integer(2, 21)) + blob(8, blob(1, "com.microsoft") + integer(2, 1))
        with open(path, "wb") as file:
            file.write(model)
        if self.data is not None:
            with open(path + ".data", "wb") as file:
                file.write(self.data)
