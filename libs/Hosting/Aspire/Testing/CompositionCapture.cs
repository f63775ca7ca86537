using System.Reflection;

namespace Aspire.Hosting.Testing;

/// <summary>Runs the program of an AppHost up to its <c>Build</c> and keeps what it composed.</summary>
internal sealed class CompositionCapture(Assembly appHost)
{
    private static readonly AsyncLocal<CompositionCapture?> s_current = new();

    private DistributedApplicationBuilder? _builder;

    /// <summary>Gets the capture the calling program runs under, if it does.</summary>
    public static CompositionCapture? Current => s_current.Value;

    /// <summary>Runs the program.</summary>
    public static DistributedApplicationBuilder Run(Assembly appHost, string[] args)
    {
        var capture = new CompositionCapture(appHost);
        var outer = s_current.Value;
        s_current.Value = capture;
        try
        {
            var program = appHost.EntryPoint ?? throw new DistributedApplicationException($"{appHost.GetName().Name} has no entry point, so it is not an AppHost.");
            program.Invoke(null, program.GetParameters().Length == 0 ? [] : [args]);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is CompositionCapturedException)
        {
            // The program has done its part.
        }
        finally
        {
            s_current.Value = outer;
        }

        return capture._builder ?? throw new DistributedApplicationException($"The program of {appHost.GetName().Name} does not call DistributedApplication.CreateBuilder.");
    }

    public DistributedApplicationBuilder CreateBuilder(string[] args)
    {
        _builder = new DistributedApplicationBuilder(appHost, args) { IsCaptured = true };
        return _builder;
    }
}
