using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Queue;
using Switchyard.Web.Clients;
using Switchyard.Web.Jobs;

namespace Switchyard.Web.Components.Pages;

/// <summary>One job: where it stands, what happened to it, what it asks and was answered; it can be cancelled, and done again where it failed.</summary>
public sealed partial class JobDetail
{
    private Reply<JobDocument> _request;
    private Reply<JobDocument> _answer;
    private JobInfo? _job;
    private string? _shown;
    private string? _problem;
    private bool _isDisconnected;
    private bool _isChanging;

    [Parameter, EditorRequired]
    public required string JobId { get; set; }

    [Inject]
    private JobClient Jobs { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != JobId)
        {
            var isFirst = _shown is null;
            (_shown, _job, _problem, _request, _answer) = (JobId, null, null, default, default);
            if (!isFirst)
            {
                await RefreshNowAsync();
            }
        }
    }

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var id = JobId;
        Show(id, await Jobs.GetJobAsync(id, cancellationToken));
        if (_job is not { } job || job.Id != id)
        {
            return;
        }

        // What was asked does not change, nor does the answer of what is completed; neither is asked again.
        var request = _request.Succeeded ? _request : await Jobs.GetRequestAsync(id, cancellationToken);
        var answer = _answer.Succeeded || job.Status != JobStatuses.Completed ? _answer : await Jobs.GetResultAsync(id, cancellationToken);
        if (id == JobId)
        {
            (_request, _answer) = (request, answer);
        }
    }

    // What was known stays on the page while the Router is away.
    private void Show(string id, Reply<JobInfo> reply)
    {
        if (id == JobId)
        {
            (_job, _problem, _isDisconnected) = (reply.Value ?? _job, reply.Problem, reply.Disconnected);
        }
    }

    private Task CancelAsync() => ChangeAsync(Jobs.CancelAsync);

    private Task ReplayAsync() => ChangeAsync(Jobs.ReplayAsync);

    private async Task ChangeAsync(Func<string, CancellationToken, Task<Reply<JobInfo>>> change)
    {
        _isChanging = true;
        Show(JobId, await change(JobId, CancellationToken.None));
        _isChanging = false;
    }
}
