// One question of about a kilobyte in every form it is asked in.
const text = 'Summarise what the router does with a request that arrives while one of its upstreams is away, and say which of the settings matter for it. '.repeat(6);
const messages = [{ role: 'user', content: text }];
const system = 'You answer in plain sentences.';
const openAI = (model, more) => JSON.stringify({ model, messages: [{ role: 'system', content: system }, ...messages], temperature: 0.2, max_tokens: 256, ...more });
const anthropic = (model, more) => JSON.stringify({ model, system, messages, temperature: 0.2, max_tokens: 256, ...more });

export const bodies = {
  chat: (model) => openAI(model),
  stream: (model) => openAI(model, { stream: true }),
  messages: (model) => anthropic(model),
  messagesStream: (model) => anthropic(model, { stream: true }),
};

export const headersFor = {
  portkey: (upstream) => ({ 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `${upstream.url}/v1`, Authorization: 'Bearer none' }),
};
