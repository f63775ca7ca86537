using System.Net.Http.Headers;

namespace Switchyard.Router.Jobs;

/// <summary>Has the AgentHost work on runs. A run is the AgentHost's own: it goes on whoever follows it, until it ends or is cancelled.</summary>
internal sealed class AgentHostClient(HttpClient client)
{
    private const string KeyHeader = "Idempotency-Key";

    /// <summary>Starts a run, or finds the one that was started under the key, and returns the stream of its events, which is still to be read.</summary>
    /// <exception cref="Switchyard.Queue.Workers.JobFailedException">It was refused, or the AgentHost does not answer.</exception>
    public Task<HttpResponseMessage> StartAsync(string path, ReadOnlyMemory<byte> body, string key, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.TryAddWithoutValidation(KeyHeader, key);
        return SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Reads how a run stands, with its steps.</summary>
    /// <exception cref="Switchyard.Queue.Workers.JobFailedException">The AgentHost does not answer.</exception>
    public async Task<byte[]> ReadAsync(string run, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, run), HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>Has a run stopped. One that has ended stays as it is.</summary>
    /// <exception cref="Switchyard.Queue.Workers.JobFailedException">The AgentHost does not answer.</exception>
    public async Task CancelAsync(string run, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{run}/cancel"), HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using var request = message;
        try
        {
            var answer = await client.SendAsync(request, completion, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            using (answer)
            {
                throw await RequestFailures.ReadAsync(answer, cancellationToken);
            }
        }
        catch (HttpRequestException exception)
        {
            throw RequestFailures.Unreachable(exception.Message);
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw RequestFailures.Unreachable($"The AgentHost did not answer within {client.Timeout.TotalSeconds:0} s.");
        }
    }
}
