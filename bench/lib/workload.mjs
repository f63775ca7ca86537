// The same work for everyone who is measured: prompts of one length, no two alike from the first word on, and a fixed number of new tokens.
export const PROMPT_TOKENS = 64;
export const NEW_TOKENS = 128;

const topics = ['trains', 'gardens', 'bridges', 'music', 'weather', 'tea', 'ships', 'maps', 'bread', 'clocks', 'rivers', 'chess', 'lamps', 'birds', 'snow', 'glass'];
let count = 0;

// A prompt that was never sent before, as tokens. `tokenize` makes tokens of text.
export async function freshPrompt(tokenize) {
  const topic = topics[count % topics.length];
  const text = `${++count}. Write about ${topic}: how ${topic} came to be, who first thought of them, what they are good for, why people who know ${topic} well would not want to do without them, and what ${topic} will be like when our children are old.`;
  const tokens = await tokenize(text);
  if (tokens.length < PROMPT_TOKENS) throw new Error(`The prompt has ${tokens.length} tokens, ${PROMPT_TOKENS} are needed.`);
  return tokens.slice(0, PROMPT_TOKENS);
}
