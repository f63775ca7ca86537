using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Tests.Forwarding;

/// <summary>Makes streams of chat events that are passed on.</summary>
internal static class EventStreams
{
    /// <summary>Waits for minutes, so that a test sees what is not waited for.</summary>
    public static StreamTimes Patient { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), long.MaxValue);

    public static EventStream Open(Stream inner, StreamOutcome? outcome = null, StreamTimes? times = null)
    {
        outcome ??= new StreamOutcome();
        var events = new PassedEvents(EventJudge.Of(DialectRegistry.Upstream(Dialect.Chat)), DialectRegistry.Caller(Dialect.Chat), "r", outcome);
        return new EventStream(inner, events, times ?? Patient, outcome, TimeProvider.System, continuation: null);
    }
}
