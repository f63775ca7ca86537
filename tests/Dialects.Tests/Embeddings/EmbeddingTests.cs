using System.Buffers;
using System.Text;
using System.Text.Json;
using Switchyard.Dialects.Embeddings;

namespace Switchyard.Dialects.Tests.Embeddings;

public sealed class EmbeddingTests
{
    [Fact]
    public void Write_ForEachDialect_NamesModelTextsAndLength()
    {
        var request = EmbeddingRequest.Read("""{"model":"m","input":["a","b"],"dimensions":2,"user":"u"}"""u8);

        var gemini = DialectRegistry.Upstream(Dialect.Gemini).Embeddings!.Write(request);
        var ollama = DialectRegistry.Upstream(Dialect.Ollama).Embeddings!.Write(request);

        Assert.Equal(
            ("models/m:batchEmbedContents", """{"requests":[{"model":"models/m","content":{"parts":[{"text":"a"}]},"outputDimensionality":2},{"model":"models/m","content":{"parts":[{"text":"b"}]},"outputDimensionality":2}]}"""),
            (gemini.Path, Encoding.UTF8.GetString(gemini.Body.Span)));
        Assert.Equal(("api/embed", """{"model":"m","input":["a","b"],"dimensions":2}"""), (ollama.Path, Encoding.UTF8.GetString(ollama.Body.Span)));
        Assert.Equal("user", Assert.Single(gemini.Dropped).Field);
    }

    [Fact]
    public void Answer_InEitherForm_HoldsTheSameNumbers()
    {
        var answer = DialectRegistry.Upstream(Dialect.Ollama).Embeddings!.Read("""{"embeddings":[[0.5,-1]],"prompt_eval_count":3}"""u8);

        var array = Written(answer, """{"model":"m","input":"a"}""");
        var base64 = Written(answer, """{"model":"m","input":"a","encoding_format":"base64"}""");

        Assert.Equal("""{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-1]}],"model":"m","usage":{"prompt_tokens":3,"total_tokens":3}}""", array);
        var bytes = JsonElement.Parse(base64).GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal([0.5f, -1f], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray());
    }

    [Theory]
    [InlineData("""{"input":[1,2]}""", "input[0]", true)]
    [InlineData("""{"input":[[1,2]]}""", "input[0]", true)]
    [InlineData("""{"input":5}""", "input", false)]
    [InlineData("""{"input":"a","encoding_format":"int8"}""", "encoding_format", false)]
    public void Read_WhatCannotBeSaid_IsRefusedByName(string body, string field, bool isUnsupported)
    {
        var thrown = Assert.Throws<TranslationException>(() => EmbeddingRequest.Read(Encoding.UTF8.GetBytes(body)));

        Assert.Equal((field, isUnsupported), (thrown.Field, thrown.IsUnsupported));
    }

    [Theory]
    [InlineData(Dialect.Gemini, "{}")]
    [InlineData(Dialect.Gemini, """{"embeddings":[{"values":["x"]}]}""")]
    [InlineData(Dialect.Ollama, """{"embeddings":[[null]]}""")]
    [InlineData(Dialect.Ollama, "[]")]
    public void Read_AnswerThatIsNone_IsSaid(Dialect upstream, string body) =>
        Assert.Throws<AnswerFormatException>(() => DialectRegistry.Upstream(upstream).Embeddings!.Read(Encoding.UTF8.GetBytes(body)));

    private static string Written(EmbeddingAnswer answer, string request)
    {
        var output = new ArrayBufferWriter<byte>();
        EmbeddingAnswerWriter.Write(answer, EmbeddingRequest.Read(Encoding.UTF8.GetBytes(request)), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
