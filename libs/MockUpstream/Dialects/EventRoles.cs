namespace Switchyard.MockUpstream.Dialects;

/// <summary>What an event of a stream is for; faults find their place by it. One event can be several of these.</summary>
[Flags]
internal enum EventRoles
{
    None = 0,

    /// <summary>Carries a piece of text, reasoning or arguments.</summary>
    Token = 1,

    /// <summary>Carries usage.</summary>
    Usage = 2,

    /// <summary>Says that the stream is complete.</summary>
    Terminator = 4,
}
