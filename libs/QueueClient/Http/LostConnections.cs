namespace Switchyard.QueueClient.Http;

/// <summary>Knows a connection that was not made, broke off, or brought nothing within the HTTP client's time limit.</summary>
internal static class LostConnections
{
    public static bool IsOne(Exception exception) => exception is HttpRequestException or IOException or TaskCanceledException { InnerException: TimeoutException };
}
