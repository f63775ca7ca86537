using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Files;

/// <summary>A caller that uploads and reads files.</summary>
internal sealed class FileClient(HttpClient http)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public HttpClient Http => http;

    /// <summary>Uploads <paramref name="content"/> with other fields before it.</summary>
    public Task<HttpResponseMessage> PostAsync(HttpContent? content, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), $"\"{name}\"");
        }

        if (content is not null)
        {
            form.Add(content, "\"file\"", "\"requests.jsonl\"");
        }

        return http.PostAsync("/v1/files", form, Token);
    }

    /// <summary>Uploads the requests of a batch and returns the file.</summary>
    public async Task<JsonElement> UploadAsync(byte[] content)
    {
        using var answer = await PostAsync(new ByteArrayContent(content), ("purpose", "batch"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.TextAsync());
    }

    /// <summary>Uploads the requests of a batch and returns the file's id.</summary>
    public async Task<string> UploadAsync(string content) => IdOf(await UploadAsync(Encoding.UTF8.GetBytes(content)));

    public async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await http.GetStringAsync($"/v1/files{path}", Token));

    public Task<byte[]> ReadAsync(string id) => http.GetByteArrayAsync($"/v1/files/{id}/content", Token);

    public static string IdOf(JsonElement item) => item.GetProperty("id").GetString()!;
}
