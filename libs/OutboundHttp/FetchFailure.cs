namespace Switchyard.OutboundHttp;

/// <summary>Why an address that may be asked gave nothing.</summary>
public enum FetchFailure
{
    /// <summary>No connection, or one that broke.</summary>
    Unreachable,

    /// <summary>It took longer than allowed.</summary>
    TimedOut,

    /// <summary>It is larger than allowed, as it comes or decompressed.</summary>
    TooLarge,

    /// <summary>It answered with another status than success.</summary>
    Refused,

    /// <summary>Its answer is compressed in a way that is not read, or not as it says.</summary>
    Unreadable,
}
