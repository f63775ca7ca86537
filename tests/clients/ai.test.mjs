// Vercel's AI SDK with its providers for OpenAI-compatible servers and for Anthropic, as they come from their packages, against the Router and the embedded model.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, generateObject, generateText, jsonSchema, stepCountIs, streamObject, streamText, tool } from 'ai';
import { startSystem } from './system.mjs';

const system = 'You are a helpful assistant. Use a tool when it helps.';
const greeting = { prompt: 'Hello! Who are you?', temperature: 0, maxOutputTokens: 40, maxRetries: 0 };
const schema = jsonSchema({
  type: 'object',
  properties: { size: { type: 'integer', minimum: 1, maximum: 9 }, kind: { type: 'string', enum: ['box', 'bag'] } },
  required: ['size', 'kind'],
  additionalProperties: false,
});

let running;
before(async () => {
  running = await startSystem();
});
after(() => running?.stop());

const providers = {
  'openai-compatible': (url) => createOpenAICompatible({ name: 'switchyard', baseURL: `${url}/v1`, apiKey: 'unused', includeUsage: true, supportsStructuredOutputs: true }),
  anthropic: (url) => createAnthropic({ baseURL: `${url}/v1`, apiKey: 'unused' }),
};

for (const [name, create] of Object.entries(providers)) {
  describe(`the AI SDK's ${name} provider`, { timeout: 300_000 }, () => {
    let model;
    let unknown;

    before(() => {
      const provider = create(running.url);
      [model, unknown] = [provider('pocket'), provider('nobody/has-this')];
    });

    test('gets a whole text with usage', async () => {
      const result = await generateText({ ...greeting, model });

      assert.ok(result.text.length > 0);
      assert.ok(['stop', 'length'].includes(result.finishReason));
      assert.ok(result.usage.inputTokens > 0);
      assert.ok(result.usage.outputTokens > 0);
      assert.equal(result.response.headers['x-switchyard-provider'], 'local');
    });

    test('streams the same text in pieces, with usage at the end', async () => {
      const whole = await generateText({ ...greeting, model });
      const result = streamText({ ...greeting, model });
      const pieces = [];
      for await (const piece of result.textStream) {
        pieces.push(piece);
      }

      assert.ok(pieces.length >= 3, `expected at least 3 pieces, got ${pieces.length}`);
      assert.equal(pieces.join(''), whole.text);
      assert.equal(await result.finishReason, whole.finishReason);
      assert.equal((await result.usage).outputTokens, whole.usage.outputTokens);
    });

    for (const streamed of [false, true]) {
      test(`runs a tool to the end by itself${streamed ? ', streamed' : ''}`, async () => {
        const asked = [];
        const calculator = tool({
          description: 'Evaluate an arithmetic expression.',
          inputSchema: jsonSchema({ type: 'object', properties: { expression: { type: 'string' } }, required: ['expression'] }),
          execute: ({ expression }) => {
            asked.push(expression.replaceAll(' ', ''));
            return '391';
          },
        });
        const request = { ...greeting, model, system, prompt: 'What is 17 * 23?', maxOutputTokens: 80, tools: { calculator }, stopWhen: stepCountIs(4) };

        const result = streamed ? streamText(request) : await generateText(request);

        assert.match(await result.text, /391/);
        assert.deepEqual(asked, ['17*23']);
        assert.deepEqual((await result.steps).map((step) => step.finishReason), ['tool-calls', 'stop']);
      });
    }

    test('gets an object by a schema, whole and streamed', { timeout: 60_000 }, async () => {
      const request = { ...greeting, model, schema, maxOutputTokens: 100 };
      const { object } = await generateObject(request);
      const parts = [];
      for await (const part of streamObject(request).partialObjectStream) {
        parts.push(part);
      }

      assert.ok(Number.isInteger(object.size) && object.size >= 1 && object.size <= 9);
      assert.ok(['box', 'bag'].includes(object.kind));
      assert.deepEqual(parts.at(-1), object);
    });

    test('gets typed errors', async () => {
      await assert.rejects(generateText({ ...greeting, model: unknown }), (error) => {
        assert.ok(APICallError.isInstance(error));
        assert.equal(error.statusCode, 404);
        assert.equal(error.isRetryable, false);
        assert.match(error.message, /nobody\/has-this/);
        return true;
      });
    });
  });
}
