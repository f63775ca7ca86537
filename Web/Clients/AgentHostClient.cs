using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Clients;

/// <summary>What the dashboard asks the AgentHost: agents, runs, and the events of a run as they happen.</summary>
internal sealed class AgentHostClient(HttpClient http, ServiceQuery query)
{
    public Task<Reply<AgentList>> GetAgentsAsync(CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.AgentHost, "/v1/agents", AgentsJsonContext.Default.AgentList, cancellationToken);

    public Task<Reply<RunList>> GetRunsAsync(string? status, int limit, string? before, CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.AgentHost, RunsPath(status, limit, before), AgentsJsonContext.Default.RunList, cancellationToken);

    public Task<Reply<RunDetail>> GetRunAsync(string id, CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.AgentHost, $"/v1/runs/{Uri.EscapeDataString(id)}", AgentsJsonContext.Default.RunDetail, cancellationToken);

    /// <summary>Asks for the end of a run; the run's own last event tells when it ended.</summary>
    public Task<Reply<string>> CancelAsync(string id, CancellationToken cancellationToken)
        => query.SendAsync(
            http,
            ServiceNames.AgentHost,
            () => new HttpRequestMessage(HttpMethod.Post, $"/v1/runs/{Uri.EscapeDataString(id)}/cancel"),
            (_, _) => Task.FromResult<string?>(id),
            cancellationToken);

    /// <summary>Starts a run and yields its events until the last one; <paramref name="started"/> is told the run's id before any event. Leaving early does not end the run.</summary>
    /// <exception cref="ServiceRefusedException">The AgentHost refused the request.</exception>
    public async IAsyncEnumerable<RunEvent> StartAsync(string agent, StartRunRequest body, Action<string> started, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/agents/{Uri.EscapeDataString(agent)}/runs")
        {
            Content = JsonContent.Create(body, AgentsJsonContext.Default.StartRunRequest),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new ServiceRefusedException(await ServiceError.ReadAsync(response, ServiceNames.AgentHost, cancellationToken));
        }

        if (response.Headers.Location is { } location)
        {
            started(location.OriginalString[(location.OriginalString.LastIndexOf('/') + 1)..]);
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream, static (_, data) => Parse(data)).EnumerateAsync(cancellationToken))
        {
            if (item.Data is { } runEvent)
            {
                yield return runEvent;
            }
        }
    }

    private static RunEvent? Parse(ReadOnlySpan<byte> data)
        => data.IsEmpty ? null : JsonSerializer.Deserialize(data, AgentsJsonContext.Default.RunEvent);

    private static string RunsPath(string? status, int limit, string? before)
    {
        var path = new StringBuilder("/v1/runs?limit=").Append(limit.ToString(CultureInfo.InvariantCulture));
        if (status is not null)
        {
            path.Append("&status=").Append(Uri.EscapeDataString(status));
        }

        if (before is not null)
        {
            path.Append("&before=").Append(Uri.EscapeDataString(before));
        }

        return path.ToString();
    }
}
