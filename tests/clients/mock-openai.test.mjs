// The official OpenAI client against the mock upstream: if it is satisfied, so may our adapters be.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import OpenAI from 'openai';
import { soundAndImages } from './media.mjs';
import { collect, startMock, weather, weatherArguments } from './mock.mjs';

const messages = [{ role: 'user', content: 'Hello!' }];
const tools = [{ type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }];
const schema = { type: 'json_schema', json_schema: { name: 'forecast', strict: true, schema: weather.schema } };

describe('the openai client and the mock', { timeout: 120_000 }, () => {
  let mock;
  let client;

  before(async () => {
    mock = await startMock('--tokens', '8');
    client = new OpenAI({ apiKey: 'key', baseURL: `${mock.url}/v1`, maxRetries: 0, timeout: 20_000 });
  });

  after(() => mock?.stop());

  test('lists and retrieves models', async () => {
    assert.deepEqual((await collect(client.models.list())).map((model) => model.id), ['mock-large', 'mock-small', 'mock-embedding']);
    assert.equal((await client.models.retrieve('mock-small')).object, 'model');
  });

  test('gets a whole chat answer with usage and request id', async () => {
    const { data, request_id } = await client.chat.completions.create({ model: 'mock-large', messages }).withResponse();

    assert.match(data.id, /^chatcmpl-/);
    assert.match(request_id, /^req_/);
    assert.equal(data.choices[0].finish_reason, 'stop');
    assert.equal(data.choices[0].message.content.split(' ').length, 8);
    assert.equal(data.usage.total_tokens, data.usage.prompt_tokens + 8);
    assert.equal((await mock.lastRequest()).headers.authorization, 'Bearer key');
  });

  test('streams the same text, with usage where it is asked for', async () => {
    const whole = await client.chat.completions.create({ model: 'mock-large', messages });
    const chunks = await collect(await client.chat.completions.create({ model: 'mock-large', messages, stream: true, stream_options: { include_usage: true } }));

    assert.equal(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''), whole.choices[0].message.content);
    assert.equal(chunks.at(-1).usage.completion_tokens, 8);
    assert.ok(chunks.slice(0, -1).every((chunk) => chunk.usage === null && chunk.id === chunks[0].id));
  });

  test('gets several choices', async () => {
    const whole = await client.chat.completions.create({ model: 'mock-large', messages, n: 3 });
    const streamed = await client.chat.completions.stream({ model: 'mock-large', messages, n: 3 }).finalChatCompletion();

    assert.deepEqual(streamed.choices.map((choice) => choice.message.content), whole.choices.map((choice) => choice.message.content));
    assert.equal(new Set(whole.choices.map((choice) => choice.message.content)).size, 3);
  });

  test('is made to call a tool, whole and streamed', async () => {
    for (const choice of ['required', { type: 'function', function: { name: 'weather' } }]) {
      const request = { model: 'mock-large', messages, tools, tool_choice: choice };
      const whole = (await client.chat.completions.create(request)).choices[0];
      const streamed = (await client.chat.completions.stream(request).finalChatCompletion()).choices[0];

      for (const { message, finish_reason } of [whole, streamed]) {
        assert.equal(finish_reason, 'tool_calls');
        assert.equal(message.content, null);
        assert.equal(message.tool_calls.length, 1);
        assert.match(message.tool_calls[0].id, /^call_/);
        assert.deepEqual(JSON.parse(message.tool_calls[0].function.arguments), weatherArguments);
      }
    }
  });

  test('calls tools in parallel, and answers in text once it has their results', async () => {
    const toolCalls = [{ name: 'weather', arguments: { city: 'Köln', days: 2 } }, { name: 'weather', arguments: { city: 'Ulm', days: 3 } }];
    await mock.script({ toolCalls, pieces: [] });
    const { message } = (await client.chat.completions.stream({ model: 'mock-large', messages, tools }).finalChatCompletion()).choices[0];

    assert.deepEqual(message.tool_calls.map((call) => JSON.parse(call.function.arguments)), toolCalls.map((call) => call.arguments));
    const results = message.tool_calls.map((call) => ({ role: 'tool', tool_call_id: call.id, content: 'sunny' }));
    const last = await client.chat.completions.create({ model: 'mock-large', messages: [...messages, message, ...results], tools });
    assert.equal(last.choices[0].finish_reason, 'stop');
  });

  test('parses output that a schema demands', async () => {
    const completion = await client.chat.completions.parse({ model: 'mock-large', messages, response_format: schema });
    const object = await client.chat.completions.create({ model: 'mock-large', messages, response_format: { type: 'json_object' } });

    assert.deepEqual(JSON.parse(completion.choices[0].message.content), weatherArguments);
    assert.equal(typeof JSON.parse(object.choices[0].message.content), 'object');
  });

  test('is cut at the limit of tokens', async () => {
    const { choices, usage } = await client.chat.completions.create({ model: 'mock-large', messages, max_completion_tokens: 3 });

    assert.deepEqual([choices[0].finish_reason, usage.completion_tokens], ['length', 3]);
  });

  test('completes text, several prompts at once and streamed', async () => {
    const whole = await client.completions.create({ model: 'mock-small', prompt: ['a', 'b'] });
    const streamed = await collect(await client.completions.create({ model: 'mock-small', prompt: 'a', stream: true }));

    assert.equal(whole.choices.length, 2);
    assert.equal(streamed.map((chunk) => chunk.choices[0].text).join(''), whole.choices[0].text);
  });

  test('embeds, with the base64 the client asks for and as numbers', async () => {
    const decoded = await client.embeddings.create({ model: 'mock-embedding', input: ['a', 'b', 'a'] });
    const plain = await client.embeddings.create({ model: 'mock-embedding', input: 'a', encoding_format: 'float', dimensions: 8 });

    assert.equal(decoded.data[0].embedding.length, 64);
    assert.deepEqual(decoded.data[0].embedding, decoded.data[2].embedding);
    assert.notDeepEqual(decoded.data[0].embedding, decoded.data[1].embedding);
    assert.equal(plain.data[0].embedding.length, 8);
    assert.ok(Math.abs(Math.hypot(...plain.data[0].embedding) - 1) < 1e-6);
  });

  test('gets a response, whole and streamed', async () => {
    const whole = await client.responses.create({ model: 'mock-large', input: 'Hello!' });
    const streamed = await client.responses.stream({ model: 'mock-large', input: 'Hello!' }).finalResponse();

    assert.equal(whole.output_text.split(' ').length, 8);
    assert.equal(streamed.output_text, whole.output_text);
    assert.equal(streamed.status, 'completed');
    assert.deepEqual(streamed.usage.output_tokens, 8);
  });

  test('gets reasoning and tool calls in a response', async () => {
    const request = {
      model: 'mock-large',
      input: 'Hello!',
      reasoning: { summary: 'auto' },
      tools: [{ type: 'function', name: 'weather', parameters: weather.schema, strict: true }],
      tool_choice: 'required',
    };
    for (const response of [await client.responses.create(request), await client.responses.stream(request).finalResponse()]) {
      assert.deepEqual(response.output.map((item) => item.type), ['reasoning', 'function_call']);
      assert.ok(response.output[0].summary[0].text.length > 0);
      assert.deepEqual(JSON.parse(response.output[1].arguments), weatherArguments);
      assert.match(response.output[1].call_id, /^call_/);
      assert.equal(response.usage.output_tokens_details.reasoning_tokens, 12);
    }
  });

  test('is told of an incomplete response', async () => {
    const response = await client.responses.create({ model: 'mock-large', input: 'Hello!', max_output_tokens: 2 });

    assert.deepEqual([response.status, response.incomplete_details.reason], ['incomplete', 'max_output_tokens']);
  });

  soundAndImages(() => client, 'm');

  test('throws the error of each status', async () => {
    const expected = {
      400: OpenAI.BadRequestError, 401: OpenAI.AuthenticationError, 403: OpenAI.PermissionDeniedError, 404: OpenAI.NotFoundError, 409: OpenAI.ConflictError,
      422: OpenAI.UnprocessableEntityError, 429: OpenAI.RateLimitError, 500: OpenAI.InternalServerError, 503: OpenAI.InternalServerError,
    };
    for (const [status, type] of Object.entries(expected)) {
      await assert.rejects(client.chat.completions.create({ model: `m+status-${status}`, messages }), (error) => error instanceof type && error.type.length > 0);
    }
  });

  test('retries as it is told and then succeeds', async () => {
    await mock.script('status-429-10ms', 'status-503-10ms', 'refuse');
    const patient = client.withOptions({ maxRetries: 4 });

    const completion = await patient.chat.completions.create({ model: 'mock-large', messages });

    assert.equal(completion.choices[0].finish_reason, 'stop');
  });

  test('throws when a stream breaks', async () => {
    for (const scenario of ['cut-after-3', 'reset-after-3', 'error-after-3', 'error', 'malformed-after-3']) {
      await assert.rejects(async () => collect(await client.chat.completions.create({ model: `m+${scenario}`, messages, stream: true })), scenario);
    }
  });

  test('reads the same text however it is framed', async () => {
    const text = async (model) => (await client.chat.completions.stream({ model, messages }).finalChatCompletion()).choices[0].message.content;
    const plain = await text('m');
    for (const scenario of ['split', 'crlf', 'cr', 'multiline', 'comments', 'gzip', 'br', 'trailer', 'crlf+split', 'duplicate-usage', 'extra+no-usage', 'rate-400+burst-3']) {
      assert.equal(await text(`m+${scenario}`), plain, scenario);
    }
  });

  test('aborts a stream, and the mock has seen it', async () => {
    const stream = await client.chat.completions.create({ model: 'm+stall-after-2', messages, stream: true });
    for await (const chunk of stream) {
      if (chunk.choices[0].delta.content) {
        break;
      }
    }

    for (let tries = 0; (await mock.lastRequest()).state === 'Open' && tries < 200; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }

    assert.equal((await mock.lastRequest()).state, 'Disconnected');
  });
});
