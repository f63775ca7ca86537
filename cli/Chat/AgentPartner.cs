using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.QueueClient;

namespace Switchyard.Cli.Chat;

/// <summary>An agent of the AgentHost, which keeps the conversation itself. Cancelling an answer cancels the run.</summary>
internal sealed class AgentPartner(Uri host, string agent, string? model, string? user) : IChatPartner
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host, Timeout = Timeout.InfiniteTimeSpan };
    private string? _conversation;
    private bool _anew;

    public string Name => agent;

    public async IAsyncEnumerable<ChatPiece> AskAsync(string question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await StartAsync(question, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var state = new RunProgress();
        try
        {
            await foreach (var item in SseParser.Create(stream, static (_, data) => JsonSerializer.Deserialize(data, AgentsJsonContext.Default.RunEvent)).EnumerateAsync(cancellationToken))
            {
                if (item.Data is { } runEvent && state.Follow(runEvent) is { } piece)
                {
                    yield return piece;
                }
            }
        }
        finally
        {
            _conversation = state.Conversation ?? _conversation;
            await CancelUnlessEndedAsync(state);
        }
    }

    public void StartAnew() => (_conversation, _anew) = (null, true);

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> StartAsync(string question, CancellationToken cancellationToken)
    {
        // Without a conversation the host goes on with the user's latest; a new id begins another.
        var conversation = _conversation ?? (_anew ? Guid.NewGuid().ToString() : null);
        var request = new StartRunRequest { Input = question, User = user, Conversation = conversation, Model = model };
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/v1/agents/{Uri.EscapeDataString(agent)}/runs") { Content = JsonContent.Create(request, AgentsJsonContext.Default.StartRunRequest) };
        var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new HttpRequestException((await ServiceProblem.ReadAsync(response, cancellationToken)).Message);
        }
    }

    private async Task CancelUnlessEndedAsync(RunProgress state)
    {
        if (state is { RunId: { } id, HasEnded: false })
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            using var response = await _http.PostAsync(new Uri($"/v1/runs/{Uri.EscapeDataString(id)}/cancel", UriKind.Relative), null, limit.Token);
        }
    }
}
