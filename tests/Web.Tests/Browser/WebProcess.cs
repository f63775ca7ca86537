using System.Diagnostics;
using System.Net;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The dashboard as its own process, as AppHost starts it, with the services a test gives it.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    private readonly Process _process;

    private WebProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static Task<WebProcess> StartAsync(IReadOnlyDictionary<string, string> services, CancellationToken cancellationToken)
        => StartAsync(services, new Dictionary<string, string>(), cancellationToken);

    public static async Task<WebProcess> StartAsync(IReadOnlyDictionary<string, string> services, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://localhost:{FreePort.Find()}");
        var start = new ProcessStartInfo("dotnet", [Program()]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["Web__RefreshInterval"] = "00:00:00.500";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        foreach (var (name, url) in services)
        {
            start.Environment[$"services__{name}__http__0"] = url;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var web = new WebProcess(process, address);
        await web.WaitUntilAliveAsync(cancellationToken);
        return web;
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Beside this test's own output: artifacts/<feed>/bin/Web/<configuration>.
    private static string Program()
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(own.Parent!.Parent!.FullName, "Web", own.Name, "Switchyard.Web.dll");
    }

    private async Task WaitUntilAliveAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        await Deadline.WaitAsync(
            async () =>
            {
                try
                {
                    using var response = await client.GetAsync("/alive", cancellationToken);
                    return response.StatusCode == HttpStatusCode.OK;
                }
                catch (HttpRequestException) when (!_process.HasExited)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(60),
            "the dashboard to start",
            cancellationToken);
    }
}
