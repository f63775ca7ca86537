using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Switchyard.AgentClient;
using Switchyard.QueueClient;

namespace Switchyard.Web.Clients;

/// <summary>Asks a service one short question within a time limit and turns every way it can fail into a <see cref="Reply{T}"/>.</summary>
internal sealed class ServiceQuery(IOptions<WebOptions> options, TimeProvider time)
{
    public Task<Reply<T>> GetAsync<T>(HttpClient client, string service, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
        => GetAsync(client, service, path, type, static request => request, cancellationToken);

    /// <summary>Asks with what <paramref name="prepare"/> adds to the request.</summary>
    public Task<Reply<T>> GetAsync<T>(HttpClient client, string service, string path, JsonTypeInfo<T> type, Func<HttpRequestMessage, HttpRequestMessage> prepare, CancellationToken cancellationToken)
        where T : class
        => SendAsync(client, service, () => prepare(new HttpRequestMessage(HttpMethod.Get, path)), (response, token) => ReadAsync(response, type, token), cancellationToken);

    public Task<Reply<T>> SendAsync<T>(
        HttpClient client,
        string service,
        Func<HttpRequestMessage> createRequest,
        Func<HttpResponseMessage, CancellationToken, Task<T?>> read,
        CancellationToken cancellationToken)
        where T : class
        => AskAsync(
            service,
            async token =>
            {
                using var request = createRequest();
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                return response.IsSuccessStatusCode ? await read(response, token) : throw new ServiceRefusedException(await ServiceError.ReadAsync(response, service, token));
            },
            cancellationToken);

    /// <summary>Asks in whatever way <paramref name="ask"/> does.</summary>
    public Task<Reply<T>> AskAsync<T>(string service, Func<CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
        => AskAsync(service, ask, options.Value.QueryTimeout, cancellationToken);

    /// <summary>Asks for something that a model has to work on.</summary>
    public Task<Reply<T>> AskAtLengthAsync<T>(string service, Func<CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
        => AskAsync(service, ask, options.Value.ModelTimeout, cancellationToken);

    public static string Unreachable(string service) => $"{service} cannot be reached; ./switchyard logs {service} says why.";

    public static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(body, type, cancellationToken);
    }

    private async Task<Reply<T>> AskAsync<T>(string service, Func<CancellationToken, Task<T?>> ask, TimeSpan patience, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await ask(either.Token) is { } value
                ? Reply<T>.From(value)
                : Reply<T>.Refused($"{service} answered with an empty document.");
        }
        catch (Exception exception) when (exception is ServiceRefusedException or RouterRefusedException or AgentHostRefusedException)
        {
            return Reply<T>.Refused(exception.Message) with { IsMissing = exception is AgentHostRefusedException { Status: HttpStatusCode.NotFound } };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Reply<T>.Unreachable(Unreachable(service));
        }
        catch (JsonException)
        {
            return Reply<T>.Refused($"{service} answered with something that is not the expected JSON. Do all parts of the system have the same version?");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Reply<T>.Unreachable($"{service} did not answer within {patience.TotalSeconds:0.#} s.");
        }
    }
}
