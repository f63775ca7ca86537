// Reads the weights of an ONNX file: just enough of protocol buffers and of onnx.proto's ModelProto → GraphProto → TensorProto.
import { readFileSync } from 'node:fs';

// Yields [field number, value] of a message; the value is a BigInt for a varint and bytes for all else.
function* fields(bytes) {
  let at = 0;
  const varint = () => {
    for (let result = 0n, shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      result |= BigInt(byte & 127) << shift;
      if (byte < 128) return result;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const type = tag & 7;
    if (type === 0) {
      yield [tag >> 3, varint()];
      continue;
    }
    const length = type === 2 ? Number(varint()) : type === 5 ? 4 : type === 1 ? 8 : NaN;
    if (Number.isNaN(length)) throw new Error(`Wire type ${type} is not used by ONNX.`);
    yield [tag >> 3, bytes.subarray(at, at += length)];
  }
}

function readTensor(bytes) {
  const tensor = { name: '', shape: [], type: 0, data: Buffer.alloc(0) };
  for (const [field, value] of fields(bytes)) {
    if (field === 1) tensor.shape.push(Number(value));
    else if (field === 2) tensor.type = Number(value);
    else if (field === 8) tensor.name = value.toString();
    else if (field === 9) tensor.data = value;
  }
  return tensor;
}

// The initializers of `path` by name: {shape, type, data}.
export function readInitializers(path) {
  const tensors = new Map();
  for (const [field, graph] of fields(readFileSync(path))) {
    if (field !== 7) continue;
    for (const [part, bytes] of fields(graph)) {
      if (part !== 5) continue;
      const tensor = readTensor(bytes);
      tensors.set(tensor.name, tensor);
    }
  }
  return tensors;
}
