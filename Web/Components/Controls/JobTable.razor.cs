using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Queue;

namespace Switchyard.Web.Components.Controls;

/// <summary>Jobs, one a row; the id leads to the whole story, and running ones say what they say.</summary>
public sealed partial class JobTable
{
    /// <summary>Each is a stream from the Router: as many as fit a screen.</summary>
    private const int MaxLive = 10;

    private HashSet<string> _live = [];

    [Parameter, EditorRequired]
    public required IReadOnlyList<JobInfo> Jobs { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<JobInfo> OnReplay { get; set; }

    /// <summary>Gets or sets what is told that a job stands elsewhere than it is shown.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnMoved { get; set; }

    protected override void OnParametersSet() =>
        _live = [.. Jobs.Where(static job => job.Status == JobStatuses.Running).Take(MaxLive).Select(static job => job.Id)];
}
