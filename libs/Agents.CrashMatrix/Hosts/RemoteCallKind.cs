namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>What came of a call at the other side.</summary>
internal enum RemoteCallKind
{
    /// <summary>It happened.</summary>
    Did,

    /// <summary>It came once more under a key that is done already; nothing happened.</summary>
    Again,

    /// <summary>Something was looked up; nothing happened.</summary>
    Read,
}
