// The same work for everyone who is measured: prompts of about 60 tokens, no two alike from the first word on, and a fixed number of new tokens.
export const NEW_TOKENS = 128;

const topics = ['trains', 'gardens', 'bridges', 'music', 'weather', 'tea', 'ships', 'maps', 'bread', 'clocks', 'rivers', 'chess', 'lamps', 'birds', 'snow', 'glass'];

export function prompt(stream) {
  const topic = topics[stream % topics.length];
  return `<|im_start|>user\n${stream}. Write about ${topic}: how ${topic} came to be, who first thought of them, what they are good for, and why people who know ${topic} well would not want to do without them.<|im_end|>\n<|im_start|>assistant\n`;
}
