using Switchyard.MockUpstream.Dialects;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Framing;

/// <summary>Changes the events of a stream as the faults want: before they are bytes, whatever the dialect.</summary>
internal static class StreamFaults
{
    public static void Apply(List<StreamEvent> events, ActiveFaults faults, Operation operation)
    {
        foreach (var fault in faults.All)
        {
            switch (fault.Kind)
            {
                case FaultKind.Malformed:
                    events.Insert(PlaceAfter(events, fault.After ?? 0), Malformed(events));
                    break;
                case FaultKind.DuplicateUsage:
                    Duplicate(events);
                    break;
                case FaultKind.NoDone:
                    events.RemoveAll(static item => item.Roles.HasFlag(EventRoles.Terminator));
                    break;
                case FaultKind.Extra:
                    AddExtra(events);
                    break;
                default:
                    break;
            }
        }

        EndEarly(events, faults, operation);
        if (faults.Has(FaultKind.Azure) && operation.AzurePrelude is { } prelude)
        {
            events.Insert(0, new StreamEvent(EventRoles.None, null, prelude));
        }
    }

    /// <summary>The index behind the <paramref name="tokens"/>th token; 0 is before the first.</summary>
    public static int PlaceAfter(List<StreamEvent> events, int tokens)
    {
        var seen = 0;
        for (var index = 0; index < events.Count; index++)
        {
            if (events[index].Roles.HasFlag(EventRoles.Token) && seen++ == tokens)
            {
                return index;
            }
        }

        var last = events.FindLastIndex(static item => item.Roles.HasFlag(EventRoles.Token));
        return last + 1;
    }

    // An error and an end cut off what would come after them.
    private static void EndEarly(List<StreamEvent> events, ActiveFaults faults, Operation operation)
    {
        if (faults.Find(FaultKind.End) is { } end)
        {
            events.RemoveRange(end.After is { } after ? PlaceAfter(events, after) : 0);
        }

        if (faults.Find(FaultKind.Error) is { } error)
        {
            events.RemoveRange(error.After is { } after ? PlaceAfter(events, after) : 0);
            events.Add(operation.ErrorEvent(new UpstreamError(error.Status ?? 503, error.Message)));
        }
    }

    private static void RemoveRange(this List<StreamEvent> events, int start) => events.RemoveRange(start, events.Count - start);

    private static StreamEvent Malformed(List<StreamEvent> events)
    {
        var model = events.Find(static item => item.Roles.HasFlag(EventRoles.Token));
        var data = model.Data ?? """{"malformed":true}""";
        return new StreamEvent(EventRoles.None, model.Name, data[..(data.Length / 2)]);
    }

    private static void Duplicate(List<StreamEvent> events)
    {
        var index = events.FindLastIndex(static item => item.Roles.HasFlag(EventRoles.Usage));
        if (index >= 0)
        {
            events.Insert(index, events[index] with { Roles = EventRoles.Usage });
        }
    }

    private static void AddExtra(List<StreamEvent> events)
    {
        var index = events.FindLastIndex(static item => item.Roles.HasFlag(EventRoles.Token));
        if (index >= 0)
        {
            events.Add(events[index] with { Roles = EventRoles.None });
        }
    }
}
