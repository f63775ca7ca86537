// What the official OpenAI client must get of sound and images, from the mock and through the Router alike.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI, { toFile } from 'openai';
import { collect } from './mock.mjs';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const mp3 = Buffer.from([0xff, 0xfb]);

// `client` gives the client once the tests run.
export function soundAndImages(client, model) {
  const recording = () => toFile(Buffer.alloc(70_000, 7), 'speech.wav', { type: 'audio/wav' });

  test('has a recording written down, in every format', async () => {
    const create = async (options) => client().audio.transcriptions.create({ model, file: await recording(), ...options });
    const { text, usage } = await create({});
    const verbose = await create({ response_format: 'verbose_json', timestamp_granularities: ['segment'] });

    assert.ok(text.length > 0);
    assert.equal(usage.total_tokens, usage.input_tokens + usage.output_tokens);
    assert.deepEqual([verbose.text, verbose.segments[0].text, verbose.language], [text, text, 'english']);
    assert.equal(await create({ response_format: 'text' }), `${text}\n`);
    assert.match(await create({ response_format: 'vtt' }), /^WEBVTT\n/);
    assert.match(await create({ response_format: 'srt' }), /^1\n00:00:00,000 --> /);
  });

  test('hears a transcript as a stream', async () => {
    const events = await collect(await client().audio.transcriptions.create({ model, file: await recording(), stream: true }));

    assert.equal(events.at(-1).type, 'transcript.text.done');
    assert.equal(events.slice(0, -1).map((event) => event.delta).join(''), events.at(-1).text);
  });

  test('is spoken to', async () => {
    const response = await client().audio.speech.create({ model, voice: 'alloy', input: 'Hello!' });
    const wav = await client().audio.speech.create({ model, voice: 'alloy', input: 'Hello!', response_format: 'wav' });

    assert.equal(response.headers.get('content-type'), 'audio/mpeg');
    assert.equal(response.headers.get('content-length'), null);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()).subarray(0, 2), mp3);
    assert.equal(Buffer.from(await wav.arrayBuffer()).subarray(0, 4).toString(), 'RIFF');
  });

  test('gets images', async () => {
    const { data, usage } = await client().images.generate({ model, prompt: 'A yard', n: 2 });

    assert.equal(data.length, 2);
    assert.ok(data.every((image) => Buffer.from(image.b64_json, 'base64').subarray(0, 4).equals(png)));
    assert.ok(usage.total_tokens > 0);
  });

  test('is told what is missing of sound and images', async () => {
    await assert.rejects(client().audio.transcriptions.create({ model }), OpenAI.BadRequestError);
    await assert.rejects(client().audio.speech.create({ model, voice: 'alloy' }), OpenAI.BadRequestError);
    await assert.rejects(client().images.generate({ model }), OpenAI.BadRequestError);
  });
}
