using Microsoft.Extensions.AI;
using Switchyard.Providers.OpenAICompatible;

namespace Switchyard.Web.Clients;

/// <summary>Makes chat clients that speak to the Router; the model is named per request.</summary>
internal sealed class ModelChatFactory(IHttpClientFactory clients)
{
    public const string HttpClientName = "router-chat";

    private static readonly OpenAICompatibleChatClientOptions s_router = new() { Endpoint = new Uri($"http://{ServiceNames.Router}/v1") };

    public IChatClient Create() => new OpenAICompatibleChatClient(clients.CreateClient(HttpClientName), s_router);
}
