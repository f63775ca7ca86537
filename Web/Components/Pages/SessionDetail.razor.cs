using Microsoft.AspNetCore.Components;
using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;
using Switchyard.Web.Sessions;

namespace Switchyard.Web.Components.Pages;

/// <summary>One session: what was said, and what a model makes of it; it can be compacted, and deleted.</summary>
public sealed partial class SessionDetail
{
    private SessionDocument? _session;
    private SessionKey? _shown;
    private SessionFacts? _facts;
    private SessionAssessment? _assessment;
    private string? _summary;
    private string? _notice;
    private string? _problem;
    private bool _isDisconnected;
    private bool _isBusy;
    private bool _isSure;

    [Parameter, EditorRequired]
    public required string SessionId { get; set; }

    [SupplyParameterFromQuery(Name = "user")]
    public string? User { get; set; }

    [SupplyParameterFromQuery(Name = "agent")]
    public string? Agent { get; set; }

    [Inject]
    private SessionClient Client { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(3);

    private SessionKey Key => new(SessionId, User, Agent);

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Key)
        {
            var isFirst = _shown is null;
            (_shown, _session, _problem, _facts, _assessment, _summary, _notice, _isSure) = (Key, null, null, null, null, null, null, false);
            if (!isFirst)
            {
                await RefreshNowAsync();
            }
        }
    }

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var key = Key;
        var reply = await Client.GetAsync(key, cancellationToken);
        if (key == Key && !_isBusy)
        {
            (_session, _problem, _isDisconnected) = (reply.Value ?? _session, reply.Problem, reply.Disconnected);
        }
    }

    private async Task CompactAsync()
    {
        _notice = await AskAsync(Client.CompactAsync) is { } compaction ? SessionWords.Compacted(compaction) : _notice;
        await RefreshNowAsync();
    }

    private async Task SummarizeAsync() => _summary = (await AskAsync(Client.SummarizeAsync))?.Summary ?? _summary;

    private async Task FindFactsAsync() => _facts = await AskAsync(Client.FindFactsAsync) ?? _facts;

    private async Task AssessAsync() => _assessment = await AskAsync(Client.AssessAsync) ?? _assessment;

    private async Task DeleteAsync()
    {
        if (await AskAsync(Client.DeleteAsync) is not null)
        {
            Navigation.NavigateTo("sessions");
        }
    }

    private async Task<T?> AskAsync<T>(Func<SessionKey, CancellationToken, Task<Reply<T>>> ask)
        where T : class
    {
        (_isBusy, _isSure, _notice) = (true, false, null);
        var reply = await ask(Key, CancellationToken.None);
        (_isBusy, _problem) = (false, reply.Problem);
        return reply.Value;
    }
}
