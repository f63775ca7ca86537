namespace Switchyard.MockUpstream.Delivery;

/// <summary>When the parts of a body are sent, and how it ends.</summary>
internal sealed record DeliveryPlan
{
    /// <summary>Gets the time before the headers.</summary>
    public TimeSpan BeforeHeaders { get; init; }

    /// <summary>Gets the time before the first token of a stream.</summary>
    public TimeSpan FirstToken { get; init; }

    /// <summary>Gets the time between tokens; zero is none.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Gets how many tokens are sent at once; 0 is all.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>Gets the pauses, in the order of their frames.</summary>
    public IReadOnlyList<Stall> Stalls { get; init; } = [];

    /// <summary>Gets the number of bytes after which it ends; null is all.</summary>
    public int? StopAt { get; init; }

    public Ending Ending { get; init; }

    /// <summary>Gets a value indicating whether each byte is sent by itself.</summary>
    public bool Split { get; init; }

    /// <summary>Gets the content encoding; null is none.</summary>
    public string? Encoding { get; init; }

    /// <summary>Gets a value indicating whether a trailer field follows the body.</summary>
    public bool Trailer { get; init; }

    /// <summary>Gets a value indicating whether the body can be sent in one go.</summary>
    public bool IsPlain => FirstToken == TimeSpan.Zero && Interval == TimeSpan.Zero && Stalls.Count == 0 && StopAt is null && Ending == Ending.Complete && !Split && Encoding is null && !Trailer;
}
