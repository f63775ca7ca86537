// The official OpenAI client against the Router and a model that is given tools in words and calls them in its text.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import OpenAI from 'openai';
import { startMock, weather, weatherArguments } from './mock.mjs';
import { startRouter } from './system.mjs';

const tool = { type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } };
const question = [{ role: 'user', content: 'How is the weather?' }];
const call = (city) => `<tool_call>\n${JSON.stringify({ name: weather.name, arguments: { ...weatherArguments, city } })}\n</tool_call>`;
const said = { text: `I will look. ${call(weatherArguments.city)}` };
const request = { model: 'plain/m', messages: question, tools: [tool] };

describe('the openai client with a model whose tools are words', { timeout: 300_000 }, () => {
  let mock;
  let router;
  let client;

  before(async () => {
    mock = await startMock();
    router = await startRouter({
      Router__Providers__plain__BaseUrl: `${mock.url}/v1`,
      Router__Providers__plain__Models__0: 'm',
      Router__Providers__plain__Tools: 'Prompted',
    });
    client = new OpenAI({ apiKey: 'unused', baseURL: `${router.url}/v1`, maxRetries: 0, timeout: 60_000 });
  });

  after(() => Promise.all([router?.stop(), mock?.stop()]));

  test('gets a call, and the model gets its result in words', async () => {
    await mock.script(said, { text: 'It is sunny.' });

    const first = (await client.chat.completions.create(request)).choices[0];
    const asked = JSON.parse((await mock.lastRequest()).body);

    assert.deepEqual([first.finish_reason, first.message.content.trim()], ['tool_calls', 'I will look.']);
    assert.deepEqual(first.message.tool_calls.map((made) => [made.type, made.function.name]), [['function', weather.name]]);
    assert.deepEqual(JSON.parse(first.message.tool_calls[0].function.arguments), weatherArguments);
    assert.equal(asked.tools, undefined);
    assert.match(JSON.stringify(asked.messages), /The weather of a city/);

    const result = { role: 'tool', tool_call_id: first.message.tool_calls[0].id, content: 'sunny' };
    const second = (await client.chat.completions.create({ ...request, messages: [...question, first.message, result] })).choices[0];
    const told = JSON.parse((await mock.lastRequest()).body).messages;

    assert.deepEqual([second.finish_reason, second.message.content], ['stop', 'It is sunny.']);
    assert.equal(told.find((message) => message.role === 'tool'), undefined);
    assert.match(JSON.stringify(told.at(-1)), /tool_response.*sunny/);
  });

  test('puts a streamed call together, and sees nothing of how it was written', async () => {
    await mock.script({ ...said, faults: ['split'] });

    const stream = client.chat.completions.stream(request);
    const pieces = [];
    stream.on('content', (piece) => pieces.push(piece));
    const completion = await stream.finalChatCompletion();

    const { finish_reason, message } = completion.choices[0];
    assert.equal(finish_reason, 'tool_calls');
    assert.equal(pieces.join('').trim(), 'I will look.');
    assert.equal(message.tool_calls.length, 1);
    assert.deepEqual(JSON.parse(message.tool_calls[0].function.arguments), weatherArguments);
  });

  test('runs tools to the end by itself', async () => {
    await mock.script(said, { text: 'It is sunny.' });
    const asked = [];
    const runnable = { type: 'function', function: { ...tool.function, parse: JSON.parse, function: (given) => asked.push(given) && 'sunny' } };

    const runner = client.chat.completions.runTools({ ...request, tools: [runnable] });

    assert.equal(await runner.finalContent(), 'It is sunny.');
    assert.deepEqual(asked, [weatherArguments]);
  });

  for (const stream of [false, true]) {
    test(`gets one call where it wants one${stream ? ', streamed' : ''}`, async () => {
      await mock.script({ text: call('Oslo') + call('Rome') });

      const completion = stream
        ? await client.chat.completions.stream({ ...request, parallel_tool_calls: false }).finalChatCompletion()
        : await client.chat.completions.create({ ...request, parallel_tool_calls: false });

      assert.deepEqual(completion.choices[0].message.tool_calls.map((made) => JSON.parse(made.function.arguments).city), ['Oslo']);
      assert.equal(completion.choices[0].finish_reason, 'tool_calls');
    });
  }

  test('hears of a demanded call that never came', async () => {
    await mock.script({ text: 'No.' }, { text: 'No.' }, { text: 'No.' });

    await assert.rejects(client.chat.completions.create({ ...request, tool_choice: 'required' }), (error) => {
      assert.ok(error instanceof OpenAI.InternalServerError);
      assert.match(error.message, /did not call a function although it had to/);
      return true;
    });
  });
});
