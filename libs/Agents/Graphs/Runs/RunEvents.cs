namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Tells who watches a runner what happens in its runs.</summary>
internal sealed class RunEvents(Action<RunEvent>? onEvent)
{
    public void Tell(Guid runId, RunEventKind kind, Visit? visit = null, string? key = null, string? text = null)
    {
        if (onEvent is null)
        {
            return;
        }

        try
        {
            onEvent(new RunEvent(runId, kind, visit?.Step ?? 0, visit?.Path, key, text));
        }
#pragma warning disable CA1031 // A run does not fail because of who watches it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
