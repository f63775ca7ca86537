namespace Aspire.Hosting.Testing;

/// <summary>The composition of an AppHost, in the hands of a test.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable
{
    /// <summary>Ends the composition.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The application, not started yet.</returns>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
