import { performance } from 'node:perf_hooks';

const headers = { 'content-type': 'application/json' };

// One chat completion without streaming. Returns the answer and its duration in milliseconds.
export async function chat(url, body) {
  const started = performance.now();
  const response = await fetch(`${url}/v1/chat/completions`, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${JSON.stringify(answer)}`);
  return { answer, ms: performance.now() - started };
}

// One streamed chat completion. Times are milliseconds after the request was sent; `tokens` is what the usage chunk says.
export const stream = (url, body) => streamFrom(`${url}/v1/chat/completions`, body);

// One streamed text completion.
export const streamText = (url, body) => streamFrom(`${url}/v1/completions`, body);

async function streamFrom(url, body) {
  const started = performance.now();
  const response = await fetch(url, {
    method: 'POST', headers, body: JSON.stringify({ ...body, stream: true, stream_options: { include_usage: true } }),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  let firstToken, lastToken, tokens = 0, ended = false;
  for await (const event of events(response.body)) {
    if (event === '[DONE]') { ended = true; break; }
    const chunk = JSON.parse(event);
    if (chunk.usage) tokens = chunk.usage.completion_tokens;
    const choice = chunk.choices?.[0];
    if (choice?.text || choice?.delta?.content || choice?.delta?.tool_calls) {
      lastToken = performance.now() - started;
      firstToken ??= lastToken;
    }
  }
  if (!ended) throw new Error(`${url} ended the stream without [DONE].`);
  return { firstToken, lastToken, tokens };
}

export async function* events(body) {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const bytes of body) {
    pending += decoder.decode(bytes, { stream: true });
    for (let end; (end = pending.indexOf('\n\n')) >= 0; pending = pending.slice(end + 2)) {
      const data = pending.slice(0, end).split('\n').find((line) => line.startsWith('data:'));
      if (data) yield data.slice(5).trim();
    }
  }
}

// The value of one Prometheus sample without labels, or the sum over its label sets.
export async function metric(url, name) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text.split('\n').filter((line) => line.startsWith(name) && /[ {]/.test(line[name.length]))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
