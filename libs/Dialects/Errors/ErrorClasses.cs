using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Errors;

/// <summary>Error classes and HTTP statuses.</summary>
public static class ErrorClasses
{
    /// <summary>Gets the class of an error of which only the status is known.</summary>
    public static ErrorClass OfStatus(int status) => status switch
    {
        401 => ErrorClass.Authentication,
        402 => ErrorClass.Quota,
        403 => ErrorClass.Permission,
        404 => ErrorClass.NotFound,
        408 or 504 => ErrorClass.Timeout,
        413 => ErrorClass.TooLarge,
        429 => ErrorClass.RateLimit,
        503 or 529 => ErrorClass.Overloaded,
        502 => ErrorClass.Upstream,
        >= 400 and < 500 => ErrorClass.InvalidRequest,
        _ => ErrorClass.Internal,
    };

    /// <summary>Gets the status callers are sent for an error of a class.</summary>
    public static int StatusOf(ErrorClass errorClass) => errorClass switch
    {
        ErrorClass.InvalidRequest or ErrorClass.ContextLength or ErrorClass.ContentFilter => 400,
        ErrorClass.Authentication => 401,
        ErrorClass.Permission => 403,
        ErrorClass.NotFound => 404,
        ErrorClass.TooLarge => 413,
        ErrorClass.Quota or ErrorClass.RateLimit => 429,
        ErrorClass.Upstream => 502,
        ErrorClass.Overloaded => 503,
        ErrorClass.Timeout => 504,
        _ => 500,
    };
}
