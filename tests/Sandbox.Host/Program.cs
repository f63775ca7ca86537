using Switchyard.Sandbox;

// usage: sandboxed BWRAP | direct BWRAP       a host with code at work that does not end; its first line says that it is
var isSandboxed = args[0] == "sandboxed";
var options = new SandboxOptions
{
    UseSandbox = isSandboxed,
    AllowSystemAccess = !isSandboxed,
    BubblewrapPath = args[1],
    AllowFileWrites = true,
    AllowedImports = ["*"],
    MaxProcesses = 10,
    TimeLimit = TimeSpan.FromMinutes(10),
};

// A daemon, which has cut itself loose from its parents and ignores what can be ignored, and a file.
const string Start = """
    import os, signal, time
    open('left.txt', 'w').close()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            os.closerange(0, 64)
            while True: time.sleep(1000)
        os._exit(0)
    os.wait()
    os.getcwd()
    """;
await using var session = await new PythonSandbox(options, TimeProvider.System).StartSessionAsync();
var started = await session.ExecuteAsync(Start);
Console.WriteLine(started.Value?.Trim('\'') ?? started.Error);
await session.ExecuteAsync("while True: pass");
