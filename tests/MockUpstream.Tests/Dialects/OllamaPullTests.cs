using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;

namespace Switchyard.MockUpstream.Tests.Dialects;

/// <summary>Pulling and deleting at Ollama, byte for byte, and what is listed after it.</summary>
public sealed class OllamaPullTests : MockTest
{
    private static readonly string s_digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("small:1b")));

    [Fact]
    public async Task Pull_Streamed_HasTheseLinesAndListsTheModel()
    {
        using var answer = await Http.PostAsJsonAsync("/api/pull", new { model = "small:1b" }, Token);
        var lines = (await answer.Content.ReadAsStringAsync(Token)).Split('\n');

        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            [
                """{"status":"pulling manifest"}""",
                Step(1),
                Step(2),
                Step(3),
                """{"status":"verifying sha256 digest"}""",
                """{"status":"writing manifest"}""",
                """{"status":"success"}""",
                "",
            ],
            lines);
        Assert.True(await ListsAsync("small:1b"));
    }

    [Fact]
    public async Task Pull_InOnePiece_SaysSuccess()
    {
        using var answer = await Http.PostAsJsonAsync("/api/pull", new { name = "small:1b", stream = false }, Token);

        Assert.Equal("""{"status":"success"}""", await answer.Content.ReadAsStringAsync(Token));
        Assert.True(await ListsAsync("small:1b"));
    }

    [Theory]
    [InlineData("error-2", """{"error":"server busy, please try again. maximum pending requests exceeded"}""")]
    [InlineData("end-2", null)]
    public async Task Pull_ThatFails_EndsThereAndListsNothing(string fault, string? last)
    {
        using var answer = await Http.PostAsJsonAsync("/api/pull", new { model = "small:1b+" + fault }, Token);
        var lines = (await answer.Content.ReadAsStringAsync(Token)).TrimEnd('\n').Split('\n');

        Assert.Equal([Step(2), last ?? Step(2)], last is null ? [lines[^1], lines[^1]] : lines[^2..]);
        Assert.False(await ListsAsync("small:1b"));
    }

    [Fact]
    public async Task Delete_OfAListedModel_HasNoBodyAndTheSecondIsRefused()
    {
        using var first = await DeleteAsync("mock-small");
        using var second = await DeleteAsync("mock-small");

        Assert.Equal((HttpStatusCode.OK, ""), (first.StatusCode, await first.Content.ReadAsStringAsync(Token)));
        Assert.Equal((HttpStatusCode.NotFound, """{"error":"model 'mock-small' not found"}"""), (second.StatusCode, await second.Content.ReadAsStringAsync(Token)));
        Assert.False(await ListsAsync("mock-small"));
    }

    private static string Step(int number) => $$"""{"status":"pulling {{s_digest[..12]}}","digest":"sha256:{{s_digest}}","total":3145728,"completed":{{number * 1048576}}}""";

    private async Task<bool> ListsAsync(string model) => (await Http.GetStringAsync("/api/tags", Token)).Contains($"\"{model}\"", StringComparison.Ordinal);

    private async Task<HttpResponseMessage> DeleteAsync(string model)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/delete") { Content = JsonContent.Create(new { model }) };
        return await Http.SendAsync(request, Token);
    }
}
