using Switchyard.Contracts.OpenAI;
using Switchyard.Contracts.Routing;

namespace Switchyard.Web.Clients;

/// <summary>What the dashboard asks the Router: which models and providers there are. Chat goes through <see cref="ModelChatFactory"/>.</summary>
internal sealed class RouterClient(HttpClient http, ServiceQuery query)
{
    public Task<Reply<ModelList>> GetModelsAsync(CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, "/v1/models", OpenAIJsonContext.Default.ModelList, cancellationToken);

    public Task<Reply<ProviderList>> GetProvidersAsync(CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, "/providers", RoutingJsonContext.Default.ProviderList, cancellationToken);
}
