using System.Diagnostics.CodeAnalysis;

namespace Switchyard.MockUpstream.Scenarios;

/// <summary>The names of the faults, which numbers each takes, and which it cannot do without.</summary>
internal static class FaultCatalog
{
    private static readonly Dictionary<string, Entry> s_entries = new(StringComparer.Ordinal)
    {
        ["refuse"] = new(FaultKind.Refuse),
        ["reset"] = new(FaultKind.Reset, FaultNumbers.After | FaultNumbers.Bytes),
        ["cut"] = new(FaultKind.Cut, FaultNumbers.After | FaultNumbers.Bytes),
        ["end"] = new(FaultKind.End, FaultNumbers.After),
        ["error"] = new(FaultKind.Error, FaultNumbers.After | FaultNumbers.Status),
        ["azure"] = new(FaultKind.Azure),
        ["stall-headers"] = new(FaultKind.StallHeaders, FaultNumbers.Time),
        ["stall"] = new(FaultKind.Stall, FaultNumbers.After | FaultNumbers.Time),
        ["drip"] = new(FaultKind.Drip, FaultNumbers.Time, FaultNumbers.Time),
        ["split"] = new(FaultKind.Split),
        ["crlf"] = new(FaultKind.CrLf),
        ["cr"] = new(FaultKind.Cr),
        ["mixed-lines"] = new(FaultKind.MixedLines),
        ["bom"] = new(FaultKind.Bom),
        ["multiline"] = new(FaultKind.MultiLine),
        ["comments"] = new(FaultKind.Comments),
        ["malformed"] = new(FaultKind.Malformed, FaultNumbers.After),
        ["html"] = new(FaultKind.Html),
        ["empty"] = new(FaultKind.Empty),
        ["garbage"] = new(FaultKind.Garbage),
        ["status"] = new(FaultKind.Status, FaultNumbers.Status | FaultNumbers.Time, FaultNumbers.Status),
        ["duplicate-usage"] = new(FaultKind.DuplicateUsage),
        ["no-usage"] = new(FaultKind.NoUsage),
        ["no-done"] = new(FaultKind.NoDone),
        ["extra"] = new(FaultKind.Extra),
        ["gzip"] = new(FaultKind.Gzip),
        ["br"] = new(FaultKind.Brotli),
        ["trailer"] = new(FaultKind.Trailer),
        ["huge"] = new(FaultKind.Huge, FaultNumbers.Bytes | FaultNumbers.After, FaultNumbers.Bytes),
    };

    public static IEnumerable<string> Names => s_entries.Keys;

    public static bool TryGetKind(string name, out FaultKind kind)
    {
        var found = s_entries.TryGetValue(name, out var entry);
        kind = found ? entry!.Kind : default;
        return found;
    }

    /// <summary>Fails unless <paramref name="fault"/> has the numbers its kind needs, and no others.</summary>
    public static Fault Check(Fault fault)
    {
        var (name, entry) = s_entries.First(pair => pair.Value.Kind == fault.Kind);
        var given = Given(fault);
        Require((given & ~entry.Takes) == 0, $"The fault '{name}' takes no {given & ~entry.Takes}.");
        Require((entry.Needs & ~given) == 0, $"The fault '{name}' needs {entry.Needs & ~given}.");
        Require(fault.After is null || fault.Bytes is null || fault.Kind == FaultKind.Huge, $"The fault '{name}' takes a number of tokens or of bytes, not both.");
        Require(fault.After is not < 0 && fault.Bytes is not < 0 && fault.Time is not { Ticks: < 0 }, $"The numbers of the fault '{name}' cannot be negative.");
        Require(fault.Kind != FaultKind.Drip || fault.Time > TimeSpan.Zero, "The fault 'drip' needs a time above zero.");
        Require(fault.Status is null or (>= 400 and <= 599), $"The fault '{name}' needs a status from 400 to 599, not {fault.Status}.");
        Require(fault.Share is >= 0 and <= 1, $"The share of the fault '{name}' goes from 0 to 1, not {fault.Share}.");
        Require(fault.First is not < 0, $"The fault '{name}' cannot happen to the first {fault.First} requests.");
        return fault;
    }

    private static FaultNumbers Given(Fault fault) =>
        (fault.After is null ? 0 : FaultNumbers.After) | (fault.Bytes is null ? 0 : FaultNumbers.Bytes) |
        (fault.Time is null ? 0 : FaultNumbers.Time) | (fault.Status is null ? 0 : FaultNumbers.Status);

    private static void Require([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            throw new ScenarioException(message);
        }
    }

    private sealed record Entry(FaultKind Kind, FaultNumbers Takes = FaultNumbers.None, FaultNumbers Needs = FaultNumbers.None);
}
