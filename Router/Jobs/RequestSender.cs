using System.Net.Http.Headers;
using Switchyard.Queue.Workers;

namespace Switchyard.Router.Jobs;

/// <summary>Asks this Router what a job asks.</summary>
internal sealed class RequestSender(HttpClient client)
{
    private const string RequestIdHeader = "x-request-id";

    /// <summary>Sends the request and returns its answer, whose body is still to be read.</summary>
    /// <exception cref="JobFailedException">It was refused, or failed.</exception>
    public async Task<HttpResponseMessage> SendAsync(string path, ReadOnlyMemory<byte> body, JobContext job, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(RequestIdHeader, job.Job.Lease.Name);
        try
        {
            var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                using (answer)
                {
                    throw await RequestFailures.ReadAsync(answer, cancellationToken);
                }
            }

            return answer;
        }
        catch (HttpRequestException exception)
        {
            throw RequestFailures.Unreachable(exception.Message);
        }
    }
}
