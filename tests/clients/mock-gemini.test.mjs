// Google's official client against the mock upstream.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ApiError, FinishReason, FunctionCallingConfigMode, GoogleGenAI } from '@google/genai';
import { collect, startMock, weather, weatherArguments } from './mock.mjs';

const model = 'mock-large';
const contents = 'Hello!';
const tools = [{ functionDeclarations: [{ name: weather.name, description: weather.description, parametersJsonSchema: weather.schema }] }];
const toolConfig = { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY } };

describe('the Gemini client and the mock', { timeout: 120_000 }, () => {
  let mock;
  let client;

  before(async () => {
    mock = await startMock('--tokens', '8');
    client = new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: mock.url } });
  });

  after(() => mock?.stop());

  test('gets a whole answer with usage', async () => {
    const response = await client.models.generateContent({ model, contents });

    assert.equal(response.text.split(' ').length, 8);
    assert.equal(response.candidates[0].finishReason, FinishReason.STOP);
    assert.equal(response.modelVersion, model);
    assert.ok(response.responseId.length > 0);
    assert.equal(response.usageMetadata.totalTokenCount, response.usageMetadata.promptTokenCount + 8);
    assert.equal((await mock.lastRequest()).headers['x-goog-api-key'], 'key');
  });

  test('streams the same text', async () => {
    const whole = await client.models.generateContent({ model, contents });
    const chunks = await collect(await client.models.generateContentStream({ model, contents }));

    assert.equal(chunks.map((chunk) => chunk.text ?? '').join(''), whole.text);
    assert.equal(chunks.at(-1).candidates[0].finishReason, FinishReason.STOP);
    assert.deepEqual(chunks.at(-1).usageMetadata, whole.usageMetadata);
  });

  test('shows thoughts where they are asked for', async () => {
    const config = { thinkingConfig: { includeThoughts: true } };
    const whole = await client.models.generateContent({ model, contents, config });
    const chunks = await collect(await client.models.generateContentStream({ model, contents, config }));
    const thoughts = (parts) => parts.filter((part) => part.thought).map((part) => part.text).join('');

    assert.equal(thoughts(whole.candidates[0].content.parts).split(' ').length, 12);
    assert.equal(thoughts(chunks.flatMap((chunk) => chunk.candidates[0].content.parts)), thoughts(whole.candidates[0].content.parts));
    assert.deepEqual([whole.usageMetadata.thoughtsTokenCount, whole.usageMetadata.candidatesTokenCount], [12, 8]);
  });

  test('is made to call a function, whole and streamed', async () => {
    const request = { model, contents, config: { tools, toolConfig } };
    const whole = await client.models.generateContent(request);
    const chunks = await collect(await client.models.generateContentStream(request));

    for (const calls of [whole.functionCalls, chunks.flatMap((chunk) => chunk.functionCalls ?? [])]) {
      assert.equal(calls.length, 1);
      assert.deepEqual([calls[0].name, calls[0].args], ['weather', weatherArguments]);
    }
  });

  test('takes the schemas of its own kind, and answers by one', async () => {
    const responseSchema = { type: 'OBJECT', properties: { size: { type: 'INTEGER', minimum: 4 }, kind: { type: 'STRING', enum: ['a', 'b'] } }, required: ['size', 'kind'] };
    const response = await client.models.generateContent({ model, contents, config: { responseMimeType: 'application/json', responseSchema } });

    assert.deepEqual(JSON.parse(response.text), { size: 4, kind: 'a' });
  });

  test('goes on with a function’s result in a chat', async () => {
    await mock.script({ toolCalls: [{ name: 'weather', arguments: { city: 'Köln', days: 2 } }, { name: 'weather', arguments: { city: 'Ulm', days: 1 } }], pieces: [] });
    const chat = client.chats.create({ model, config: { tools } });
    const first = await chat.sendMessage({ message: 'Weather?' });
    const second = await chat.sendMessage({ message: first.functionCalls.map((call) => ({ functionResponse: { id: call.id, name: call.name, response: { sky: 'clear' } } })) });

    assert.deepEqual(first.functionCalls.map((call) => call.args.city), ['Köln', 'Ulm']);
    assert.equal(second.text.split(' ').length, 8);
  });

  test('embeds, counts and lists', async () => {
    const { embeddings } = await client.models.embedContent({ model: 'mock-embedding', contents: ['a', 'b'], config: { outputDimensionality: 8 } });
    const models = await collect(await client.models.list());

    assert.deepEqual(embeddings.map((embedding) => embedding.values.length), [8, 8]);
    assert.ok((await client.models.countTokens({ model, contents })).totalTokens > 0);
    assert.deepEqual(models.map((item) => item.name), ['models/mock-large', 'models/mock-small', 'models/mock-embedding']);
    assert.equal((await client.models.get({ model })).displayName, model);
  });

  test('is cut at the limit of tokens', async () => {
    const response = await client.models.generateContent({ model, contents, config: { maxOutputTokens: 3 } });

    assert.equal(response.candidates[0].finishReason, FinishReason.MAX_TOKENS);
  });

  test('throws the error of each status', async () => {
    for (const status of [400, 401, 403, 404, 429, 500, 503, 504]) {
      await assert.rejects(client.models.generateContent({ model: `m+status-${status}`, contents }), (error) => error instanceof ApiError && error.status === status);
    }
  });

  test('throws when a stream breaks', async () => {
    for (const scenario of ['cut-after-3', 'reset-after-3', 'error-after-3', 'malformed-after-3']) {
      await assert.rejects(async () => collect(await client.models.generateContentStream({ model: `m+${scenario}`, contents })), scenario);
    }
  });

  test('reads the same text however it is framed', async () => {
    const text = async (name) => (await collect(await client.models.generateContentStream({ model: name, contents }))).map((chunk) => chunk.text ?? '').join('');
    const plain = await text('m');
    for (const scenario of ['split', 'crlf', 'gzip', 'br', 'trailer']) {
      assert.equal(await text(`m+${scenario}`), plain, scenario);
    }
  });
});
