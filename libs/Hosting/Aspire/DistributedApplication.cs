using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting.Testing;
using Switchyard.Hosting.Engine;

namespace Aspire.Hosting;

/// <summary>A composed application, which can be started and stopped.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    internal DistributedApplication(LocalEngine engine)
    {
        Engine = engine;
    }

    internal LocalEngine Engine { get; }

    /// <summary>Begins a composition.</summary>
    /// <param name="args">The command line, which may set configuration.</param>
    /// <returns>The composition.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (CompositionCapture.Current is { } capture)
        {
            return capture.CreateBuilder(args);
        }

        AppDomain.CurrentDomain.UnhandledException += ExplainAndExit;
        return new DistributedApplicationBuilder(Assembly.GetEntryAssembly()!, args);
    }

    /// <summary>Starts everything, runs until Ctrl-C, SIGTERM or cancellation, and stops everything.</summary>
    /// <remarks>When the application cannot be started, the reason is printed and the exit code of the process set to 1.</remarks>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>A task that ends when everything has been stopped.</returns>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = OnSignal(PosixSignal.SIGINT, stopping);
        using var terminate = OnSignal(PosixSignal.SIGTERM, stopping);
        using var hangUp = OnSignal(PosixSignal.SIGHUP, stopping);
        try
        {
            await StartAsync(stopping.Token).ConfigureAwait(false);
            await Task.Delay(Timeout.InfiniteTimeSpan, stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (DistributedApplicationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Starts everything.</summary>
    /// <param name="cancellationToken">Gives up the start; what was started is stopped.</param>
    /// <returns>A task that ends when everything is healthy.</returns>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        return Engine.StartAsync(cancellationToken);
    }

    /// <summary>Stops everything, in the reverse order.</summary>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <returns>A task that ends when everything has been stopped.</returns>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        return Engine.StopAsync().WaitAsync(cancellationToken);
    }

    /// <summary>Stops everything that still runs.</summary>
    /// <returns>A task that ends when everything has been stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync().ConfigureAwait(false);
    }

    // A composition that is wrong, such as a port beyond 65535, fails in the program of AppHost itself, where nobody catches it:
    // the person who set the value needs the sentence, not the stack.
    private static void ExplainAndExit(object sender, UnhandledExceptionEventArgs arguments)
    {
        if (arguments.ExceptionObject is Exception exception && IsAboutASetting(exception))
        {
            Console.Error.WriteLine(exception.Message);
            Environment.Exit(1);
        }
    }

    // The binder's exception, for a number that is none, names the key and the value; it has no type of its own.
    private static bool IsAboutASetting(Exception exception) =>
        exception is DistributedApplicationException or ArgumentException || (exception is InvalidOperationException && exception.Source == "Microsoft.Extensions.Configuration.Binder");

    private static PosixSignalRegistration OnSignal(PosixSignal signal, CancellationTokenSource stopping)
    {
        return PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stopping.Cancel();
        });
    }
}
