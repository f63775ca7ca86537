using System.Net;

namespace Switchyard.InferenceNode.Tests.Models;

/// <summary>A configured folder that cannot be loaded takes none of the others down.</summary>
public sealed class BrokenConfigurationTests
{
    private static readonly (string Key, string Value) s_good = ("Models:Folders:1", SmallFolders.Find("llama"));

    [Theory]
    [InlineData("model.onnx", "is not a whole ONNX model")]
    [InlineData("switchyard.json", "is not valid JSON")]
    public async Task Start_OneBrokenFolder_ServesTheOthers(string file, string problem)
    {
        using var folders = new SmallFolders("qwen2");
        var folder = Path.Combine(folders.Root, "qwen2");
        var whole = File.Exists(Path.Combine(folder, file)) ? await File.ReadAllBytesAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken) : "{}"u8.ToArray();
        await File.WriteAllTextAsync(Path.Combine(folder, file), "{", TestContext.Current.CancellationToken);
        await using var node = await LifecycleNode.StartAsync(null, ("Models:Folders:0", folder), s_good, ("Models:Roots:0", SmallFolders.Find(string.Empty)));

        var status = (await node.GetJsonAsync("/admin/models")).GetProperty("data")[0];
        Assert.Equal(["qwen2 failed", "llama loaded", "lexical loaded"], await ListAsync(node));
        Assert.Equal((folder, true), (status.GetProperty("folder").GetString(), status.GetProperty("pinned").GetBoolean()));
        Assert.Contains(problem, status.GetProperty("failure").GetString(), StringComparison.Ordinal);
        Assert.Equal("Degraded", (await node.GetJsonAsync("/health")).GetProperty("status").GetString());
        Assert.Single(node.Logs.Lines, line => line.StartsWith($"Error 4014 The configured model folder {folder} cannot be loaded; the other models are served without it. ", StringComparison.Ordinal));
        Assert.Equal("llama", (string?)(await node.PostJsonAsync("/v1/completions", """{"prompt":"abc","max_tokens":4}"""))["model"]);
        Assert.Equal(HttpStatusCode.Conflict, (await node.FailAsync("/admin/models/qwen2/load", """{"folder":"qwen2"}""")).Status);

        await File.WriteAllBytesAsync(Path.Combine(folder, file), whole, TestContext.Current.CancellationToken);
        Assert.Equal(("loaded", "native"), ((string?)(await node.LoadAsync("qwen2"))["state"], (string?)node.Entry("qwen2").Runner?.Name));
        Assert.Equal("Healthy", (await node.GetJsonAsync("/health")).GetProperty("status").GetString());
        Assert.NotEmpty(await node.CompleteAsync("qwen2"));
    }

    [Fact]
    public async Task Start_TwoFoldersOfOneName_ServesTheFirst()
    {
        using var folders = new SmallFolders("llama");
        var second = Path.Combine(folders.Root, "llama");

        await using var node = await LifecycleNode.StartAsync(null, ("Models:Folders:0", SmallFolders.Find("llama")), ("Models:Folders:1", second));

        Assert.Equal(["llama loaded", $"{second} failed", "lexical loaded"], await ListAsync(node));
        Assert.Equal("Two model folders have the name 'llama'; give one another name in its switchyard.json.", node.Entry(second).Failure);
    }

    private static async Task<string[]> ListAsync(NodeApplication node) =>
        [.. (await node.GetJsonAsync("/v1/models")).GetProperty("data").EnumerateArray().Select(model => $"{model.GetProperty("id")} {model.GetProperty("state")}")];
}
