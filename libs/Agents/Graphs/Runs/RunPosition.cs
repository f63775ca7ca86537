using System.Text.Json;
using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>How far a run came: what its entries, applied in order, add up to. Not safe for concurrent use.</summary>
/// <param name="keepsCalls">Whether the calls of steps that are done are kept; only a replay needs them.</param>
internal sealed class RunPosition(bool keepsCalls = false)
{
    // What an entry costs besides its data, so that many small ones also lead to a snapshot.
    private const int EntryWeight = 64;

    // Below it, reading is not worth saving.
    private const int MinSnapshotWeight = 4096;

    public Dictionary<string, ScopePosition> Scopes { get; } = [];

    /// <summary>The calls of visits that are not done.</summary>
    public Dictionary<CallId, CallRecord> Calls { get; } = [];

    public IReadOnlyDictionary<string, string> Prints { get; set; } = new Dictionary<string, string>();

    public int LastStep { get; set; }

    public long LastSequence { get; private set; }

    public bool IsEnded { get; private set; }

    /// <summary>Why the run is over, where it did not complete.</summary>
    public string? Error { get; private set; }

    public ScopePosition Root => Scopes[""];

    /// <summary>Bytes to be read since the last snapshot.</summary>
    private long Weight { get; set; }

    /// <summary>Whether reading what came since the last snapshot costs more than writing one. Open calls forbid it: reading begins at a snapshot.</summary>
    public bool NeedsSnapshot => Weight > MinSnapshotWeight && Calls.Count == 0 && Weight > Scopes.Values.Sum(scope => (long)scope.State.Utf8.Length);

    /// <exception cref="InvalidDataException">An entry is not what a runner writes.</exception>
    public static RunPosition Of(IEnumerable<JournalEntry> entries, bool keepsCalls = false)
    {
        var position = new RunPosition(keepsCalls);
        foreach (var entry in entries)
        {
            try
            {
                position.Apply(entry);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                throw new InvalidDataException($"Entry {entry.Sequence} ({entry.Kind}) of the run's journal cannot be read: {exception.Message} The run can be forked before it.", exception);
            }
        }

        return position;
    }

    public void Apply(JournalEntry entry)
    {
        LastSequence = entry.Sequence;
        LastStep = Math.Max(LastStep, entry.Step);
        Count(entry.Kind, entry.Data.Length);
        var data = entry.Data.IsEmpty ? default : EntryJson.Parse(entry.Data);
        switch (entry.Kind)
        {
            case JournalEntryKind.Started:
                Prints = ReadPrints(data);
                Scopes[""] = new ScopePosition(StateDocument.Of(data.GetProperty("state")), [data.GetString("entry")!], null, 0);
                break;
            case JournalEntryKind.Intent or JournalEntryKind.Question:
                AddCall(entry, data).HasIntent = true;
                break;
            case JournalEntryKind.Receipt:
                SetOutcome(entry, data, new CallOutcome(data.TryGetProperty("result", out var result) ? result.ToUtf8() : default, data.GetString("error")));
                break;
            case JournalEntryKind.Uncertain:
                MarkUncertain(Call(entry.Key!), entry.At);
                break;
            case JournalEntryKind.Answer:
                ApplyAnswer(entry, data);
                break;
            case JournalEntryKind.Step:
                ApplyStep(entry.Node!, data);
                break;
            case JournalEntryKind.Snapshot or JournalEntryKind.Migrated:
                Prints = ReadPrints(data);
                ReadScopes(data);
                break;
            case JournalEntryKind.Ended:
                IsEnded = true;
                Error = data.ValueKind == JsonValueKind.Object ? data.GetString("error") : null;
                break;
        }
    }

    /// <summary>Counts an entry towards the next snapshot.</summary>
    public void Count(JournalEntryKind kind, int length) => Weight = kind is JournalEntryKind.Snapshot or JournalEntryKind.Started ? 0 : Weight + length + EntryWeight;

    /// <summary>A scope did a step: the scopes inside it and the calls of the step are over.</summary>
    public void Advance(string scope, ScopePosition position)
    {
        if (Scopes.Count > 1)
        {
            foreach (var inner in Scopes.Keys.Where(id => id.Length > scope.Length && id.StartsWith(scope, StringComparison.Ordinal)).ToArray())
            {
                Scopes.Remove(inner);
            }
        }

        if (Calls.Count > 0 && !keepsCalls)
        {
            foreach (var call in Calls.Keys.Where(id => id.Scope.StartsWith(scope, StringComparison.Ordinal) && (id.Scope.Length > scope.Length || id.Visit == position.Visits)).ToArray())
            {
                Calls.Remove(call);
            }
        }

        Scopes[scope] = position;
    }

    /// <summary>Forgets failures from before a fork, so that what failed is tried anew: under the same key, since a failure does not always say that nothing happened.</summary>
    public void ForgetFailures(long until)
    {
        foreach (var call in Calls.Values.Where(call => call.Outcome is { Error: not null } && call.OutcomeAt <= until))
        {
            call.Forget();
        }
    }

    /// <summary>The results of a visit's calls, by the calls' numbers.</summary>
    public Dictionary<int, ReadOnlyMemory<byte>> ResultsOf(string scope, int visit) =>
        Calls.Count == 0 ? [] : Calls.Values.Where(call => call.Id.Scope == scope && call.Id.Visit == visit && call.Outcome is { Result.Length: > 0 }).ToDictionary(call => call.Id.Ordinal, call => call.Outcome!.Result);

    public CallRecord? FindCall(string key) => Calls.Values.FirstOrDefault(call => call.Key == key);

    private CallRecord Call(string key) => FindCall(key) ?? throw new InvalidDataException($"The journal names the call '{key}' and does not say what it is.");

    private static void MarkUncertain(CallRecord call, DateTimeOffset at)
    {
        call.AskedAt = call.IsUncertain ? call.AskedAt : at;
        call.IsUncertain = true;
    }

    private CallRecord AddCall(JournalEntry entry, JsonElement data)
    {
        var isQuestion = entry.Kind == JournalEntryKind.Question;
        var arguments = data.TryGetProperty("arguments", out var found) ? found : default;
        var id = new CallId(data.GetString("scope") ?? "", data.GetInt32("visit"), data.GetInt32("ordinal"));
        var call = new CallRecord
        {
            Id = id,
            Key = entry.Key!,
            Node = entry.Node!,
            Step = entry.Step,
            Name = data.GetString("name")!,
            Hash = data.GetString("hash")!,
            IsQuestion = isQuestion,
            Arguments = arguments.ValueKind == JsonValueKind.Undefined ? null : arguments.GetRawText(),
            Question = isQuestion ? QuestionJson.Read(arguments) : null,

            // A question that is put once more is as old as it was.
            AskedAt = Calls.GetValueOrDefault(id)?.AskedAt ?? entry.At,
        };
        Calls[call.Id] = call;
        return call;
    }

    private void SetOutcome(JournalEntry entry, JsonElement data, CallOutcome outcome)
    {
        var call = data.TryGetProperty("hash", out _) ? AddCall(entry, data) : Call(entry.Key!);
        call.Outcome = outcome;
        call.OutcomeAt = entry.Sequence;
    }

    private void ApplyAnswer(JournalEntry entry, JsonElement data)
    {
        var call = Call(entry.Key!);
        if (call.IsQuestion)
        {
            SetOutcome(entry, data, new CallOutcome(data.GetProperty("answer").ToUtf8(), null));
        }
        else
        {
            // It did not happen: as if it had not been tried.
            call.HasIntent = false;
            call.IsUncertain = false;
        }
    }

    private void ApplyStep(string path, JsonElement data)
    {
        var scope = data.GetString("scope") ?? "";
        var before = Scopes.GetValueOrDefault(scope)
            ?? new ScopePosition(ScopeAddress.AroundBranch(scope) is { } around ? Scopes[around].State : StateDocument.Empty, [], null, 0);
        var node = path[(path.LastIndexOf('/') + 1)..];
        var state = StepDelta.Apply(before.State, data, () => ResultsOf(scope, before.Visits + 1));
        Advance(scope, new ScopePosition(state, data.GetStrings("next"), node, before.Visits + 1));
    }

    private void ReadScopes(JsonElement data)
    {
        if (!data.TryGetProperty("scopes", out var scopes))
        {
            return;
        }

        Scopes.Clear();
        foreach (var scope in scopes.EnumerateObject())
        {
            Scopes[scope.Name] = new ScopePosition(StateDocument.Of(scope.Value.GetProperty("state")), scope.Value.GetStrings("next"), scope.Value.GetString("last"), scope.Value.GetInt32("visits"));
        }
    }

    private static Dictionary<string, string> ReadPrints(JsonElement data) =>
        data.GetProperty("nodes").EnumerateObject().ToDictionary(print => print.Name, print => print.Value.GetString()!);
}
