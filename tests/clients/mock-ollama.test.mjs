// Ollama's official client against the mock upstream.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Ollama } from 'ollama';
import { collect, startMock, weather, weatherArguments } from './mock.mjs';

const model = 'mock-large';
const messages = [{ role: 'user', content: 'Hello!' }];
const tools = [{ type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }];

describe('the Ollama client and the mock', { timeout: 120_000 }, () => {
  let mock;
  let client;

  before(async () => {
    mock = await startMock('--tokens', '8');
    client = new Ollama({ host: mock.url });
  });

  after(() => mock?.stop());

  test('chats, whole and streamed', async () => {
    const whole = await client.chat({ model, messages });
    const parts = await collect(await client.chat({ model, messages, stream: true }));

    assert.equal(whole.message.content.split(' ').length, 8);
    assert.deepEqual([whole.done, whole.done_reason, whole.eval_count], [true, 'stop', 8]);
    assert.equal(parts.map((part) => part.message.content).join(''), whole.message.content);
    assert.deepEqual(parts.map((part) => part.done), [...Array(8).fill(false), true]);
    assert.ok(parts.at(-1).prompt_eval_count > 0);
  });

  test('thinks', async () => {
    const whole = await client.chat({ model, messages, think: true });
    const parts = await collect(await client.chat({ model, messages, think: true, stream: true }));

    assert.equal(whole.message.thinking.split(' ').length, 12);
    assert.equal(parts.map((part) => part.message.thinking ?? '').join(''), whole.message.thinking);
  });

  test('calls tools, whole and streamed', async () => {
    const whole = await client.chat({ model: 'm+tool', messages, tools });
    const parts = await collect(await client.chat({ model: 'm+tool', messages, tools, stream: true }));

    for (const calls of [whole.message.tool_calls, parts.flatMap((part) => part.message.tool_calls ?? [])]) {
      assert.deepEqual(calls.map((call) => [call.function.name, call.function.arguments]), [['weather', weatherArguments]]);
    }
  });

  test('generates, whole and streamed, and by a schema', async () => {
    const whole = await client.generate({ model, prompt: 'Hello!' });
    const parts = await collect(await client.generate({ model, prompt: 'Hello!', stream: true }));
    const structured = await client.generate({ model, prompt: 'Hello!', format: weather.schema });

    assert.equal(parts.map((part) => part.response).join(''), whole.response);
    assert.ok(Array.isArray(whole.context));
    assert.deepEqual(JSON.parse(structured.response), weatherArguments);
  });

  test('is cut at the limit of tokens', async () => {
    assert.equal((await client.generate({ model, prompt: 'Hello!', options: { num_predict: 3 } })).done_reason, 'length');
  });

  test('embeds, lists, shows and tells its version', async () => {
    const { embeddings } = await client.embed({ model: 'mock-embedding', input: ['a', 'b'] });

    assert.deepEqual(embeddings.map((vector) => vector.length), [64, 64]);
    assert.deepEqual((await client.list()).models.map((item) => item.name), ['mock-large', 'mock-small', 'mock-embedding']);
    assert.ok((await client.show({ model })).capabilities.includes('tools'));
    assert.match((await client.version()).version, /^\d+\.\d+/);
  });

  test('pulls a model with progress, lists it and deletes it', async () => {
    const parts = await collect(await client.pull({ model: 'pulled:1b', stream: true }));
    const listed = async () => (await client.list()).models.map((item) => item.name);

    assert.equal(parts[0].status, 'pulling manifest');
    const steps = parts.filter((part) => part.digest);
    assert.deepEqual(steps.map((part) => part.completed / part.total), Array.from({ length: 8 }, (_, index) => (index + 1) / 8));
    assert.match(steps[0].status, /^pulling [0-9a-f]{12}$/);
    assert.deepEqual(parts.slice(-3).map((part) => part.status), ['verifying sha256 digest', 'writing manifest', 'success']);
    assert.ok((await listed()).includes('pulled:1b'));
    assert.equal((await client.delete({ model: 'pulled:1b' })).status, 'success');
    assert.ok(!(await listed()).includes('pulled:1b'));
    await assert.rejects(client.delete({ model: 'pulled:1b' }), (error) => error.status_code === 404 && error.message.includes("'pulled:1b' not found"));
    assert.equal((await client.pull({ model: 'pulled:1b' })).status, 'success');
  });

  test('throws when a pull breaks, and can leave one', async () => {
    for (const scenario of ['error-after-3', 'cut-after-3', 'no-done']) {
      await assert.rejects(async () => collect(await client.pull({ model: `broken+${scenario}`, stream: true })), scenario);
    }

    const stalled = await client.pull({ model: 'broken+stall-3', stream: true });
    await assert.rejects(async () => {
      for await (const part of stalled) {
        if (part.completed === 3 * 1024 * 1024) {
          stalled.abort();
        }
      }
    }, { name: 'AbortError' });
    assert.ok(!(await client.list()).models.some((item) => item.name === 'broken'));
  });

  test('throws the error of a status', async () => {
    for (const status of [400, 404, 500, 503]) {
      await assert.rejects(client.chat({ model: `m+status-${status}`, messages }), (error) => error.status_code === status && error.message.length > 0);
    }
  });

  test('throws when a stream breaks', async () => {
    for (const scenario of ['cut-after-3', 'reset-after-3', 'error-after-3', 'no-done']) {
      await assert.rejects(async () => collect(await client.chat({ model: `m+${scenario}`, messages, stream: true })), scenario);
    }
  });

  test('reads the same text however it is framed', async () => {
    const text = async (name) => (await collect(await client.chat({ model: name, messages, stream: true }))).map((part) => part.message.content).join('');
    const plain = await text('m');
    for (const scenario of ['split', 'crlf', 'gzip', 'br', 'trailer', 'duplicate-usage']) {
      assert.equal(await text(`m+${scenario}`), plain, scenario);
    }
  });
});
