namespace Switchyard.Providers;

/// <summary>Codes of failures that no provider reported because none could.</summary>
public static class ProviderErrorCodes
{
    /// <summary>No connection, or it broke before a status line arrived.</summary>
    public const string ConnectionFailed = "connection_failed";

    /// <summary>The provider did not answer in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>The answer broke off in the middle.</summary>
    public const string StreamInterrupted = "stream_interrupted";

    /// <summary>The answer is not what OpenAI's wire format allows.</summary>
    public const string InvalidResponse = "invalid_response";
}
