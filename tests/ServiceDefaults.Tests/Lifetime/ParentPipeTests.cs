using System.IO.Pipes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Lifetime;

namespace Switchyard.ServiceDefaults.Tests.Lifetime;

public sealed class ParentPipeTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task PipeEnds_ServiceStops()
    {
        using var parent = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var service = await StartAsync(parent, () => { });
        var stopped = new TaskCompletionSource();
        service.App.Lifetime.ApplicationStopping.Register(stopped.SetResult);

        await parent.WriteAsync("still here"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.False(stopped.Task.IsCompleted);
        parent.Dispose();

        await stopped.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ShutdownHangs_ProcessIsEnded()
    {
        using var parent = new AnonymousPipeServerStream(PipeDirection.Out);
        var exited = new TaskCompletionSource();
        await using var service = await StartAsync(parent, exited.SetResult, TimeSpan.Zero);

        parent.Dispose();

        await exited.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ShutdownTimeout_IsTheHosts()
    {
        await using var service = await TestService.StartAsync(options => options.ShutdownTimeout = TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(7), service.App.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    private static Task<TestService> StartAsync(AnonymousPipeServerStream parent, Action exit, TimeSpan? shutdown = null)
    {
        var pipe = new AnonymousPipeClientStream(PipeDirection.In, parent.ClientSafePipeHandle);
        return TestService.StartAsync(
            options => options.ShutdownTimeout = shutdown ?? TimeSpan.FromSeconds(10),
            builder => builder.Services.AddSingleton<IHostedService>(provider => new ParentPipe(
                pipe,
                exit,
                provider.GetRequiredService<IHostApplicationLifetime>(),
                provider.GetRequiredService<IOptions<ServiceDefaultsOptions>>(),
                TimeProvider.System,
                NullLogger<ParentPipe>.Instance)));
    }
}
