namespace Switchyard.Router.Forwarding;

/// <summary>How one attempt ended.</summary>
internal enum AttemptOutcome
{
    /// <summary>The whole answer was sent to the caller.</summary>
    Completed,

    /// <summary>Part of an answer was sent; it ended with an error event or a broken connection.</summary>
    Interrupted,

    /// <summary>The caller left.</summary>
    CallerLeft,

    /// <summary>Another model's answer was taken, and this one's was not waited for.</summary>
    Lost,

    /// <summary>The upstream refused the request for what it says; no other would like it better.</summary>
    Rejected,

    /// <summary>The upstream does not have the model, or not any more; another may.</summary>
    Missing,

    /// <summary>The upstream's dialect cannot express the request, so that nothing was sent; another's may.</summary>
    Unsupported,

    /// <summary>The model gave no answer of the form that was asked for, however often it was asked.</summary>
    Invalid,

    /// <summary>The upstream has too much to do.</summary>
    RateLimited,

    /// <summary>The upstream failed.</summary>
    Failed,

    /// <summary>The upstream refused the Router's own key.</summary>
    Unauthorized,

    /// <summary>The upstream could not prove who it is; nothing was sent.</summary>
    Untrusted,

    /// <summary>No connection, or no answer in time.</summary>
    Unreachable,
}
