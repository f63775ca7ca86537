"""Random weights that are the same on every machine, and their quantized forms."""

import math
import random
import struct
from array import array


class Weights:
    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
        return ((z ^ (z >> 31)) >> 11) / 2**53

    def matrix(self, rows, columns, gain=1.0):
        limit = gain * math.sqrt(3.0 / rows)
        return [(2 * self.uniform() - 1) * limit for _ in range(rows * columns)]

    def around(self, count, middle, spread):
        return [middle + (2 * self.uniform() - 1) * spread for _ in range(count)]

    def quantized(self, rows, columns, bits):
        return quantize(self.matrix(rows, columns), rows, columns, bits)


class BulkWeights(Weights):
    """The same for a hundred million weights: whole blocks of random bytes (Mersenne Twister, equal everywhere) stand for them."""

    # A nibble of 0 is the one level below -7; as 8, which is zero, it leaves the levels symmetric.
    CENTRED = bytes((low or 8) | ((high or 8) << 4) for high in range(16) for low in range(16))

    def __init__(self, seed):
        super().__init__(seed)
        self.bytes = random.Random(seed)

    def matrix(self, rows, columns, gain=1.0):
        limit = gain * math.sqrt(3.0 / rows)
        levels = [(2 * value / 255 - 1) * limit for value in range(256)]
        return array("f", map(levels.__getitem__, self.bytes.randbytes(rows * columns)))

    def quantized(self, rows, columns, bits, block=32):
        if bits != 4 or rows % block:
            raise ValueError(f"Only 4 bits in whole blocks of {block} rows are made in bulk.")
        packed = self.bytes.randbytes(rows * columns // 2).translate(self.CENTRED)
        scale = math.sqrt(3.0 / rows) / 7
        return packed, struct.pack("<f", scale) * (rows * columns // block), rows // block, block // 2



def quantize(matrix, rows, columns, bits, block=32):
    """Blocks along the rows of a [rows, columns] matrix, symmetric, as MatMulNBits takes them: [columns, blocks, bytes] and [columns * blocks] scales."""
    blocks, zero, packed, scales = (rows + block - 1) // block, 1 << (bits - 1), bytearray(), []
    for column in range(columns):
        for index in range(blocks):
            values = [matrix[row * columns + column] if row < rows else 0.0 for row in range(index * block, (index + 1) * block)]
            scale = max(abs(value) for value in values) / (zero - 1) or 1.0
            scales.append(scale)
            levels = [max(0, min(2 * zero - 1, round(value / scale) + zero)) for value in values]
            packed += bytes(levels) if bits == 8 else bytes(low | (high << 4) for low, high in zip(levels[::2], levels[1::2]))
    return bytes(packed), struct.pack(f"<{len(scales)}f", *scales), blocks, block * bits // 8
