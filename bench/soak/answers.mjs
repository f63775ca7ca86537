import { performance } from 'node:perf_hooks';
import { events } from '../lib/client.mjs';

const headers = { 'content-type': 'application/json' };
const post = (node, body, signal) => fetch(`${node.url}/v1/completions`, { method: 'POST', headers, body, signal });

// An answer's text and finish reason, and its tokens with the two likeliest of each place.
const answer = (choices) => ({
  text: choices.map((choice) => choice.text).join(''),
  finish: choices.map((choice) => choice.finish_reason).find(Boolean),
  tokens: choices.flatMap((choice) => choice.logprobs?.tokens ?? []),
  alternatives: choices.flatMap((choice) => choice.logprobs?.top_logprobs ?? []),
});

// The whole answer, streamed or not; `busy` where the node had no place for it.
export async function finished(node, request, streamed) {
  const response = await post(node, JSON.stringify(streamed ? { ...request, stream: true } : request));
  if (response.status === 503) {
    if (!response.headers.get('retry-after')) throw new Error('503 without Retry-After.');
    await response.text();
    return { busy: true };
  }
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  if (!streamed) return answer((await response.json()).choices);
  const choices = [];
  for await (const event of events(response.body)) {
    if (event === '[DONE]') return answer(choices);
    const chunk = JSON.parse(event);
    if (chunk.error) throw new Error(`The stream ended with ${JSON.stringify(chunk.error)}.`);
    choices.push(...chunk.choices);
  }
  throw new Error('The stream ended without [DONE].');
}

// A caller that leaves: `after` events of the stream, or milliseconds after the request was sent.
export async function abandoned(node, request, { after, milliseconds }) {
  const leaving = new AbortController();
  const timer = milliseconds === undefined ? undefined : setTimeout(() => leaving.abort(), milliseconds);
  try {
    const response = await post(node, JSON.stringify({ ...request, stream: true }), leaving.signal);
    let seen = 0;
    for await (const _ of events(response.body)) {
      if (++seen === after) break;
    }
    leaving.abort();
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  } finally {
    clearTimeout(timer);
  }
}

export async function refused(node, { body, status }) {
  const response = await post(node, body);
  const text = await response.text();
  if (response.status !== status || !JSON.parse(text).error?.message) throw new Error(`${body.slice(0, 100)} was answered by ${response.status}: ${text.slice(0, 300)}`);
}

// Compares an answer with the one that was made alone: equal, or how far apart the two tokens were at the first difference.
export function compare(taken, alone) {
  if (taken.text === alone.text && taken.finish === alone.finish) return { equal: true };
  const at = taken.tokens.findIndex((token, i) => token !== alone.tokens[i]);
  const place = alone.alternatives[at] ?? {};
  const margin = Math.abs((place[alone.tokens[at]] ?? NaN) - (place[taken.tokens[at]] ?? NaN));
  return { equal: false, margin: Number.isNaN(margin) ? undefined : margin, at };
}

export const clock = () => performance.now() / 1000;
