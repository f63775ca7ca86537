using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Queue;
using Switchyard.Web.Clients;
using Switchyard.Web.Jobs;

namespace Switchyard.Web.Components.Pages;

/// <summary>The job queue: what waits and runs, the jobs, the workers, and the dead letters, which can be done again.</summary>
public sealed partial class Jobs
{
    private const int PageSize = 50;
    private const int MaxShown = 950;

    private Reply<JobList> _jobs;
    private Reply<QueueDepthList> _depths;
    private Reply<QueueWorkerList> _workers;
    private JobFilter _shown = new(JobTab.Everything, null, null);
    private string? _notice;
    private string? _replayProblem;
    private int _limit = PageSize;
    private bool _asked;
    private bool _isSure;
    private bool _isReplaying;

    /// <summary>Gets or sets which tab the address names.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "queue")]
    public string? Queue { get; set; }

    [SupplyParameterFromQuery(Name = "priority")]
    public string? Priority { get; set; }

    [Inject]
    private JobClient Client { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    private JobFilter Filter => new(JobTab.Find(Show), Queue, Priority);

    protected override async Task OnParametersSetAsync()
    {
        if (Filter != _shown)
        {
            (_shown, _limit, _isSure, _notice, _replayProblem) = (Filter, PageSize, false, null, null);
            if (_asked)
            {
                await RefreshNowAsync();
            }
        }
    }

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var filter = Filter;
        var depthsAsked = Client.GetDepthsAsync(cancellationToken);
        var workersAsked = Client.GetWorkersAsync(cancellationToken);
        var jobs = await Client.GetJobsAsync(filter, _limit, cancellationToken);
        _depths = await depthsAsked;
        _workers = await workersAsked;
        if (filter == Filter)
        {
            (_jobs, _asked) = (jobs, true);
        }
    }

    private Task ShowMoreAsync()
    {
        _limit = Math.Min(_limit + PageSize, MaxShown);
        return RefreshNowAsync();
    }

    private Task ReplayAsync(JobInfo job) => ReplayAsync([job]);

    private Task ReplayShownAsync() => ReplayAsync(_jobs.Value?.Data ?? []);

    private async Task ReplayAsync(IReadOnlyList<JobInfo> jobs)
    {
        (_isReplaying, _notice, _replayProblem) = (true, null, null);
        var replayed = 0;
        foreach (var job in jobs)
        {
            var reply = await Client.ReplayAsync(job.Id, CancellationToken.None);
            replayed += reply.Succeeded ? 1 : 0;
            _replayProblem ??= reply.Problem;
        }

        _notice = replayed == 0 ? null : replayed == 1 ? "1 job waits to be done again." : $"{replayed} jobs wait to be done again.";
        (_isReplaying, _isSure) = (false, false);
        await RefreshNowAsync();
    }
}
