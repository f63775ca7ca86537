using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Controls;

/// <summary>Something a run waits for a person to say, and what can be said.</summary>
public sealed partial class WaitingCard
{
    private ElementReference _title;
    private string _text = string.Empty;
    private string? _problem;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public required WaitingRequest Request { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    /// <summary>Gets or sets what is told that the request was answered.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<WaitingRequest> OnAnswered { get; set; }

    /// <summary>Gets or sets whether the run is named: where the card stands beside those of others.</summary>
    [Parameter]
    public bool ShowRun { get; set; }

    [Inject]
    private RunClient Runs { get; set; } = null!;

    [Inject]
    private IOptions<WebOptions> Web { get; set; } = null!;

    private string TitleId => $"waiting-{Request.RunId}-{Request.Key.Replace(' ', '-')}";

    /// <summary>Moves the focus here.</summary>
    public ValueTask FocusAsync() => _title.FocusAsync();

    private Task AnswerAsync(string answer)
        => TellAsync(() => Runs.AnswerAsync(Request.RunId, new AnswerRequest { Key = Request.Key, Answer = answer, User = Web.Value.User }, CancellationToken.None));

    private Task ResolveAsync(string outcome)
    {
        var result = ResolveResult.Read(outcome, _text);
        return TellAsync(() => Runs.ResolveAsync(Request.RunId, new ResolveRequest { Key = Request.Key, Outcome = outcome, Result = result, User = Web.Value.User }, CancellationToken.None));
    }

    private async Task TellAsync(Func<Task<Reply<string>>> tell)
    {
        _isBusy = true;
        var reply = await tell();
        (_problem, _isBusy) = (reply.Problem, false);
        if (reply.Succeeded)
        {
            await OnAnswered.InvokeAsync(Request);
        }
    }
}
