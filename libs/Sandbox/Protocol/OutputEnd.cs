namespace Switchyard.Sandbox.Protocol;

/// <summary>Why reading an output ended.</summary>
internal enum OutputEnd
{
    /// <summary>The marker came: the step is over.</summary>
    Marker,

    /// <summary>Nobody holds the other end any more.</summary>
    Closed,

    /// <summary>There is more than there may be.</summary>
    OverLimit,
}
