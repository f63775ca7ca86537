namespace Switchyard.Agents.Graphs.Runs;

/// <summary>A call that a node has begun.</summary>
internal readonly struct CallUnderWay(Action end) : IDisposable
{
    public void Dispose() => end();
}
