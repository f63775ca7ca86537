using Microsoft.Extensions.AI;
using Switchyard.Providers.OpenAICompatible;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Services;

namespace Switchyard.Agents.Questions.Tests;

/// <summary>The embedded model as a user has it: a node and a Router as processes, and a client of the Router's.</summary>
public sealed class EmbeddedModel : IAsyncLifetime
{
    private ServiceProcess? _node;
    private ServiceProcess? _router;

    public IChatClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _node = await ServiceProcess.StartAsync("InferenceNode", new Dictionary<string, string>(), cancellation);
        _router = await ServiceProcess.StartAsync("Router", new Dictionary<string, string> { ["services:inference-0:http:0"] = _node.Address }, cancellation);
        await Deadline.WaitAsync(() => KnowsTheModelAsync(_router, cancellation), TimeSpan.FromMinutes(2), "the Router to know the model", cancellation);
        Client = new OpenAICompatibleChatClient(_router.Http, new OpenAICompatibleChatClientOptions { Endpoint = new Uri(_router.Address + "/v1") });
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await (_router?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_node?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static async Task<bool> KnowsTheModelAsync(ServiceProcess router, CancellationToken cancellationToken)
    {
        using var response = await router.Http.GetAsync("/v1/models/default", cancellationToken);
        return response.IsSuccessStatusCode;
    }
}
