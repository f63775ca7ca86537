using Switchyard.MockUpstream.Delivery;
using Switchyard.MockUpstream.Framing;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>Works out when the frames of a transcript are sent and where it ends.</summary>
internal static class PlanBuilder
{
    /// <param name="transcript">What is sent.</param>
    /// <param name="scenario">Gives the pace.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="tokens">The tokens of a body in one piece, which is sent when the last of them would be; a stream has its own.</param>
    public static DeliveryPlan Build(Transcript transcript, Scenario scenario, ActiveFaults faults, int tokens)
    {
        var drip = faults.Find(FaultKind.Drip)?.Time;
        var interval = drip ?? (scenario.Rate > 0 ? TimeSpan.FromSeconds(1 / scenario.Rate.Value) : TimeSpan.Zero);
        var firstToken = scenario.FirstToken ?? TimeSpan.Zero;
        var (stopAt, ending) = End(transcript, faults, tokens);
        return new DeliveryPlan
        {
            BeforeHeaders = BeforeHeaders(scenario, faults) is var wait && transcript.IsStream || tokens == 0 || wait == Timeout.InfiniteTimeSpan
                ? wait
                : wait + firstToken + (interval * Math.Max(0, tokens - 1)),
            FirstToken = transcript.IsStream ? firstToken : TimeSpan.Zero,
            Interval = transcript.IsStream ? interval : TimeSpan.Zero,
            Burst = drip is null ? scenario.Burst ?? 1 : 1,
            Stalls = Stalls(transcript, faults),
            StopAt = stopAt,
            Ending = ending,
            Split = faults.Has(FaultKind.Split),
            Encoding = faults.Has(FaultKind.Gzip) ? "gzip" : faults.Has(FaultKind.Brotli) ? "br" : null,
            Trailer = faults.Has(FaultKind.Trailer),
        };
    }

    private static TimeSpan BeforeHeaders(Scenario scenario, ActiveFaults faults)
    {
        var latency = scenario.Latency ?? TimeSpan.Zero;
        return faults.Find(FaultKind.StallHeaders) is { } stall ? stall.Time is { } time ? latency + time : Timeout.InfiniteTimeSpan : latency;
    }

    private static Stall[] Stalls(Transcript transcript, ActiveFaults faults) =>
    [
        .. faults.All
            .Where(static fault => fault.Kind == FaultKind.Stall)
            .Select(fault => new Stall(FrameAfter(transcript, fault.After ?? 0), fault.Time ?? Timeout.InfiniteTimeSpan))
            .OrderBy(static stall => stall.Frame),
    ];

    private static (int? StopAt, Ending Ending) End(Transcript transcript, ActiveFaults faults, int tokens)
    {
        if (faults.Has(FaultKind.Refuse))
        {
            return (0, Ending.ResetBeforeHeaders);
        }

        if (faults.Find(FaultKind.Reset) is { } reset)
        {
            return reset is { After: null, Bytes: null } ? (0, Ending.ResetBeforeHeaders) : (Place(transcript, reset, tokens), Ending.Reset);
        }

        return faults.Find(FaultKind.Cut) is { } cut ? (Place(transcript, cut, tokens), Ending.Close) : (null, Ending.Complete);
    }

    // Tokens of a body in one piece are a share of its bytes.
    private static int Place(Transcript transcript, Fault fault, int tokens)
    {
        var length = transcript.Bytes.Length;
        if (fault.After is not { } after)
        {
            return Math.Min(fault.Bytes ?? 0, length);
        }

        if (!transcript.IsStream)
        {
            return tokens == 0 ? length / 2 : (int)((long)length * Math.Min(after, tokens) / (tokens + 1));
        }

        var frame = FrameAfter(transcript, after);
        return frame == 0 ? 0 : transcript.Frames[frame - 1].End;
    }

    /// <summary>The frame that comes after so many tokens; that of the next token when there are more, so that what is in between is sent.</summary>
    private static int FrameAfter(Transcript transcript, int tokens)
    {
        var seen = 0;
        for (var index = 0; index < transcript.Frames.Length; index++)
        {
            if (transcript.Frames[index].IsToken && seen++ == tokens)
            {
                return index;
            }
        }

        return transcript.IsStream ? AfterLastToken(transcript) : 0;
    }

    private static int AfterLastToken(Transcript transcript) => Array.FindLastIndex(transcript.Frames, static frame => frame.IsToken) + 1;
}
