using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;
using Switchyard.Web.Clients;
using Switchyard.Web.Jobs;
using Switchyard.Web.Rendering;

namespace Switchyard.Web.Components;

/// <summary>
/// A part of a page that shows a job as it goes on. It follows once the circuit is up, and again when a job that had ended was replayed; however fast
/// the job speaks, it renders at most 20 times a second.
/// </summary>
public abstract class JobFollowing : ComponentBase, IAsyncDisposable
{
    private JobLive? _live;
    private RenderCoalescer? _renders;

    [Parameter, EditorRequired]
    public required JobInfo Job { get; set; }

    /// <summary>Gets or sets what is told that the job stands elsewhere than <see cref="Job"/> says.</summary>
    [Parameter]
    public EventCallback OnMoved { get; set; }

    [Inject]
    private protected TimeProvider Time { get; set; } = null!;

    [Inject]
    private JobClient Jobs { get; set; } = null!;

    private protected JobLive? Live => _live;

    public async ValueTask DisposeAsync()
    {
        if (_live is not null && _renders is not null)
        {
            await _live.DisposeAsync();
            await _renders.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected override void OnParametersSet()
    {
        // What has ended is not asked again; what was seen to end and goes on has been replayed.
        if (_live is { Transcript: var seen } && (seen.Ending is null || !JobStatuses.Ended.Contains(Job.Status)))
        {
            _live.Follow(Job.Id);
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _renders = new RenderCoalescer(() => InvokeAsync(StateHasChanged), DispatchExceptionAsync, RenderCoalescer.DefaultInterval, Time);
            _live = new JobLive(Jobs, Show);
            _live.Follow(Job.Id);
        }
    }

    private void Show(JobNews? news)
    {
        _renders?.Request();
        if (news is { IsLast: true } && !JobStatuses.Ended.Contains(Job.Status))
        {
            _ = OnMoved.InvokeAsync();
        }
    }
}
