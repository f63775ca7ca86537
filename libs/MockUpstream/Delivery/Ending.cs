namespace Switchyard.MockUpstream.Delivery;

/// <summary>How a delivery ends.</summary>
internal enum Ending
{
    /// <summary>As HTTP wants it.</summary>
    Complete,

    /// <summary>The connection is closed in order, and the body is not at its end.</summary>
    Close,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The connection is reset and there were no headers.</summary>
    ResetBeforeHeaders,
}
