namespace Switchyard.Agents.Graphs.Effects;

/// <summary>What the journal says about a call.</summary>
internal sealed class CallRecord
{
    public required CallId Id { get; init; }

    public required string Key { get; init; }

    public required string Node { get; init; }

    public required int Step { get; init; }

    public required string Name { get; init; }

    public required string Hash { get; init; }

    /// <summary>Whether a person is asked.</summary>
    public required bool IsQuestion { get; init; }

    /// <summary>The arguments as JSON, where they are journalled.</summary>
    public string? Arguments { get; init; }

    /// <summary>The question, where a person is asked.</summary>
    public PersonQuestion? Question { get; init; }

    /// <summary>When a person was first asked, by the clock of the store; meaningless before it is read from there.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Whether it may have happened.</summary>
    public bool HasIntent { get; set; }

    /// <summary>Whether a person has to say if it happened.</summary>
    public bool IsUncertain { get; set; }

    public CallOutcome? Outcome { get; set; }

    /// <summary>The entry with the outcome.</summary>
    public long OutcomeAt { get; set; }

    /// <summary>Whether it failed and counts as not made: another call may be made in its place.</summary>
    public bool IsForgotten { get; private set; }

    public bool WaitsForPerson => Outcome is null && (IsQuestion || IsUncertain);

    /// <summary>Whether it has begun, and neither an outcome nor a person decides about it.</summary>
    public bool IsUnderWay => Outcome is null && HasIntent && !WaitsForPerson;

    public bool Matches(CallRequest request) => Name == request.Name && Hash == request.Hash && IsQuestion == request.Class is null;

    /// <summary>The key that the call would have if the run had made it first: another one than its own in a fork of the run that did.</summary>
    public string KeyIn(Guid runId) => CallRequest.KeyOf(runId, Id, Node, Name, Hash);

    public void Forget()
    {
        (Outcome, HasIntent, IsUncertain) = (null, false, false);
        IsForgotten = true;
    }

    public string Describe() => Describe(Name, IsQuestion, Hash, Arguments);

    public static string Describe(string name, bool isQuestion, string hash, string? arguments)
    {
        var shown = arguments is null ? $"arguments of hash {hash[..12]}" : arguments.Length > 200 ? $"{arguments[..200]}… of hash {hash[..12]}" : arguments;
        return isQuestion ? $"the question {shown}" : $"the effect '{name}' with {shown}";
    }
}
