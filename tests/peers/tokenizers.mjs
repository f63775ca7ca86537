// Hugging Face's tokenizers. Asked with {tokenizer} or {file} (the description, or where it lies), and any of
//   encode: [text, …]          answers ids, without the tokens that a post-processor adds; with `add: true`, with them
//   decode: [[id, …], …]       answers texts; with `skip: true`, without control tokens
//   normalize: [text, …]       answers texts
//   preTokenize: [text, …]     answers the pieces of each
// The text is as the decoder makes it: what tokenizer_config.json says of cleaning up is left out.
import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { serve } from './lines.mjs';

const files = new Map();

function load(question) {
  if (question.tokenizer) return new Tokenizer(question.tokenizer, { clean_up_tokenization_spaces: false });
  if (!files.has(question.file)) files.set(question.file, new Tokenizer(JSON.parse(readFileSync(question.file, 'utf8')), { clean_up_tokenization_spaces: false }));
  return files.get(question.file);
}

await serve((question) => {
  const tokenizer = load(question);
  return {
    encode: question.encode?.map((text) => tokenizer.encode(text, { add_special_tokens: question.add ?? false }).ids),
    decode: question.decode?.map((ids) => (ids.length ? tokenizer.decode(ids, { skip_special_tokens: question.skip ?? false }) : '')),
    normalize: question.normalize?.map((text) => tokenizer.normalizer(text)),
    preTokenize: question.preTokenize?.map((text) => tokenizer.pre_tokenizer(text, { section_index: 0 })),
  };
});
