using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.Agents.Hooks;
using Switchyard.Providers.OpenAICompatible;

namespace Switchyard.AgentHost.Models;

/// <summary>Registers the way to the models: always through the Router.</summary>
internal static class ModelServices
{
    // Service discovery resolves the name. The limit is for the first byte: a busy node may queue a request for minutes.
    private static readonly Uri s_router = new("http://router");
    private static readonly TimeSpan s_firstByte = TimeSpan.FromMinutes(5);

    public static IHostApplicationBuilder AddModels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(RouterClient.HttpClientName, client =>
        {
            client.BaseAddress = s_router;
            client.Timeout = s_firstByte;
        });
        builder.Services.AddSingleton<RouterClient>();
        builder.Services.AddSingleton<ModelBudgets>();
        builder.Services.AddSingleton<TokenCounter>();
        builder.Services.AddSingleton(CreateClient);
        builder.Services.AddHealthChecks().AddCheck<RouterHealthCheck>(RouterClient.HttpClientName);
        return builder;
    }

    private static IChatClient CreateClient(IServiceProvider services)
    {
        var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(RouterClient.HttpClientName);
        var options = services.GetRequiredService<IOptions<AgentHostOptions>>();
        var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleChatClientOptions { Endpoint = new Uri(s_router, "v1") });
        return new RetryingChatClient(client, services.GetRequiredService<HookPipeline>(), options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<RetryingChatClient>>());
    }
}
