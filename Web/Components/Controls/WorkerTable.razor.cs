using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Queue;

namespace Switchyard.Web.Components.Controls;

/// <summary>The workers that live, one a row: what each does, and how much it has to do.</summary>
public sealed partial class WorkerTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<QueueWorker> Workers { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }
}
