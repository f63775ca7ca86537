using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Models;
using Switchyard.Tests.Common.Services;
using Switchyard.Web.Clients;
using Switchyard.Web.Tests.Support;

namespace Switchyard.Web.Tests.Browser;

/// <summary>
/// Dashboard, Router and a node whose model knows no end of text: an answer fills the context unless it is stopped, so what
/// the node counted tells which of the two happened.
/// </summary>
internal sealed class EndlessSystem : IAsyncDisposable
{
    private const string Running = "switchyard_inference_requests_running";
    private const string Generated = "switchyard_inference_generated_tokens";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly ModelFolderCopy _folder = ModelFolderCopy.WithoutEnd();
    private ServiceProcess? _node;
    private ServiceProcess? _router;
    private WebProcess? _web;

    private EndlessSystem()
    {
    }

    public Uri Web => _web!.Address;

    public static async Task<EndlessSystem> StartAsync(CancellationToken cancellationToken)
    {
        var system = new EndlessSystem();
        try
        {
            await system.StartProcessesAsync(cancellationToken);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public HttpClient CreateRouterClient() => new() { BaseAddress = new Uri(_router!.Address) };

    /// <summary>Waits until the node works on nothing any more, and gets how many tokens it has generated.</summary>
    public async Task<int> CountGeneratedTokensAsync(CancellationToken cancellationToken)
    {
        await Deadline.WaitAsync(async () => await ReadAsync(Running, cancellationToken) == 0, s_limit, "the node to be idle", cancellationToken);
        return await ReadAsync(Generated, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new IAsyncDisposable?[] { _web, _router, _node })
        {
            await (process?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _folder.Dispose();
    }

    private async Task StartProcessesAsync(CancellationToken cancellationToken)
    {
        _node = await ServiceProcess.StartAsync("InferenceNode", new Dictionary<string, string> { ["Models:Folders:0"] = _folder.Path }, cancellationToken);
        _router = await ServiceProcess.StartAsync("Router", new Dictionary<string, string> { ["services:inference-0:http:0"] = _node.Address, ["Router:FindOllama"] = "false" }, cancellationToken);
        await Deadline.WaitAsync(() => IsReadyAsync(_router, cancellationToken), s_limit, "the Router to know the model", cancellationToken);
        _web = await WebProcess.StartAsync(new Dictionary<string, string> { ["router"] = _router.Address, ["agenthost"] = Services.Nowhere() }, cancellationToken);
    }

    private static async Task<bool> IsReadyAsync(ServiceProcess router, CancellationToken cancellationToken)
    {
        using var response = await router.Http.GetAsync("/v1/models/default", cancellationToken);
        return response.IsSuccessStatusCode;
    }

    private async Task<int> ReadAsync(string metric, CancellationToken cancellationToken)
    {
        var text = await _node!.Http.GetStringAsync("/metrics", cancellationToken);
        return (int)PrometheusText.Parse(text, [metric]).Sum(static sample => sample.Value);
    }
}
