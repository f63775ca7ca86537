namespace Switchyard.Router.Model;

/// <summary>Whether an endpoint answers.</summary>
internal enum EndpointStatus
{
    /// <summary>Nobody asked it yet.</summary>
    Unknown,

    /// <summary>It answered when last asked.</summary>
    Ready,

    /// <summary>It did not.</summary>
    Unavailable,
}
