using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.InferenceNode.Models;
using Switchyard.Tests.Common;

namespace Switchyard.InferenceNode.Tests.Models;

/// <summary>What tests of loading and unloading ask of a node.</summary>
internal static class LifecycleNode
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static async Task<NodeApplication> StartAsync(TimeProvider? time, params (string Key, string Value)[] settings)
    {
        var node = new NodeApplication([("Models:Slots", "2"), .. settings]) { Time = time };
        await node.InitializeAsync();
        return node;
    }

    public static string Completion(string model) => $$"""{"model":"{{model}}","prompt":"abc","max_tokens":4}""";

    public static ModelEntry Entry(this NodeApplication node, string name) => node.Services.GetRequiredService<ModelRegistry>().Find(name)!;

    public static Task WaitForStateAsync(this NodeApplication node, string name, ModelState state) =>
        Deadline.WaitAsync(() => Task.FromResult(node.Entry(name).State == state), s_limit, $"{name} {state}", TestContext.Current.CancellationToken);

    public static async Task<string> CompleteAsync(this NodeApplication node, string model) =>
        (await node.PostJsonAsync("/v1/completions", Completion(model)))["choices"]!.ToJsonString();

    public static Task<JsonNode> LoadAsync(this NodeApplication node, string name, string? folder = null) =>
        node.PostJsonAsync($"/admin/models/{name}/load", folder is null ? "{}" : $$"""{"folder":"{{folder}}"}""");

    public static Task<JsonNode> UnloadAsync(this NodeApplication node, string name) => node.PostJsonAsync($"/admin/models/{name}/unload", "{}");

    public static async Task<(HttpStatusCode Status, JsonNode Error)> FailAsync(this NodeApplication node, string path, string json)
    {
        using var response = await node.PostAsync(path, json);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(body)!["error"] ?? throw new InvalidOperationException(body));
    }
}
