namespace Switchyard.Faults.Proxy;

/// <summary>What became of bytes on their way.</summary>
internal enum Passage
{
    /// <summary>They went on.</summary>
    Passed,

    /// <summary>They are gone; the connection cannot be used again once the fault is over, since no network loses bytes in the middle.</summary>
    Lost,

    /// <summary>They wait for other rules, which are asked again.</summary>
    Waited,

    /// <summary>The connection is to be reset.</summary>
    Reset,
}
