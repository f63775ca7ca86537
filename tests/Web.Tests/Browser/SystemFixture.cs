extern alias apphost;

using Aspire.Hosting;
using Aspire.Hosting.Testing;
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
