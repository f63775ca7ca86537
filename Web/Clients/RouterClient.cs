using System.Globalization;
using Switchyard.Contracts.OpenAI;
using Switchyard.Contracts.Routing;

namespace Switchyard.Web.Clients;

/// <summary>What the dashboard asks the Router: which models and providers there are, and how it served requests. Chat goes through <see cref="ModelChatFactory"/>.</summary>
internal sealed class RouterClient(HttpClient http, ServiceQuery query)
{
    public Task<Reply<ModelList>> GetModelsAsync(CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, "/v1/models", OpenAIJsonContext.Default.ModelList, cancellationToken);

    public Task<Reply<ProviderList>> GetProvidersAsync(CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, "/providers", RoutingJsonContext.Default.ProviderList, cancellationToken);

    public Task<Reply<RequestList>> GetRequestsAsync(int limit, CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, $"/v1/requests?limit={limit.ToString(CultureInfo.InvariantCulture)}", RoutingJsonContext.Default.RequestList, cancellationToken);
}
