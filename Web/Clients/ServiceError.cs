using Switchyard.QueueClient;

namespace Switchyard.Web.Clients;

/// <summary>Takes the sentence for people out of a failed answer.</summary>
internal static class ServiceError
{
    public static async Task<string> ReadAsync(HttpResponseMessage response, string service, CancellationToken cancellationToken)
        => (await ServiceProblem.ReadAsync(response, cancellationToken)).Sentence ?? $"{service} answered {(int)response.StatusCode} {response.ReasonPhrase}.";
}
