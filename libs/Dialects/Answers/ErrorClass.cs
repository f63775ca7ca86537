namespace Switchyard.Dialects.Answers;

/// <summary>Whose fault an error is and what may help.</summary>
public enum ErrorClass
{
    /// <summary>The request is wrong.</summary>
    InvalidRequest,

    /// <summary>The prompt is longer than the model's context.</summary>
    ContextLength,

    /// <summary>A content policy forbids the request.</summary>
    ContentFilter,

    /// <summary>The credentials are missing or wrong.</summary>
    Authentication,

    /// <summary>The credentials do not allow this.</summary>
    Permission,

    /// <summary>The account has no money or quota left; waiting does not help.</summary>
    Quota,

    /// <summary>No such model.</summary>
    NotFound,

    /// <summary>The body is too large.</summary>
    TooLarge,

    /// <summary>Too many requests; later is better.</summary>
    RateLimit,

    /// <summary>The provider has too much to do.</summary>
    Overloaded,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>The upstream cannot be reached, or its answer broke off or made no sense.</summary>
    Upstream,

    /// <summary>The provider failed.</summary>
    Internal,
}
