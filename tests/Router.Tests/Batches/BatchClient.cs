using System.Net;
using System.Text;
using System.Text.Json;
using Switchyard.Router.Tests.Files;
using Xunit;

namespace Switchyard.Router.Tests.Batches;

/// <summary>A caller of batches.</summary>
internal sealed class BatchClient(HttpClient http)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public HttpClient Http => http;

    public FileClient Files { get; } = new(http);

    /// <summary>A request of a batch.</summary>
    public static string LineOf(string id, string model = "first/m", string url = "/v1/chat/completions") =>
        $$$"""{"custom_id":"{{{id}}}","method":"POST","url":"{{{url}}}","body":{"model":"{{{model}}}","messages":[{"role":"user","content":"{{{id}}}"}]}}""";

    public Task<HttpResponseMessage> PostAsync(string body) => http.PostAsync("/v1/batches", new StringContent(body, Encoding.UTF8, "application/json"), Token);

    /// <summary>Uploads the lines and returns the batch that was made of them.</summary>
    public async Task<JsonElement> CreateAsync(string[] lines, string more = "", string endpoint = "/v1/chat/completions")
    {
        var file = await Files.UploadAsync(string.Join('\n', lines));
        using var answer = await PostAsync($$"""{"input_file_id":"{{file}}","endpoint":"{{endpoint}}","completion_window":"24h"{{more}}}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.TextAsync());
    }

    public async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await http.GetStringAsync($"/v1/batches{path}", Token));

    public Task<HttpResponseMessage> CancelAsync(string id) => http.PostAsync($"/v1/batches/{id}/cancel", content: null, Token);

    /// <summary>Waits until the batch has ended.</summary>
    public async Task<JsonElement> WaitAsync(string id)
    {
        var batch = default(JsonElement);
        await Deadline.UntilAsync(async () => StatusOf(batch = await GetAsync($"/{id}")) is "completed" or "failed" or "expired" or "cancelled");
        return batch;
    }

    /// <summary>Reads a file that the batch names, line by line.</summary>
    public async Task<List<JsonElement>> ReadAsync(JsonElement batch, string member) =>
        [.. Encoding.UTF8.GetString(await Files.ReadAsync(batch.GetProperty(member).GetString()!)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line))];

    public static string? StatusOf(JsonElement batch) => batch.GetProperty("status").GetString();
}
