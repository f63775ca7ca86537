// Writes a GGUF file (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md), version 3.
import { writeFileSync } from 'node:fs';

const ALIGNMENT = 32;
export const F32 = 0;
export const Q8_0 = 8;

const u32 = (value) => { const b = Buffer.alloc(4); b.writeUInt32LE(value); return b; };
const u64 = (value) => { const b = Buffer.alloc(8); b.writeBigUInt64LE(BigInt(value)); return b; };
const text = (value) => { const b = Buffer.from(value); return Buffer.concat([u64(b.length), b]); };

// Value makers carry the type's number in the file.
export const uint32 = (value) => [4, u32(value)];
export const float32 = (value) => { const b = Buffer.alloc(4); b.writeFloatLE(value); return [6, b]; };
export const bool = (value) => [7, Buffer.from([value ? 1 : 0])];
export const string = (value) => [8, text(value)];
export const strings = (values) => [9, Buffer.concat([u32(8), u64(values.length), ...values.map(text)])];
export const int32s = (values) => {
  const b = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => b.writeInt32LE(value, i * 4));
  return [9, Buffer.concat([u32(5), u64(values.length), b])];
};

const padding = (length) => Buffer.alloc((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT);

// `metadata`: {key: value made above}; `tensors`: [{name, shape (outermost first), type, data}].
export function writeGguf(path, metadata, tensors) {
  const entries = Object.entries(metadata);
  const head = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(entries.length)];
  for (const [key, [type, value]] of entries) head.push(text(key), u32(type), value);
  const body = [];
  let offset = 0;
  for (const { name, shape, type, data } of tensors) {
    head.push(text(name), u32(shape.length), ...shape.toReversed().map(u64), u32(type), u64(offset));
    body.push(data, padding(data.length));
    offset += data.length + padding(data.length).length;
  }
  const start = Buffer.concat(head);
  writeFileSync(path, Buffer.concat([start, padding(start.length), ...body]));
}
