using System.Text;
using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Administration;

/// <summary>Asks a router as its administrator does.</summary>
internal sealed class AdminClient(RouterHost router) : IDisposable
{
    public const string Key = "an-administrators-key-of-the-tests";
    public const string SecretKey = "a-text-that-keys-are-encrypted-with";

    private static readonly (string Key, string? Value)[] s_settings = [("Router:Admin:Key", Key), ("Router:Admin:SecretKey", SecretKey)];

    public HttpClient Http { get; } = router.CreateClient();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a router that can be changed.</summary>
    public static RouterHost Start(params (string Key, string? Value)[] settings) => RouterHost.Start([.. s_settings, .. settings]);

    public Task<HttpResponseMessage> PutAsync(string path, string body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, path, body, headers);

    public Task<HttpResponseMessage> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, path, null, headers);

    /// <summary>Gets a JSON answer, whatever its status.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null);
        return JsonElement.Parse(await response.TextAsync());
    }

    /// <summary>Puts what must be accepted.</summary>
    public async Task<JsonElement> StoreAsync(string path, string body)
    {
        using var response = await PutAsync(path, body);
        var text = await response.TextAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", "Bearer " + Key);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, Token);
    }

    public void Dispose() => Http.Dispose();
}
