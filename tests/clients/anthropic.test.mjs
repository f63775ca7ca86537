// The official Anthropic client, and OpenAI's for its responses, as they come from their packages, against the Router and the embedded model.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { startSystem } from './system.mjs';

const system = 'You are a helpful assistant. Use a tool when it helps.';
const parameters = { type: 'object', properties: { expression: { type: 'string' } }, required: ['expression'] };
const greeting = [{ role: 'user', content: 'Hello! Who are you?' }];
const product = [{ role: 'user', content: 'What is 17 * 23?' }];

let running;
before(async () => {
  running = await startSystem();
});
after(() => running?.stop());

describe('the anthropic client', { timeout: 300_000 }, () => {
  const calculator = { name: 'calculator', description: 'Evaluate an arithmetic expression.', input_schema: parameters };
  let client;

  before(() => {
    client = new Anthropic({ apiKey: 'unused', baseURL: running.url, maxRetries: 0, timeout: 60_000 });
  });

  test('gets a whole message with usage and request id', async () => {
    const { data, response, request_id } = await client.messages.create({ model: 'pocket', messages: greeting, temperature: 0, max_tokens: 40 }).withResponse();

    assert.equal(data.type, 'message');
    assert.equal(data.role, 'assistant');
    assert.equal(data.content.length, 1);
    assert.equal(data.content[0].type, 'text');
    assert.ok(data.content[0].text.length > 0);
    assert.ok(['end_turn', 'max_tokens'].includes(data.stop_reason));
    assert.ok(data.usage.input_tokens + data.usage.cache_read_input_tokens > 0);
    assert.ok(data.usage.output_tokens > 0);
    assert.equal(response.headers.get('x-switchyard-provider'), 'local');
    assert.equal(request_id, response.headers.get('x-request-id'));
    assert.equal(data._request_id, request_id);
  });

  test('streams the same message in pieces, with usage at the end', async () => {
    const request = { model: 'pocket', messages: greeting, temperature: 0, max_tokens: 40 };
    const whole = await client.messages.create(request);
    const pieces = [];
    const stream = client.messages.stream(request).on('text', (text) => pieces.push(text));

    const message = await stream.finalMessage();

    assert.ok(pieces.length >= 3, `expected at least 3 pieces, got ${pieces.length}`);
    assert.equal(pieces.join(''), whole.content[0].text);
    assert.deepEqual(message.content, whole.content);
    assert.equal(message.stop_reason, whole.stop_reason);
    assert.equal(message.usage.output_tokens, whole.usage.output_tokens);
  });

  test('is asked to use a tool, and answers with its result', async () => {
    const request = { model: 'pocket', system, tools: [calculator], temperature: 0, max_tokens: 80 };
    const first = await client.messages.create({ ...request, messages: product });

    const use = first.content.find((block) => block.type === 'tool_use');
    assert.equal(first.stop_reason, 'tool_use');
    assert.equal(use.name, 'calculator');
    assert.equal(use.input.expression.replaceAll(' ', ''), '17*23');

    const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: '391' }] };
    const second = await client.messages.create({ ...request, messages: [...product, { role: 'assistant', content: first.content }, result] });

    assert.equal(second.stop_reason, 'end_turn');
    assert.match(second.content[0].text, /391/);
  });

  test('puts a streamed tool use together', async () => {
    const partial = [];
    const stream = client.messages.stream({ model: 'pocket', system, tools: [calculator], messages: product, temperature: 0, max_tokens: 80 });
    stream.on('inputJson', (piece) => partial.push(piece));

    const message = await stream.finalMessage();

    const use = message.content.find((block) => block.type === 'tool_use');
    assert.equal(message.stop_reason, 'tool_use');
    assert.equal(use.input.expression.replaceAll(' ', ''), '17*23');
    assert.deepEqual(JSON.parse(partial.join('')), use.input);
  });

  test('runs tools to the end by itself', async () => {
    const asked = [];
    const run = ({ expression }) => {
      asked.push(expression.replaceAll(' ', ''));
      return String(17 * 23);
    };
    // Nobody here keeps conversations between requests, which the runner would like best.
    const message = await client.beta.messages.toolRunner({
      thread: false, model: 'pocket', system, messages: product, temperature: 0, max_tokens: 80, tools: [{ ...calculator, run, parse: (input) => input }],
    });

    assert.match(message.content[0].text, /391/);
    assert.deepEqual(asked, ['17*23']);
  });

  test('gets typed errors', async () => {
    await assert.rejects(client.messages.create({ model: 'nobody/has-this', messages: greeting, max_tokens: 5 }), (error) => {
      assert.ok(error instanceof Anthropic.NotFoundError);
      assert.equal(error.error.error.type, 'not_found_error');
      assert.ok(error.requestID.length > 0);
      return true;
    });
    await assert.rejects(client.messages.create({ model: 'pocket', messages: [], max_tokens: 5 }), Anthropic.BadRequestError);
    await assert.rejects(client.messages.create({ model: 'pocket', messages: [{ role: 'user', content: 'word '.repeat(3000) }], max_tokens: 5 }), (error) => {
      assert.ok(error instanceof Anthropic.BadRequestError);
      assert.equal(error.error.error.type, 'invalid_request_error');
      return true;
    });
  });

  test('is told what its model was not', async () => {
    const { response } = await client.messages
      .create({ model: 'pocket', system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }], messages: greeting, max_tokens: 5 })
      .withResponse();

    assert.equal(response.headers.get('x-switchyard-dropped'), 'system[0].cache_control');
  });
});

describe('the openai client with responses', { timeout: 300_000 }, () => {
  const calculator = { type: 'function', name: 'calculator', description: 'Evaluate an arithmetic expression.', parameters, strict: false };
  let client;

  before(() => {
    client = new OpenAI({ apiKey: 'unused', baseURL: `${running.url}/v1`, maxRetries: 0, timeout: 60_000 });
  });

  test('gets a whole response', async () => {
    const response = await client.responses.create({ model: 'pocket', input: 'Hello! Who are you?', temperature: 0, max_output_tokens: 40 });

    assert.equal(response.object, 'response');
    assert.ok(['completed', 'incomplete'].includes(response.status));
    assert.ok(response.output_text.length > 0);
    assert.equal(response.usage.total_tokens, response.usage.input_tokens + response.usage.output_tokens);
  });

  test('streams the same response in pieces', async () => {
    const request = { model: 'pocket', input: 'Hello! Who are you?', temperature: 0, max_output_tokens: 40 };
    const whole = await client.responses.create(request);
    const events = [];
    for await (const event of await client.responses.create({ ...request, stream: true })) {
      events.push(event);
    }

    const text = events.filter((event) => event.type === 'response.output_text.delta').map((event) => event.delta).join('');
    assert.equal(text, whole.output_text);
    assert.equal(events[0].type, 'response.created');
    assert.equal(events.at(-1).type, `response.${whole.status}`);
    assert.equal(events.at(-1).response.usage.output_tokens, whole.usage.output_tokens);
    assert.equal((await client.responses.stream(request).finalResponse()).output_text, whole.output_text);
  });

  test('is asked to call a function, whole and streamed, and answers with its result', async () => {
    const request = { model: 'pocket', instructions: system, tools: [calculator], temperature: 0, max_output_tokens: 80 };
    const first = await client.responses.create({ ...request, input: product });
    const streamed = await client.responses.stream({ ...request, input: product }).finalResponse();

    const call = first.output.find((item) => item.type === 'function_call');
    assert.equal(call.name, 'calculator');
    assert.equal(JSON.parse(call.arguments).expression.replaceAll(' ', ''), '17*23');
    assert.equal(streamed.output.find((item) => item.type === 'function_call').arguments, call.arguments);

    const result = { type: 'function_call_output', call_id: call.call_id, output: '391' };
    const second = await client.responses.create({ ...request, input: [...product, ...first.output, result] });

    assert.equal(second.status, 'completed');
    assert.match(second.output_text, /391/);
  });

  test('gets typed errors', async () => {
    await assert.rejects(client.responses.create({ model: 'nobody/has-this', input: 'x' }), (error) => {
      assert.ok(error instanceof OpenAI.NotFoundError);
      assert.equal(error.code, 'model_not_found');
      return true;
    });
    await assert.rejects(client.responses.create({ model: 'pocket', input: 'x', previous_response_id: 'resp_1' }), (error) => {
      assert.ok(error instanceof OpenAI.BadRequestError);
      assert.equal(error.param, 'previous_response_id');
      return true;
    });
  });
});
