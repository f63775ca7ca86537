using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Models;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Logging;

namespace Switchyard.InferenceNode.Tests;

/// <summary>The node in process, on a real socket, with the embedded model.</summary>
public sealed class NodeApplication : WebApplicationFactory<Program>, IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private readonly (string Key, string Value)[] _settings;

    public NodeApplication()
        : this([])
    {
    }

    internal NodeApplication(params (string Key, string Value)[] settings)
    {
        _settings = settings;
        UseKestrel();
    }

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Gets the node's clock; null is the machine's.</summary>
    internal TimeProvider? Time { get; init; }

    internal LogRecorder Logs { get; } = new();

    internal InferenceEngine Engine => Services.GetRequiredService<ModelRegistry>().Models[0].Engine;

    /// <summary>Starts the node and waits until it is ready.</summary>
    public async ValueTask InitializeAsync()
    {
        StartServer();
        Client = CreateClient();
        await Deadline.WaitAsync(async () => (await Client.GetAsync(new Uri("/health", UriKind.Relative))).IsSuccessStatusCode, s_limit, "the model", TestContext.Current.CancellationToken);
    }

    internal Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(json, System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    internal async Task<JsonNode> PostJsonAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }

    internal async Task<JsonElement> GetJsonAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Posts a streaming request and gets the events' data.</summary>
    internal async Task<List<string>> StreamAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.ToString());
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return [.. body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(line => Assert.IsType<string>(line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : null))];
    }

    /// <summary>Waits until no request holds a slot or waits for one.</summary>
    internal Task WaitForIdleAsync() =>
        Deadline.WaitAsync(() => Task.FromResult(Engine is { Running: 0, Waiting: 0 }), s_limit, "free slots", TestContext.Current.CancellationToken);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // Not UseKestrel(0), which changes the address after the program has begun to start and now and then comes too late.
        builder.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        builder.ConfigureLogging(logging => logging.AddProvider(Logs));
        if (Time is { } time)
        {
            builder.ConfigureTestServices(services => services.AddSingleton(time));
        }

        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }
    }
}
