using System.Text.Json;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Contracts.Tests.OpenAI;

public sealed class EmbeddingTests
{
    [Theory]
    [InlineData("[1,-0.5,0.25]")]
    [InlineData("\"AACAPwAAAL8AAIA+\"")]
    public void Response_SurvivesTheRoundTrip(string vector)
    {
        var response = RoundTrip.Check(
            $$$"""{"object":"list","data":[{"object":"embedding","index":0,"embedding":{{{vector}}}}],"model":"m","usage":{"prompt_tokens":3,"total_tokens":3}}""",
            OpenAIJsonContext.Default.EmbeddingResponse);

        Assert.Equal([1, -0.5f, 0.25f], response.Data[0].Embedding.Values.ToArray());
    }

    [Fact]
    public void Request_SurvivesTheRoundTrip() => RoundTrip.Check(
        """{"model":"m","input":["a",[1,2]],"encoding_format":"base64","dimensions":8,"truncate_prompt_tokens":-1,"user":"u"}""",
        OpenAIJsonContext.Default.EmbeddingRequest);

    [Theory]
    [InlineData("[1,\"x\"]")]
    [InlineData("\"AAA\"")]
    [InlineData("\"AAAA\"")]
    [InlineData("true")]
    public void Vector_OfAnotherShape_IsRefused(string vector) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize($$$"""{"index":0,"embedding":{{{vector}}}}""", OpenAIJsonContext.Default.EmbeddingData));
}
