// The requests of a soak: a fixed set of good ones, each of whose answers is known from a node that runs one at a time, and bad ones.
const words = 'trains gardens bridges music weather tea ships maps bread clocks rivers chess lamps birds snow glass seven red quick small old'.split(' ');
const schema = {
  type: 'object', additionalProperties: false, required: ['name', 'size', 'tags'],
  properties: { name: { type: 'string', maxLength: 12 }, size: { type: 'integer', minimum: 0, maximum: 999 }, tags: { type: 'array', maxItems: 3, items: { enum: ['a', 'b', 'c'] } } },
};

// Prompts of 5 to 700 tokens; one in three begins like others do.
function prompt(random) {
  const length = random.chance(0.1) ? 100 + random.below(200) : 3 + random.below(60);
  const shared = random.chance(1 / 3) ? `You are given ${random.of(['a list', 'a story', 'two lines'])} of words and go on with it in the same manner, as long as there is something to say about it. ` : '';
  return shared + Array.from({ length }, () => random.of(words)).join(' ');
}

export function goodRequests(random, count) {
  return Array.from({ length: count }, () => {
    const request = { prompt: prompt(random), max_tokens: 4 + random.below(120), temperature: 0, logprobs: 2, ignore_eos: random.chance(0.7) };
    if (random.chance(0.3)) Object.assign(request, { temperature: 0.9, top_p: 0.95, seed: random.below(1e9) });
    if (random.chance(0.1)) Object.assign(request, { structured_outputs: { json: schema }, ignore_eos: false, max_tokens: 200 });
    if (random.chance(0.1)) request.frequency_penalty = 0.5;
    return request;
  });
}

export const badRequests = [
  { body: '{"prompt": "x", ', status: 400 },
  { body: '[]', status: 400 },
  { body: '{"prompt": 1e999}', status: 400 },
  { body: JSON.stringify({ prompt: 'x', temperature: -1 }), status: 400 },
  { body: JSON.stringify({ prompt: 'x', max_tokens: 'many' }), status: 400 },
  { body: JSON.stringify({ prompt: 'x', n: 1000 }), status: 400 },
  { body: JSON.stringify({ prompt: 'word '.repeat(3000) }), status: 400 },
  { body: JSON.stringify({ prompt: [1, 2, 999999999] }), status: 400 },
  { body: JSON.stringify({ prompt: 'x', structured_outputs: { json: { type: 'object', unevaluatedProperties: false } } }), status: 400 },
  { body: JSON.stringify({ prompt: 'x', structured_outputs: { regex: '(' } }), status: 400 },
  { body: JSON.stringify({ prompt: 'x', logit_bias: { no: 1 } }), status: 400 },
  { body: JSON.stringify({ prompt: 'x', model: 'nobody' }), status: 404 },
  { body: `{"prompt": "x", "stop": ${'['.repeat(2000)}${']'.repeat(2000)}}`, status: 400 },
];
