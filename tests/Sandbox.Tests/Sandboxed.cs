namespace Switchyard.Sandbox.Tests;

/// <summary>Runs a test's code in a session and proves that nothing is left of it; where no sandbox can be made, proves the refusal instead.</summary>
internal static class Sandboxed
{
    public static SandboxOptions Create(Action<SandboxOptions>? change = null)
    {
        var options = new SandboxOptions();
        change?.Invoke(options);
        return options;
    }

    public static SandboxOptions CreateUnfenced(Action<SandboxOptions>? change = null) => Create(options =>
    {
        options.AllowedImports = ["*"];
        options.TimeLimit = TimeSpan.FromSeconds(20);
        change?.Invoke(options);
    });

    public static Task RunAsync(SandboxOptions options, Func<SandboxSession, Task> body) => RunAsync(options, (session, _) => body(session));

    public static async Task RunAsync(SandboxOptions options, Func<SandboxSession, ProcessWatch, Task> body)
    {
        if (await WatchedSession.StartAsync(options) is { } watched)
        {
            await using (watched)
            {
                await body(watched.Session, watched.Watch);
            }
        }
    }
}
