using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Switchyard.AppHost.Tests.Composition;

/// <summary>The whole composition, on free ports and in a temporary folder, started once for the tests that only ask it.</summary>
public sealed class WholeSystem : IAsyncLifetime
{
    private IDistributedApplicationTestingBuilder? _builder;

    public DistributedApplication App { get; private set; } = null!;

    public string Home => _builder!.Configuration["SWITCHYARD_HOME"]!;

    public async ValueTask InitializeAsync()
    {
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Program>(
            ["--Switchyard:InferenceNodes=2", "--Switchyard:RouterReplicas=2"],
            TestContext.Current.CancellationToken);
        App = await _builder.BuildAsync(TestContext.Current.CancellationToken);
        await App.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _builder!.DisposeAsync();
    }
}
