using Switchyard.Tests.Common.Databases;

namespace Switchyard.Tests.Common.Services;

/// <summary>One of the product's services as a process of its own, from the build output beside the tests' own, on a free loopback port.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_readyLimit = TimeSpan.FromSeconds(90);

    private readonly ServerProcess _process;

    private ServiceProcess(ServerProcess process, string address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
        Address = address;
    }

    /// <summary>Gets the address, without a trailing slash.</summary>
    public string Address { get; }

    /// <summary>Gets a client for it.</summary>
    public HttpClient Http { get; }

    /// <summary>Finds the program of <paramref name="project"/> in the build output: …/bin/{tests}/release/ → …/bin/{project}/release/.</summary>
    public static string FindProgram(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"Switchyard.{project}.dll");
    }

    /// <summary>Starts <paramref name="project"/> with <paramref name="settings"/> (keys with colons) and waits until it answers.</summary>
    public static Task<ServiceProcess> StartAsync(string project, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        StartAsync(project, settings, FreePort.Find(), cancellationToken);

    /// <summary>Starts <paramref name="project"/> with environment variables of its own.</summary>
    public static Task<ServiceProcess> StartAsync(string project, IReadOnlyDictionary<string, string> settings, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken) =>
        StartAsync(project, settings, variables, FreePort.Find(), cancellationToken);

    /// <summary>Starts <paramref name="project"/> where others look for it.</summary>
    public static Task<ServiceProcess> StartAsync(string project, IReadOnlyDictionary<string, string> settings, int port, CancellationToken cancellationToken) =>
        StartAsync(project, settings, new Dictionary<string, string>(), port, cancellationToken);

    /// <summary>Ends it as a crash would.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }

    private static async Task<ServiceProcess> StartAsync(
        string project, IReadOnlyDictionary<string, string> settings, IReadOnlyDictionary<string, string> variables, int port, CancellationToken cancellationToken)
    {
        var address = $"http://127.0.0.1:{port}";

        // Settings are arguments, because a shell drops variables whose name has a hyphen, as a service's may. A shell's
        // background process ignores SIGINT, and .NET leaves it so.
        var environment = new Dictionary<string, string>(variables) { ["ASPNETCORE_URLS"] = address, ["DOTNET_ENVIRONMENT"] = "Production", ["STOP_SIGNAL"] = "TERM" };
        var arguments = settings.Select(setting => $"--{setting.Key}={setting.Value}");
        var service = new ServiceProcess(ServerProcess.Start(null, environment, ["dotnet", FindProgram(project), .. arguments]), address);
        await Deadline.WaitAsync(() => service.AnswersAsync(cancellationToken), s_readyLimit, $"{project} to answer", cancellationToken);
        return service;
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync("/alive", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
