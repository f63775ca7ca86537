namespace Switchyard.ServiceDefaults.Errors;

/// <summary>How a service writes its errors.</summary>
public enum ErrorShape
{
    /// <summary>RFC 9457 problem details: management APIs.</summary>
    ProblemDetails,

    /// <summary>OpenAI's error object: routes that OpenAI clients call.</summary>
    OpenAI,
}
