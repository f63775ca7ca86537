using System.Net;
using Switchyard.Providers;

namespace Switchyard.Agents.Client.Requests;

/// <summary>What can be done about a model's failure.</summary>
internal static class ModelFailures
{
    /// <summary>Whether another server may answer. What is wrong with the request itself is wrong everywhere.</summary>
    public static bool IsOfServer(Exception exception) => exception switch
    {
        ProviderException { StatusCode: { } status } => status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError,
        ProviderException failure => failure.Code is ProviderErrorCodes.ConnectionFailed or ProviderErrorCodes.Timeout or ProviderErrorCodes.StreamInterrupted or ProviderErrorCodes.InvalidResponse,
        _ => exception is HttpRequestException or IOException,
    };
}
