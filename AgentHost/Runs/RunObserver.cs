using Switchyard.Agents.Events;
using Step = Switchyard.Agents.Graphs.Runs.RunEvent;

namespace Switchyard.AgentHost.Runs;

/// <summary>Hears what an agent and its graph do, by any thread, and hands on what readers are told.</summary>
internal sealed class RunObserver(RunNarrator narrator, RunEventPump pump)
{
    private readonly Lock _gate = new();

    public void Hear(AgentEvent happened)
    {
        lock (_gate)
        {
            if (narrator.Tell(happened) is { } runEvent)
            {
                pump.Post(runEvent);
            }
        }
    }

    public void Hear(Step step)
    {
        lock (_gate)
        {
            if (narrator.Tell(step) is { } runEvent)
            {
                pump.Post(runEvent);
            }
        }
    }
}
