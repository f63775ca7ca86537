namespace Switchyard.Inference.Scheduling;

/// <summary>The waiting requests of one caller, the oldest first.</summary>
internal sealed class CallerQueue(string caller)
{
    public string Caller => caller;

    public LinkedList<Sequence> Sequences { get; } = [];
}
