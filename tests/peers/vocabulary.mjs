// The o200k_base vocabulary. Asked with anything; answers {width, tokens}: for each id the token's bytes in base64, "" where there is none.
import vocabulary from 'gpt-tokenizer/bpeRanks/o200k_base';
import { serve } from './lines.mjs';

const toBytes = (token) => Buffer.from(typeof token === 'string' ? token : Uint8Array.from(token));

await serve(() => {
  const tokens = Array.from(vocabulary, (token) => (token === undefined ? '' : toBytes(token).toString('base64')));
  return { width: tokens.length, tokens };
});
