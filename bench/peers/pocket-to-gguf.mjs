// Converts models/pocket to GGUF for llama.cpp: the same int8 blocks of 32 as Q8_0 (only the scales become 16-bit floats).
// usage: node bench/peers/pocket-to-gguf.mjs [output]      (default: artifacts/pocket.gguf)
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { F32, Q8_0, bool, float32, int32s, string, strings, uint32, writeGguf } from './gguf-writer.mjs';
import { readInitializers } from './onnx-initializers.mjs';

const repository = resolve(import.meta.dirname, '../..');
const folder = join(repository, 'models/pocket');
const output = process.argv[2] ?? join(repository, 'artifacts/pocket.gguf');
const [HEADS, KV_HEADS, HEAD_SIZE, HIDDEN, FEED_FORWARD, LAYERS] = [8, 4, 32, 256, 640, 5];
const BLOCK = 32;

const weights = readInitializers(join(folder, 'model.onnx'));

// Rounds to nearest even; scales are small positive normal numbers, so that neither infinity nor a sign needs care.
function toHalf(value) {
  const bits = new Uint32Array(new Float32Array([value]).buffer)[0];
  const exponent = ((bits >>> 23) & 255) - 127;
  if (exponent < -14 || exponent > 15) throw new Error(`The scale ${value} is no normal half.`);
  const mantissa = bits & 0x7FFFFF;
  const half = ((exponent + 15) << 10) | (mantissa >>> 13);
  const rest = mantissa & 0x1FFF;
  return half + (rest > 0x1000 || (rest === 0x1000 && (half & 1)) ? 1 : 0);
}

// MatMulNBits holds q + 128 in [rows, blocks, 32] and a float scale a block; Q8_0 holds scale (half) and q, block after block.
function quantized(name, rows) {
  const q = weights.get(`${name}.qweight`), scales = weights.get(`${name}.scales`);
  const blocks = q.shape[1];
  const floats = new Float32Array(scales.data.buffer.slice(scales.data.byteOffset, scales.data.byteOffset + scales.data.length));
  const data = Buffer.alloc(rows.length * blocks * (2 + BLOCK));
  let at = 0;
  for (const row of rows) {
    for (let block = 0; block < blocks; block++) {
      const index = row * blocks + block;
      at = data.writeUInt16LE(toHalf(floats[index]), at);
      for (let i = 0; i < BLOCK; i++) at = data.writeInt8(q.data[index * BLOCK + i] - 128, at);
    }
  }
  return { shape: [rows.length, blocks * BLOCK], type: Q8_0, data };
}

const range = (start, count) => Array.from({ length: count }, (_, i) => start + i);

// llama.cpp turns neighbouring pairs, the ONNX kernel halves of a head: row i and row i + half of each head become neighbours.
const interleaved = (start, heads) => range(0, heads).flatMap((head) => range(0, HEAD_SIZE).map((i) =>
  start + head * HEAD_SIZE + (i >> 1) + (i & 1) * HEAD_SIZE / 2));

const plain = (name) => ({ shape: weights.get(name).shape, type: F32, data: weights.get(name).data });

function layerTensors(layer) {
  const from = `model.layers.${layer}`, to = `blk.${layer}`;
  const qkv = `${from}.attn.qkv_proj`;
  const [q, k] = [HEADS * HEAD_SIZE, KV_HEADS * HEAD_SIZE];
  return [
    { name: `${to}.attn_norm.weight`, ...plain(`${from}.input_layernorm.weight`) },
    { name: `${to}.attn_q.weight`, ...quantized(qkv, interleaved(0, HEADS)) },
    { name: `${to}.attn_k.weight`, ...quantized(qkv, interleaved(q, KV_HEADS)) },
    { name: `${to}.attn_v.weight`, ...quantized(qkv, range(q + k, k)) },
    { name: `${to}.attn_output.weight`, ...quantized(`${from}.attn.o_proj`, range(0, HIDDEN)) },
    { name: `${to}.ffn_norm.weight`, ...plain(`${from}.post_attention_layernorm.weight`) },
    { name: `${to}.ffn_gate.weight`, ...quantized(`${from}.mlp.gate_proj`, range(0, FEED_FORWARD)) },
    { name: `${to}.ffn_up.weight`, ...quantized(`${from}.mlp.up_proj`, range(0, FEED_FORWARD)) },
    { name: `${to}.ffn_down.weight`, ...quantized(`${from}.mlp.down_proj`, range(0, HIDDEN)) },
  ];
}

const tokenizer = JSON.parse(readFileSync(join(folder, 'tokenizer.json')));
const tokens = [];
const types = [];
for (const [token, id] of Object.entries(tokenizer.model.vocab)) [tokens[id], types[id]] = [token, 1];
for (const added of tokenizer.added_tokens) [tokens[added.id], types[added.id]] = [added.content, added.special ? 3 : 4];

mkdirSync(dirname(output), { recursive: true });
writeGguf(output, {
  'general.architecture': string('llama'),
  'general.name': string('pocket'),
  'general.file_type': uint32(7),
  'llama.context_length': uint32(1024),
  'llama.embedding_length': uint32(HIDDEN),
  'llama.block_count': uint32(LAYERS),
  'llama.feed_forward_length': uint32(FEED_FORWARD),
  'llama.attention.head_count': uint32(HEADS),
  'llama.attention.head_count_kv': uint32(KV_HEADS),
  'llama.attention.layer_norm_rms_epsilon': float32(1e-6),
  'llama.rope.dimension_count': uint32(HEAD_SIZE),
  'llama.rope.freq_base': float32(10000),
  'llama.vocab_size': uint32(tokens.length),
  'tokenizer.ggml.model': string('gpt2'),
  'tokenizer.ggml.pre': string('qwen2'),
  'tokenizer.ggml.tokens': strings(tokens),
  'tokenizer.ggml.token_type': int32s(types),
  'tokenizer.ggml.merges': strings(tokenizer.model.merges.map((merge) => Array.isArray(merge) ? merge.join(' ') : merge)),
  'tokenizer.ggml.bos_token_id': uint32(2041),
  'tokenizer.ggml.eos_token_id': uint32(2043),
  'tokenizer.ggml.padding_token_id': uint32(2041),
  'tokenizer.ggml.add_bos_token': bool(false),
}, [
  { name: 'token_embd.weight', ...plain('model.embed_tokens.weight') },
  ...range(0, LAYERS).flatMap(layerTensors),
  { name: 'output_norm.weight', ...plain('model.norm.weight') },
  { name: 'output.weight', ...quantized('lm_head', range(0, tokens.length)) },
]);
console.log(`${output}: ${tokens.length} tokens, ${LAYERS} layers`);
