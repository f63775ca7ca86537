using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Switchyard.InferenceNode.Models;

namespace Switchyard.InferenceNode.Tests.Models;

public sealed class AdminModelsTests
{
    private static readonly (string Key, string Value) s_model = ("Models:Folders:0", SmallFolders.Find("llama"));

    [Fact]
    public async Task Load_FolderBelowARoot_IsServed()
    {
        using var folders = new SmallFolders("qwen2", "phi3");
        await using var node = await LifecycleNode.StartAsync(null, s_model, ("Models:Roots:0", folders.Root));

        var relative = await node.LoadAsync("qwen2", "qwen2");
        var full = await node.LoadAsync("phi3", Path.Combine(folders.Root, "phi3"));
        var again = await node.LoadAsync("phi3", "phi3");

        Assert.Equal(("loaded", false, "loaded", "loaded"), ((string?)relative["state"], (bool?)relative["pinned"], (string?)full["state"], (string?)again["state"]));
        Assert.NotEqual(await node.CompleteAsync("qwen2"), await node.CompleteAsync("phi3"));
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), await CodeAsync(node, "llama", "qwen2"));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("qwen2/../../outside")]
    [InlineData("/etc")]
    [InlineData("link")]
    [InlineData("nothing")]
    [InlineData("")]
    public async Task Load_FolderOutsideTheRoots_IsRefused(string folder)
    {
        using var folders = new SmallFolders("qwen2");
        using var outside = new SmallFolders("phi3");
        Directory.CreateSymbolicLink(Path.Combine(folders.Root, "link"), Path.Combine(outside.Root, "phi3"));
        await using var node = await LifecycleNode.StartAsync(null, s_model, ("Models:Roots:0", folders.Root));

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_value"), await CodeAsync(node, "phi3", folder));
    }

    [Fact]
    public async Task Load_WithoutRoots_RefusesEveryFolder()
    {
        await using var node = await LifecycleNode.StartAsync(null, s_model);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_value"), await CodeAsync(node, "qwen2", SmallFolders.Find("qwen2")));
        Assert.Equal((HttpStatusCode.NotFound, "model_not_found"), await CodeAsync(node, "qwen2", null));
    }

    [Fact]
    public async Task Load_NameThatIsNotTheModels_IsRefused()
    {
        using var folders = new SmallFolders("qwen2");
        await using var node = await LifecycleNode.StartAsync(null, s_model, ("Models:Roots:0", folders.Root));

        var (status, error) = await node.FailAsync("/admin/models/other/load", """{"folder":"qwen2"}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("The model in this folder is named 'qwen2'; load it by that name.", (string?)error["message"]);
    }

    // F62 at run time: the node stays up and says why, and the repaired folder loads.
    [Fact]
    public async Task Load_BrokenFolder_FailsAndTheNodeStaysUp()
    {
        using var folders = new SmallFolders("qwen2");
        var model = Path.Combine(folders.Root, "qwen2", "model.onnx");
        var whole = await File.ReadAllBytesAsync(model, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(model, whole[..^100], TestContext.Current.CancellationToken);
        await using var node = await LifecycleNode.StartAsync(null, s_model, ("Models:Roots:0", folders.Root));

        var (status, error) = await node.FailAsync("/admin/models/qwen2/load", """{"folder":"qwen2"}""");
        var (later, told) = await node.FailAsync("/v1/completions", LifecycleNode.Completion("qwen2"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "model_load_failed"), (status, (string?)error["code"]));
        Assert.Contains("is not a whole ONNX model", (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The model 'qwen2' could not be loaded; GET /admin/models says why."), (later, (string?)told["message"]));
        Assert.Equal((ModelState.Failed, (string?)error["message"]), (node.Entry("qwen2").State, node.Entry("qwen2").Failure));
        Assert.NotEmpty(await node.CompleteAsync("llama"));
        await File.WriteAllBytesAsync(model, whole, TestContext.Current.CancellationToken);
        Assert.Equal("loaded", (string?)(await node.LoadAsync("qwen2"))["state"]);
        Assert.NotEmpty(await node.CompleteAsync("qwen2"));
    }

    [Fact]
    public async Task Load_NameOfAFailedModel_TakesTheOtherFolder()
    {
        using var broken = new SmallFolders("qwen2");
        using var whole = new SmallFolders("qwen2");
        await File.WriteAllBytesAsync(Path.Combine(broken.Root, "qwen2", "model.onnx"), [1, 2, 3], TestContext.Current.CancellationToken);
        await using var node = await LifecycleNode.StartAsync(null, s_model, ("Models:Roots:0", broken.Root), ("Models:Roots:1", whole.Root));
        await node.FailAsync("/admin/models/qwen2/load", """{"folder":"qwen2"}""");

        var loaded = await node.LoadAsync("qwen2", Path.Combine(whole.Root, "qwen2"));
        var back = await CodeAsync(node, "qwen2", Path.Combine(broken.Root, "qwen2"));

        Assert.Equal(("loaded", Path.Combine(whole.Root, "qwen2")), ((string?)loaded["state"], (string?)loaded["folder"]));
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), back);
        Assert.NotEmpty(await node.CompleteAsync("qwen2"));
    }

    [Fact]
    public async Task Load_PipeInTheFolder_IsRefusedAndOthersAreManaged()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are told from files on Linux.");
        using var folders = new SmallFolders("qwen2");
        var tokenizer = Path.Combine(folders.Root, "qwen2", "tokenizer.json");
        File.Delete(tokenizer);
        using (var program = Process.Start("mkfifo", [tokenizer]))
        {
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using var node = await LifecycleNode.StartAsync(null, s_model, ("Models:Roots:0", folders.Root));

        var (status, error) = await node.FailAsync("/admin/models/qwen2/load", """{"folder":"qwen2"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "model_load_failed"), (status, (string?)error["code"]));
        Assert.StartsWith($"{tokenizer} is not a regular file: ", (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal("unloaded", (string?)(await node.UnloadAsync("llama"))["state"]);
    }

    [Theory]
    [InlineData("load")]
    [InlineData("unload")]
    public async Task Post_BuiltInModel_IsAConflict(string action)
    {
        await using var node = await LifecycleNode.StartAsync(null, s_model);

        var (status, error) = await node.FailAsync($"/admin/models/lexical/{action}", "{}");

        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (status, (string?)error["code"]));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer wrong", HttpStatusCode.Unauthorized)]
    [InlineData("Basic operator-key", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer operator-key", HttpStatusCode.OK)]
    public async Task Get_WithAKeyConfigured_AsksForIt(string? authorization, HttpStatusCode expected)
    {
        await using var node = await LifecycleNode.StartAsync(null, s_model, ("Security:OperatorKey", "operator-key"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/admin/models", UriKind.Relative));
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);

        using var response = await node.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.1", "local_only")]
    [InlineData("Forwarded", "for=10.0.0.1", "local_only")]
    [InlineData("Origin", "https://evil.example", "foreign_origin")]
    public async Task Get_FromElsewhere_IsRefused(string header, string value, string code)
    {
        await using var node = await LifecycleNode.StartAsync(null, s_model);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/admin/models", UriKind.Relative));
        request.Headers.Add(header, value);

        using var response = await node.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains($"\"code\":\"{code}\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> CodeAsync(NodeApplication node, string name, string? folder)
    {
        var (status, error) = await node.FailAsync($"/admin/models/{name}/load", folder is null ? "{}" : $$"""{"folder":"{{folder}}"}""");
        return (status, (string?)error["code"]);
    }
}
