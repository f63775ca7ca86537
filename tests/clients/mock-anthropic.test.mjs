// The official Anthropic client against the mock upstream.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { collect, startMock, weather, weatherArguments } from './mock.mjs';

const base = { model: 'mock-large', max_tokens: 100, messages: [{ role: 'user', content: 'Hello!' }] };
const tools = [{ name: weather.name, description: weather.description, input_schema: weather.schema }];
const thinking = { type: 'enabled', budget_tokens: 1024 };

describe('the Anthropic client and the mock', { timeout: 120_000 }, () => {
  let mock;
  let client;

  before(async () => {
    mock = await startMock('--tokens', '8');
    client = new Anthropic({ apiKey: 'key', baseURL: mock.url, maxRetries: 0, timeout: 20_000 });
  });

  after(() => mock?.stop());

  test('gets a whole message with usage and request id', async () => {
    const { data, request_id } = await client.messages.create(base).withResponse();

    assert.match(data.id, /^msg_/);
    assert.match(request_id, /^req_/);
    assert.deepEqual([data.role, data.stop_reason, data.content.length, data.content[0].type], ['assistant', 'end_turn', 1, 'text']);
    assert.equal(data.content[0].text.split(' ').length, 8);
    assert.equal(data.usage.output_tokens, 8);
    assert.equal((await mock.lastRequest()).headers.authorization, 'Bearer key');
  });

  test('streams the same message, by events and by its helper', async () => {
    const whole = await client.messages.create(base);
    const events = await collect(await client.messages.create({ ...base, stream: true }));
    const pieces = [];
    const message = await client.messages.stream(base).on('text', (text) => pieces.push(text)).finalMessage();

    assert.deepEqual([events[0].type, events.at(-2).type, events.at(-1).type], ['message_start', 'message_delta', 'message_stop']);
    assert.equal(events.filter((event) => event.type === 'content_block_delta').map((event) => event.delta.text).join(''), whole.content[0].text);
    assert.equal(pieces.length, 8);
    assert.deepEqual(message.content, whole.content);
    assert.deepEqual([message.stop_reason, message.usage.output_tokens], ['end_turn', 8]);
  });

  test('thinks, with a signature, whole and streamed', async () => {
    const request = { ...base, max_tokens: 2000, thinking };
    for (const message of [await client.messages.create(request), await client.messages.stream(request).finalMessage()]) {
      assert.deepEqual(message.content.map((block) => block.type), ['thinking', 'text']);
      assert.equal(message.content[0].thinking.split(' ').length, 12);
      assert.ok(message.content[0].signature.length > 20);
      assert.equal(message.usage.output_tokens, 20);
    }
  });

  test('is made to use a tool, whole and streamed', async () => {
    for (const choice of [{ type: 'any' }, { type: 'tool', name: 'weather' }]) {
      const request = { ...base, tools, tool_choice: choice };
      for (const message of [await client.messages.create(request), await client.messages.stream(request).finalMessage()]) {
        assert.deepEqual([message.stop_reason, message.content.length], ['tool_use', 1]);
        assert.match(message.content[0].id, /^toolu_/);
        assert.deepEqual(message.content[0].input, weatherArguments);
      }
    }
  });

  test('uses tools in parallel and beside text, and hears their results', async () => {
    await mock.script({ text: 'Let me see.', toolCalls: [{ name: 'weather', arguments: { city: 'Köln', days: 2 } }, { name: 'weather', arguments: {} }] });
    const message = await client.messages.stream({ ...base, tools }).finalMessage();

    assert.deepEqual(message.content.map((block) => block.type), ['text', 'tool_use', 'tool_use']);
    assert.deepEqual(message.content[1].input, { city: 'Köln', days: 2 });
    const results = message.content.slice(1).map((block) => ({ type: 'tool_result', tool_use_id: block.id, content: 'sunny' }));
    const last = await client.messages.create({ ...base, tools, messages: [...base.messages, { role: 'assistant', content: message.content }, { role: 'user', content: results }] });
    assert.equal(last.stop_reason, 'end_turn');
  });

  test('reports cached tokens apart from the others', async () => {
    const usage = { input: 100, cached: 60, cacheWritten: 30, output: 5 };
    await mock.script({ usage }, { usage });
    for (const message of [await client.messages.create(base), await client.messages.stream(base).finalMessage()]) {
      assert.deepEqual([message.usage.input_tokens, message.usage.cache_read_input_tokens, message.usage.cache_creation_input_tokens, message.usage.output_tokens], [10, 60, 30, 5]);
    }
  });

  test('counts tokens and lists models', async () => {
    assert.ok((await client.messages.countTokens({ model: base.model, messages: base.messages })).input_tokens > 0);
    assert.deepEqual((await collect(client.models.list())).map((model) => model.id), ['mock-large', 'mock-small', 'mock-embedding']);
    assert.equal((await client.models.retrieve('mock-small')).display_name, 'mock-small');
  });

  test('is cut at the limit of tokens', async () => {
    assert.equal((await client.messages.create({ ...base, max_tokens: 3 })).stop_reason, 'max_tokens');
  });

  test('throws the error of each status', async () => {
    const expected = { 400: 'invalid_request_error', 401: 'authentication_error', 403: 'permission_error', 404: 'not_found_error', 413: 'request_too_large', 429: 'rate_limit_error', 500: 'api_error', 529: 'overloaded_error' };
    for (const [status, type] of Object.entries(expected)) {
      await assert.rejects(client.messages.create({ ...base, model: `m+status-${status}` }), (error) => error.status === Number(status) && error.type === type);
    }
  });

  test('throws when a stream breaks', async () => {
    for (const scenario of ['cut-after-3', 'reset-after-3', 'error-after-3', 'error', 'no-done', 'malformed-after-3']) {
      const logLevel = 'off';
      await assert.rejects(client.withOptions({ logLevel }).messages.stream({ ...base, model: `m+${scenario}` }).finalMessage(), scenario);
    }
  });

  test('reads the same message however it is framed', async () => {
    const text = async (model) => (await client.messages.stream({ ...base, model }).finalMessage()).content[0].text;
    const plain = await text('m');
    for (const scenario of ['split', 'crlf', 'cr', 'multiline', 'comments', 'gzip', 'br', 'trailer']) {
      assert.equal(await text(`m+${scenario}`), plain, scenario);
    }
  });
});
