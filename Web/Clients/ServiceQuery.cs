using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
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
    public async Task<Reply<T>> AskAsync<T>(string service, Func<CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = new CancellationTokenSource(options.Value.QueryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await ask(either.Token) is { } value
                ? Reply<T>.From(value)
                : Reply<T>.Refused($"{service} answered with an empty document.");
        }
        catch (Exception exception) when (exception is ServiceRefusedException or RouterRefusedException)
        {
            return Reply<T>.Refused(exception.Message);
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
            return Reply<T>.Unreachable($"{service} did not answer within {options.Value.QueryTimeout.TotalSeconds:0.#} s.");
        }
    }

    public static string Unreachable(string service) => $"{service} cannot be reached; ./switchyard logs {service} says why.";

    public static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(body, type, cancellationToken);
    }
}
