using Switchyard.QueueClient.Http;

namespace Switchyard.QueueClient;

/// <summary>Reaches a Router's job queue, its files and its batches. Thread-safe; holds nothing but the HTTP client, which stays its owner's.</summary>
public sealed class SwitchyardClient
{
    /// <summary>Makes a client.</summary>
    /// <param name="http">Its <see cref="HttpClient.BaseAddress"/> is the Router's. Its time limit is that of one request, not of what is waited for or followed.</param>
    public SwitchyardClient(HttpClient http)
        : this(http, TimeProvider.System)
    {
    }

    /// <summary>Makes a client with a clock of its own.</summary>
    /// <param name="http">Its <see cref="HttpClient.BaseAddress"/> is the Router's.</param>
    /// <param name="time">Measures the pauses between one try and the next.</param>
    public SwitchyardClient(HttpClient http, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(time);
        if (http.BaseAddress is null)
        {
            throw new ArgumentException("The HTTP client has no BaseAddress; set it to the Router's, such as http://localhost:7170.", nameof(http));
        }

        var router = new RouterChannel(http);
        var insistence = new Insistence(time);
        Jobs = new JobsClient(router, insistence, time);
        Files = new FilesClient(router);
        Batches = new BatchesClient(router, insistence, Files, time);
    }

    /// <summary>Gets the job queue.</summary>
    public JobsClient Jobs { get; }

    /// <summary>Gets the files of batches.</summary>
    public FilesClient Files { get; }

    /// <summary>Gets the batches.</summary>
    public BatchesClient Batches { get; }
}
