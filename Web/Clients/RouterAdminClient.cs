using System.Globalization;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Switchyard.Contracts.Routing;
using Switchyard.QueueClient;

namespace Switchyard.Web.Clients;

/// <summary>Changes the Router while it runs, and reads what only the administrator may, with the administrator's key that AppHost gives both.</summary>
internal sealed class RouterAdminClient(HttpClient http, ServiceQuery query, IConfiguration configuration, IOptions<WebOptions> options)
{
    public const string KeySetting = "Switchyard:RouterAdminKey";

    private readonly string? _key = configuration[KeySetting];

    /// <summary>Gets whether there is a key; without one the Router would refuse every question.</summary>
    public bool HasKey => !string.IsNullOrEmpty(_key);

    public Task<Reply<AdminStatus>> GetStatusAsync(CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, "/admin", RoutingJsonContext.Default.AdminStatus, Authorize, cancellationToken);

    public Task<Reply<AdminSetting>> GetDefaultsAsync(CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, "/admin/defaults", RoutingJsonContext.Default.AdminSetting, Authorize, cancellationToken);

    public Task<Reply<AdminSettingList>> GetSettingsAsync(string kind, CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, $"/admin/{kind}", RoutingJsonContext.Default.AdminSettingList, Authorize, cancellationToken);

    public Task<Reply<AdminChangeList>> GetChangesAsync(int limit, CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, $"/admin/changes?limit={limit.ToString(CultureInfo.InvariantCulture)}", RoutingJsonContext.Default.AdminChangeList, Authorize, cancellationToken);

    /// <summary>Gets how one request was served. Anybody may ask; the key is for what it said.</summary>
    public Task<Reply<RequestInfo>> GetRequestAsync(string id, CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, $"/v1/requests/{Uri.EscapeDataString(id)}", RoutingJsonContext.Default.RequestInfo, Authorize, cancellationToken);

    /// <summary>Stores a setting, if nobody changed it since <paramref name="version"/>; without one, if nothing was stored.</summary>
    public Task<Reply<AdminSetting>> SetAsync(string kind, string id, JsonNode value, long? version, CancellationToken cancellationToken)
        => query.SendAsync(
            http,
            ServiceNames.Router,
            () => Change(HttpMethod.Put, PathOf(kind, id), version, JsonContent.Create(value, RoutingJsonContext.Default.JsonNode)),
            static (response, token) => ServiceQuery.ReadAsync(response, RoutingJsonContext.Default.AdminSetting, token),
            cancellationToken);

    /// <summary>Removes what was stored, if nobody changed it since <paramref name="version"/>.</summary>
    public Task<Reply<string>> RemoveAsync(string kind, string id, long version, CancellationToken cancellationToken)
        => query.SendAsync(
            http,
            ServiceNames.Router,
            () => Change(HttpMethod.Delete, PathOf(kind, id), version, null),
            (_, _) => Task.FromResult<string?>(id),
            cancellationToken);

    /// <summary>Takes an address out of service, or back.</summary>
    public Task<Reply<EndpointInfo>> DrainAsync(string provider, string endpoint, bool isDraining, CancellationToken cancellationToken)
        => query.SendAsync(
            http,
            ServiceNames.Router,
            () => Authorize(new HttpRequestMessage(isDraining ? HttpMethod.Post : HttpMethod.Delete, $"{PathOf("providers", provider)}/endpoints/{Uri.EscapeDataString(endpoint)}/drain")),
            static (response, token) => ServiceQuery.ReadAsync(response, RoutingJsonContext.Default.EndpointInfo, token),
            cancellationToken);

    /// <summary>Has a provider fetch a model, and tells how far it is until it is there. Leaving early ends the pull.</summary>
    /// <exception cref="ServiceRefusedException">It could not be fetched.</exception>
    public async IAsyncEnumerable<PullEvent> PullAsync(string provider, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = Authorize(new HttpRequestMessage(HttpMethod.Post, "/v1/models/pull"));
        request.Content = JsonContent.Create(new PullModelRequest { Provider = provider, Model = model }, RoutingJsonContext.Default.PullModelRequest);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new ServiceRefusedException(await ServiceError.ReadAsync(response, ServiceNames.Router, cancellationToken));
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            if (item.EventType == PullEventTypes.Error)
            {
                throw new ServiceRefusedException(ServiceProblem.SentenceOf(item.Data) ?? "The model could not be pulled.");
            }

            yield return JsonSerializer.Deserialize(item.Data, RoutingJsonContext.Default.PullEvent)!;
            if (item.EventType == PullEventTypes.Done)
            {
                yield break;
            }
        }

        throw new ServiceRefusedException("The router broke off before the model was there; pull it again to go on from there.");
    }

    /// <summary>Has the provider of a model remove it from its disk.</summary>
    public Task<Reply<ModelDeleted>> RemoveModelAsync(string id, CancellationToken cancellationToken)
        => query.SendAsync(
            http,
            ServiceNames.Router,
            () => Authorize(new HttpRequestMessage(HttpMethod.Delete, $"/v1/models/{Uri.EscapeDataString(id)}")),
            static (response, token) => ServiceQuery.ReadAsync(response, RoutingJsonContext.Default.ModelDeleted, token),
            cancellationToken);

    // Of the defaults there is one, which has no name.
    private static string PathOf(string kind, string id) => id.Length == 0 ? $"/admin/{kind}" : $"/admin/{kind}/{Uri.EscapeDataString(id)}";

    private HttpRequestMessage Change(HttpMethod method, string path, long? version, HttpContent? content)
    {
        var request = Authorize(new HttpRequestMessage(method, path) { Content = content });
        if (version is { } seen)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{seen.ToString(CultureInfo.InvariantCulture)}\""));
        }
        else
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        }

        return request;
    }

    private HttpRequestMessage Authorize(HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        request.Headers.Add("x-switchyard-user", options.Value.User);
        return request;
    }
}
