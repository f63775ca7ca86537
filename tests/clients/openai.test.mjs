// The official OpenAI client, as it comes from its package, against the Router and the embedded model.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import OpenAI from 'openai';
import { startSystem, waitUntil } from './system.mjs';

const calculator = {
  type: 'function',
  function: {
    name: 'calculator',
    description: 'Evaluate an arithmetic expression.',
    parameters: { type: 'object', properties: { expression: { type: 'string' } }, required: ['expression'] },
  },
};
const toolUser = { role: 'system', content: 'You are a helpful assistant. Use a tool when it helps.' };
const greeting = [{ role: 'user', content: 'Hello! Who are you?' }];
const product = [toolUser, { role: 'user', content: 'What is 17 * 23?' }];

describe('the openai client', { timeout: 300_000 }, () => {
  let system;
  let client;

  before(async () => {
    system = await startSystem();
    client = new OpenAI({ apiKey: 'unused', baseURL: `${system.url}/v1`, maxRetries: 0, timeout: 60_000 });
  });

  after(() => system?.stop());

  test('lists the embedded model with its aliases', async () => {
    const models = [];
    for await (const model of client.models.list()) {
      models.push(model);
    }

    const pocket = models.find((model) => model.id === 'local/pocket');
    assert.equal(pocket.object, 'model');
    assert.equal(pocket.owned_by, 'local');
    assert.deepEqual(pocket.aliases, ['default', 'pocket']);
  });

  test('retrieves a model whose id holds a slash', async () => {
    assert.equal((await client.models.retrieve('local/pocket')).id, 'local/pocket');
    assert.equal((await client.models.retrieve('pocket')).id, 'local/pocket');
  });

  test('gets a whole answer with usage and request id', async () => {
    const { data, response, request_id } = await client.chat.completions
      .create({ model: 'pocket', messages: greeting, temperature: 0, max_tokens: 40 })
      .withResponse();

    assert.equal(data.object, 'chat.completion');
    assert.equal(data.choices.length, 1);
    assert.equal(data.choices[0].message.role, 'assistant');
    assert.ok(data.choices[0].message.content.length > 0);
    assert.ok(['stop', 'length'].includes(data.choices[0].finish_reason));
    assert.ok(data.usage.prompt_tokens > 0);
    assert.equal(data.usage.total_tokens, data.usage.prompt_tokens + data.usage.completion_tokens);
    assert.equal(response.headers.get('x-switchyard-provider'), 'local');
    assert.equal(response.headers.get('x-request-id'), request_id);
  });

  test('streams the same answer in pieces, with usage at the end', async () => {
    const request = { model: 'local/pocket', messages: greeting, temperature: 0, max_tokens: 40 };
    const whole = await client.chat.completions.create(request);
    const chunks = [];
    for await (const chunk of await client.chat.completions.create({ ...request, stream: true, stream_options: { include_usage: true } })) {
      chunks.push(chunk);
    }

    const texts = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').filter((text) => text.length > 0);
    assert.ok(texts.length >= 3, `expected at least 3 pieces, got ${texts.length}`);
    assert.equal(texts.join(''), whole.choices[0].message.content);
    assert.deepEqual(chunks.map((chunk) => chunk.choices[0]?.finish_reason).filter(Boolean), [whole.choices[0].finish_reason]);
    assert.deepEqual(chunks.at(-1).choices, []);
    assert.equal(chunks.at(-1).usage.total_tokens, whole.usage.total_tokens);
    assert.equal(new Set(chunks.map((chunk) => chunk.id)).size, 1);
  });

  test('gets the same sampled answer for the same seed', async () => {
    const request = { model: 'pocket', messages: greeting, temperature: 0.8, seed: 7, max_tokens: 30 };

    const answers = [await client.chat.completions.create(request), await client.chat.completions.create(request)];

    assert.equal(answers[0].choices[0].message.content, answers[1].choices[0].message.content);
  });

  test('is asked to call a tool, and answers with its result', async () => {
    const first = await client.chat.completions.create({ model: 'pocket', messages: product, tools: [calculator], temperature: 0, max_tokens: 80 });

    const [call] = first.choices[0].message.tool_calls;
    assert.equal(first.choices[0].finish_reason, 'tool_calls');
    assert.equal(call.type, 'function');
    assert.equal(call.function.name, 'calculator');
    assert.equal(JSON.parse(call.function.arguments).expression.replaceAll(' ', ''), '17*23');

    const result = { role: 'tool', tool_call_id: call.id, content: '391' };
    const second = await client.chat.completions.create({
      model: 'pocket', messages: [...product, first.choices[0].message, result], tools: [calculator], temperature: 0, max_tokens: 80,
    });

    assert.equal(second.choices[0].finish_reason, 'stop');
    assert.match(second.choices[0].message.content, /391/);
  });

  test('puts a streamed tool call together', async () => {
    const stream = client.chat.completions.stream({ model: 'pocket', messages: product, tools: [calculator], temperature: 0, max_tokens: 80 });

    const message = await stream.finalMessage();

    assert.equal(message.tool_calls.length, 1);
    assert.equal(message.tool_calls[0].function.name, 'calculator');
    assert.equal(JSON.parse(message.tool_calls[0].function.arguments).expression.replaceAll(' ', ''), '17*23');
  });

  test('runs tools to the end by itself', async () => {
    const asked = [];
    const multiply = {
      type: 'function',
      function: {
        ...calculator.function,
        parse: JSON.parse,
        function: ({ expression }) => {
          asked.push(expression.replaceAll(' ', ''));
          return String(17 * 23);
        },
      },
    };
    const runner = client.chat.completions.runTools({ model: 'pocket', messages: product, tools: [multiply], temperature: 0, max_tokens: 80 });

    assert.match(await runner.finalContent(), /391/);
    assert.deepEqual(asked, ['17*23']);
  });

  test('completes plain text', async () => {
    const completion = await client.completions.create({ model: 'pocket', prompt: '<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n', max_tokens: 10, temperature: 0 });

    assert.equal(completion.object, 'text_completion');
    assert.ok(completion.choices[0].text.length > 0);
  });

  test('gets typed errors', async () => {
    await assert.rejects(client.chat.completions.create({ model: 'nobody/has-this', messages: greeting }), (error) => {
      assert.ok(error instanceof OpenAI.NotFoundError);
      assert.equal(error.code, 'model_not_found');
      assert.equal(error.param, 'model');
      assert.ok(error.requestID.length > 0);
      return true;
    });
    await assert.rejects(client.chat.completions.create({ model: 'pocket', messages: [] }), (error) => {
      assert.ok(error instanceof OpenAI.BadRequestError);
      assert.equal(error.param, 'messages');
      return true;
    });
    await assert.rejects(client.chat.completions.create({ model: 'pocket', messages: greeting, temperature: 'hot' }), (error) => {
      assert.ok(error instanceof OpenAI.BadRequestError);
      assert.equal(error.param, 'temperature');
      return true;
    });
    await assert.rejects(client.models.retrieve('local/nope'), OpenAI.NotFoundError);
  });

  test('gets several choices, whole and streamed', async () => {
    const request = { model: 'pocket', messages: [{ role: 'user', content: 'Hi' }], n: 3, temperature: 1.5, seed: 5, max_tokens: 20 };
    const whole = await client.chat.completions.create(request);
    const streamed = await client.chat.completions.stream(request).finalChatCompletion();

    assert.deepEqual(whole.choices.map((choice) => choice.index), [0, 1, 2]);
    assert.deepEqual(streamed.choices.map((choice) => choice.message.content), whole.choices.map((choice) => choice.message.content));
    assert.equal(whole.usage.prompt_tokens_details.cached_tokens, 0);
  });

  test('gets log probabilities, whole and streamed', async () => {
    const request = { model: 'pocket', messages: greeting, temperature: 0, max_tokens: 20, logprobs: true, top_logprobs: 2 };
    const whole = await client.chat.completions.create(request);
    const streamed = await client.chat.completions.stream(request).finalChatCompletion();

    const tokens = (completion) => completion.choices[0].logprobs.content.map((token) => token.token);
    assert.equal(tokens(whole).join(''), whole.choices[0].message.content);
    assert.deepEqual(tokens(streamed), tokens(whole));
    assert.ok(whole.choices[0].logprobs.content.every((token) => token.logprob <= 0 && token.top_logprobs.length === 2));

    const text = await client.completions.create({ model: 'pocket', prompt: ['Hi', 'Hello'], max_tokens: 5, temperature: 0, logprobs: 1 });
    assert.deepEqual(text.choices.map((choice) => choice.logprobs.tokens.join('')), text.choices.map((choice) => choice.text));
  });

  test('parses output that a JSON schema demands', async () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string', maxLength: 10 }, size: { enum: ['small', 'large'] }, count: { type: 'integer', minimum: 1, maximum: 9 } },
      required: ['name', 'size', 'count'],
      additionalProperties: false,
    };
    const format = { type: 'json_schema', json_schema: { name: 'box', strict: true, schema } };
    for (let seed = 0; seed < 5; seed++) {
      const completion = await client.chat.completions.parse({ model: 'pocket', messages: greeting, response_format: format, temperature: 1, seed, max_tokens: 100 });

      const box = JSON.parse(completion.choices[0].message.content);
      assert.equal(completion.choices[0].finish_reason, 'stop');
      assert.deepEqual(Object.keys(box).sort(), ['count', 'name', 'size']);
      assert.ok(['small', 'large'].includes(box.size) && Number.isInteger(box.count) && box.count >= 1 && box.count <= 9 && [...box.name].length <= 10);
    }
  });

  test('is made to call a tool', async () => {
    const request = { model: 'pocket', messages: greeting, tools: [calculator], temperature: 1, seed: 3, max_tokens: 200 };
    const named = { type: 'function', function: { name: 'calculator' } };
    for (const choice of ['required', named]) {
      const message = await client.chat.completions.stream({ ...request, tool_choice: choice, parallel_tool_calls: false }).finalMessage();

      assert.equal(message.tool_calls.length, 1);
      assert.equal(message.tool_calls[0].function.name, 'calculator');
      assert.equal(typeof JSON.parse(message.tool_calls[0].function.arguments).expression, 'string');
    }
  });

  test('is told about a schema that cannot be honoured', async () => {
    const format = { type: 'json_schema', json_schema: { name: 'list', schema: { type: 'array', uniqueItems: true } } };
    await assert.rejects(client.chat.completions.create({ model: 'pocket', messages: greeting, response_format: format }), (error) => {
      assert.ok(error instanceof OpenAI.BadRequestError);
      assert.equal(error.param, 'response_format.json_schema.schema');
      assert.match(error.message, /'uniqueItems' at #/);
      return true;
    });
  });

  test('is told about parameters that are not served, and about too long a prompt', async () => {
    await assert.rejects(client.chat.completions.create({ model: 'pocket', messages: greeting, reasoning_effort: 'low' }), (error) => {
      assert.ok(error instanceof OpenAI.BadRequestError);
      assert.equal(error.code, 'unsupported_parameter');
      return true;
    });
    await assert.rejects(client.chat.completions.create({ model: 'pocket', messages: [{ role: 'user', content: 'word '.repeat(3000) }] }), (error) => {
      assert.ok(error instanceof OpenAI.BadRequestError);
      assert.equal(error.code, 'context_length_exceeded');
      return true;
    });
  });

  test('makes embeddings without naming a model, as base64 and as numbers', async () => {
    const input = ['a train leaves the station', 'the train left its station', 'bread needs yeast'];
    // The client asks for base64 where nothing is said.
    const { data, model } = await client.embeddings.create({ input });
    const numbers = await client.embeddings.create({ model: 'local/lexical', input, encoding_format: 'float' });

    assert.equal(model, 'lexical');
    assert.deepEqual(data.map((item) => item.embedding.map(Math.fround)), numbers.data.map((item) => item.embedding.map(Math.fround)));
    const dot = (a, b) => data[a].embedding.reduce((sum, value, i) => sum + value * data[b].embedding[i], 0);
    assert.ok(dot(0, 1) > dot(0, 2));
  });

  test('aborts a stream, and the node is free again', async (context) => {
    if (!system.nodeUrl) {
      context.skip('A router from outside has no endless model.');
      return;
    }

    // All slots at once: four are slow enough that an abort comes long before their end.
    const streams = await Promise.all(Array.from({ length: 4 }, () =>
      client.chat.completions.create({ model: 'local/endless', messages: greeting, stream: true, temperature: 0, max_tokens: 900 })));
    await Promise.all(streams.map(async (stream) => {
      for await (const chunk of stream) {
        if (chunk.choices[0]?.delta.content) {
          break;
        }
      }
    }));

    assert.ok(streams.every((stream) => stream.controller.signal.aborted));
    await waitUntil(async () => (await readEndless(system.nodeUrl, 'requests_running')) === 0, 10_000);
    const generated = await readEndless(system.nodeUrl, 'generated_tokens');
    context.diagnostic(`${generated} tokens before the abort`);
    assert.ok(generated > 0 && generated < 4 * 900, `an abort should end the generation, but there were ${generated} tokens`);
    const answer = await client.chat.completions.create({ model: 'local/endless', messages: greeting, temperature: 0, max_tokens: 5 });
    assert.ok(answer.choices[0].message.content.length > 0);
  });
});

async function readEndless(nodeUrl, name) {
  const text = await (await fetch(`${nodeUrl}/metrics`)).text();
  const sample = text.split('\n').find((line) => line.startsWith(`switchyard_inference_${name}`) && line.includes('"endless"'));
  assert.ok(sample, `The node reports no ${name} of the endless model.`);
  return Number(sample.split(' ').at(-1));
}
