extern alias apphost;

using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Npgsql;
using Xunit;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The whole system, as AppHost composes it, on ports and in a folder of its own.</summary>
public sealed class SystemFixture : IAsyncLifetime
{
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _application;

    public Uri Web => Running.GetEndpoint("web");

    private DistributedApplication Running => _application ?? throw new InvalidOperationException("The system has not been started.");

    public async ValueTask InitializeAsync()
    {
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<apphost::Program>();
        _application = await _builder.BuildAsync();
        await _application.StartAsync();
    }

    public HttpClient CreateClient(string resource) => Running.CreateHttpClient(resource);

    /// <summary>Reads the tool steps of a run out of PostgreSQL, in order: a call's arguments, a result's output or error.</summary>
    public async Task<IReadOnlyList<(string Type, string Value)>> ReadToolStepsAsync(string runId, CancellationToken cancellationToken)
    {
        const string Sql = """
            select type, coalesce(data->>'error', data->>'output', data->>'arguments') from agents.run_events
            where run_id = @run and type in ('tool.call', 'tool.result') order by sequence
            """;
        await using var connection = new NpgsqlConnection(await Running.GetConnectionStringAsync("switchyard", cancellationToken) + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new("run", runId) } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var steps = new List<(string Type, string Value)>();
        while (await rows.ReadAsync(cancellationToken))
        {
            steps.Add((rows.GetString(0), rows.GetString(1)));
        }

        return steps;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }
    }
}
