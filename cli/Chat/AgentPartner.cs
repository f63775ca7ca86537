using System.Runtime.CompilerServices;
using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Chat;

/// <summary>An agent of the AgentHost, which keeps the conversation itself. Cancelling an answer cancels the run.</summary>
internal sealed class AgentPartner : IChatPartner
{
    private static readonly TimeSpan s_cancelPatience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly RunsClient _runs;
    private readonly string? _model;
    private readonly string? _user;
    private string? _conversation;
    private bool _anew;

    public AgentPartner(Uri host, string agent, string? model, string? user)
    {
        (Name, _model, _user) = (agent, model, user);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host, Timeout = Timeout.InfiniteTimeSpan };
        _runs = new AgentHostApi(_http, TimeProvider.System).Runs;
    }

    public string Name { get; }

    public async IAsyncEnumerable<ChatPiece> AskAsync(string question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Without a conversation the host goes on with the user's latest; a new id begins another.
        var conversation = _conversation ?? (_anew ? Guid.NewGuid().ToString() : null);
        var request = new StartRunRequest { Input = question, User = _user, Conversation = conversation, Model = _model };
        var state = new RunProgress();
        try
        {
            await foreach (var item in _runs.StartAsync(Name, request, id => state.RunId = id, cancellationToken))
            {
                if (state.Follow(item) is { } piece)
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

    private async Task CancelUnlessEndedAsync(RunProgress state)
    {
        if (state is not { RunId: { } id, HasEnded: false })
        {
            return;
        }

        using var limit = new CancellationTokenSource(s_cancelPatience);
        try
        {
            await _runs.CancelAsync(id, limit.Token);
        }
        catch (AgentHostRefusedException)
        {
            // The host has no such run any more, or does not end it now: the answer is left either way.
        }
    }
}
