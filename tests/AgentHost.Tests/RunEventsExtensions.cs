using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Tests;

/// <summary>What tests look at of a run's events.</summary>
internal static class RunEventsExtensions
{
    /// <summary>The types of all events but the graph's steps and the tokens.</summary>
    public static IEnumerable<string> Types(this IEnumerable<RunEvent> events) =>
        events.Select(runEvent => runEvent.Type).Where(type => type is not (RunEventTypes.StepStarted or RunEventTypes.StepDone or RunEventTypes.Token));
}
