using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;

namespace Switchyard.MockUpstream.Tests.Dialects;

/// <summary>OpenAI's wire format of sound and images, byte for byte.</summary>
public sealed class MediaWireTests : WireTest
{
    private const string Transcriptions = "/v1/audio/transcriptions";
    private const string Speech = "/v1/audio/speech";
    private const string Images = "/v1/images/generations";

    [Theory]
    [InlineData(null, "application/json", """{"text":"A ö","usage":{"type":"tokens","input_tokens":9,"input_token_details":{"text_tokens":0,"audio_tokens":9},"output_tokens":5,"total_tokens":14}}""")]
    [InlineData("json", "application/json", """{"text":"A ö","usage":{"type":"tokens","input_tokens":9,"input_token_details":{"text_tokens":0,"audio_tokens":9},"output_tokens":5,"total_tokens":14}}""")]
    [InlineData("verbose_json", "application/json", """{"task":"transcribe","language":"english","duration":1.0,"text":"A ö","segments":[{"id":0,"seek":0,"start":0.0,"end":1.0,"text":"A ö","tokens":[50364,50414],"temperature":0.0,"avg_logprob":-0.25,"compression_ratio":1.1,"no_speech_prob":0.01}],"usage":{"type":"duration","seconds":1}}""")]
    [InlineData("text", "text/plain; charset=utf-8", "A ö\n")]
    [InlineData("srt", "text/plain; charset=utf-8", "1\n00:00:00,000 --> 00:00:01,000\nA ö\n\n")]
    [InlineData("vtt", "text/plain; charset=utf-8", "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nA ö\n\n")]
    public async Task Transcription_OfEachFormat_HasThisShape(string? format, string type, string body)
    {
        using var form = Form(("response_format", format));
        using var answer = await Http.PostAsync(Transcriptions, form, Token);

        Assert.Equal((200, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Transcription_Streamed_HasTheseEvents()
    {
        using var form = Form(("stream", "true"));
        using var answer = await Http.PostAsync(Transcriptions, form, Token);

        Assert.Equal("text/event-stream; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            [
                """{"type":"transcript.text.delta","delta":"A"}""",
                """{"type":"transcript.text.delta","delta":" ö"}""",
                """{"type":"transcript.text.done","text":"A ö","usage":{"type":"tokens","input_tokens":9,"input_token_details":{"text_tokens":0,"audio_tokens":9},"output_tokens":5,"total_tokens":14}}""",
            ],
            Data(await answer.Content.ReadAsStringAsync(Token)));
    }

    [Theory]
    [InlineData("model", "you must provide a model parameter")]
    [InlineData("file", "you must provide a file parameter")]
    public async Task Transcription_WithoutWhatItNeeds_IsRefused(string without, string message)
    {
        using var form = new MultipartFormDataContent("b");
        if (without != "model")
        {
            form.Add(new StringContent("m"), "model");
        }

        form.Add(new StringContent("no file"), without == "file" ? "file" : "prompt");
        if (without != "file")
        {
            form.Add(new ByteArrayContent([1]), "file", "a.wav");
        }

        using var answer = await Http.PostAsync(Transcriptions, form, Token);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(message, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data", "--b--")]
    [InlineData("multipart/form-data; boundary=b", "nothing")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n\r\nm\r\n--b--")]
    public async Task Transcription_OfNoForm_IsRefused(string type, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        using var answer = await Http.PostAsync(Transcriptions, content, Token);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith("{\"error\":{\"message\":\"Could not parse multipart form", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "audio/mpeg", 2 * 417)]
    [InlineData("mp3", "audio/mpeg", 2 * 417)]
    [InlineData("opus", "audio/opus", 2 * 480)]
    [InlineData("aac", "audio/aac", 2 * 480)]
    [InlineData("flac", "audio/flac", 2 * 480)]
    [InlineData("wav", "audio/wav", 44 + (2 * 480))]
    [InlineData("pcm", "audio/pcm", 2 * 480)]
    public async Task Speech_OfEachFormat_HasThisTypeAndLength(string? format, string type, int length)
    {
        var answer = await RawConnection.PostAsync(Server, Speech, SpeechBody(format is null ? "" : $",\"response_format\":\"{format}\""));

        Assert.Equal((200, type, length), (answer.Status, answer.Header("Content-Type"), answer.Body.Length));
        Assert.Equal(format == "wav" ? [44, 480, 480] : [length / 2, length / 2], answer.Chunks.Select(static chunk => chunk.Length));
    }

    [Fact]
    public async Task Speech_InMp3_IsFramesOfSilence()
    {
        var sound = (await RawConnection.PostAsync(Server, Speech, SpeechBody())).Body;

        Assert.Equal([0xFF, 0xFB, 0x90, 0xC4], sound[..4]);
        Assert.Equal([0xFF, 0xFB, 0x90, 0xC4], sound[417..421]);
        Assert.All(sound[4..417], static value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task Speech_InWav_SaysHowItSounds()
    {
        var sound = (await RawConnection.PostAsync(Server, Speech, SpeechBody(",\"response_format\":\"wav\""))).Body;

        Assert.Equal("RIFF WAVEfmt  data", $"{Text(sound[..4])} {Text(sound[8..16])} {Text(sound[36..40])}");
        Assert.Equal((1, 1, 24_000, 48_000, 2, 16), (Short(20), Short(22), BinaryPrimitives.ReadInt32LittleEndian(sound.AsSpan(24)), BinaryPrimitives.ReadInt32LittleEndian(sound.AsSpan(28)), Short(32), Short(34)));
        Assert.Contains(sound[44..], static value => value != 0);

        int Short(int at) => BinaryPrimitives.ReadInt16LittleEndian(sound.AsSpan(at));
    }

    [Fact]
    public async Task Speech_AsEvents_HoldsTheSameSound()
    {
        var whole = (await RawConnection.PostAsync(Server, Speech, SpeechBody())).Body;
        var events = Data(await SendAsync(Speech, SpeechBody(",\"stream_format\":\"sse\"")));

        Assert.Equal("""{"type":"speech.audio.done","usage":{"input_tokens":9,"output_tokens":5,"total_tokens":14}}""", events[^1]);
        Assert.Equal(whole, events[..^1].SelectMany(static data => Convert.FromBase64String(data[data.LastIndexOf(':')..].Trim(':', '"', '}'))));
        Assert.All(events[..^1], static data => Assert.StartsWith("""{"type":"speech.audio.delta","audio":" """.TrimEnd(), data, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"model":"m","voice":"alloy"}""", "input")]
    [InlineData("""{"model":"m","input":"Hello"}""", "you must provide a voice parameter")]
    [InlineData("""{"input":"Hello","voice":"alloy"}""", "you must provide a model parameter")]
    [InlineData("""{"model":"m","input":"Hello","voice":"alloy","response_format":"midi"}""", "expected one of mp3, opus, aac, flac, wav, pcm")]
    public async Task Speech_BadRequest_SaysWhat(string body, string message)
    {
        var answer = await RawConnection.PostAsync(Server, Speech, body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(message, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_AsBase64_AreADifferentPictureEach()
    {
        var answer = await PostAsync(Images, """{"model":"m","prompt":"A yard","n":2}""");

        var pictures = answer.GetProperty("data").EnumerateArray().Select(static item => item.GetProperty("b64_json").GetBytesFromBase64()).ToList();
        Assert.Equal(2, pictures.Count);
        Assert.All(pictures, static picture => Assert.Equal([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'], picture[..8]));
        Assert.EndsWith("A ö", Encoding.UTF8.GetString(pictures[0]), StringComparison.Ordinal);
        Assert.Equal("""{"input_tokens":9,"input_tokens_details":{"image_tokens":0,"text_tokens":9},"output_tokens":5,"total_tokens":14}""", answer.GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task Images_AsAddresses_HaveThisShape() => Assert.Equal(
        """{"created":1767225600,"background":"opaque","data":[{"url":"https://images.example/mock.png"}],"output_format":"png","quality":"low","size":"1024x1024","usage":{"input_tokens":9,"input_tokens_details":{"image_tokens":0,"text_tokens":9},"output_tokens":5,"total_tokens":14}}""",
        await SendAsync(Images, """{"model":"m","prompt":"A yard","response_format":"url"}"""));

    [Fact]
    public async Task Images_WithoutAPrompt_AreRefused() =>
        Assert.Equal(400, (await RawConnection.PostAsync(Server, Images, """{"model":"m"}""")).Status);

    private static MultipartFormDataContent Form(params (string Name, string? Value)[] fields)
    {
        var form = new MultipartFormDataContent("b") { { new StringContent("m"), "model" }, { new ByteArrayContent([1, 2, 3]), "file", "a.wav" }, { new StringContent("word"), "timestamp_granularities[]" } };
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                form.Add(new StringContent(value), name);
            }
        }

        return form;
    }

    private static string SpeechBody(string more = "") => $$"""{"model":"m","input":"Hello","voice":"alloy"{{more}}}""";

    private static string Text(byte[] bytes) => Encoding.ASCII.GetString(bytes);
}
