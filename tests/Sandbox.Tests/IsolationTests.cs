using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Switchyard.Sandbox.Tests;

/// <summary>What the sandbox keeps from code for which the fence inside Python does not exist.</summary>
public sealed class IsolationTests(UnfencedSession shared) : IClassFixture<UnfencedSession>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/etc/shadow")]
    [InlineData("/etc/passwd")]
    [InlineData("/etc/hostname")]
    [InlineData("/root/.bashrc")]
    [InlineData("/home")]
    [InlineData("/srv")]
    [InlineData("/tmp")]
    [InlineData("/var/lib")]
    [InlineData("/sys/kernel")]
    [InlineData("/run")]
    [InlineData("/bin/sh")]
    [InlineData("/usr/bin/env")]
    [InlineData("/dev/vda")]
    [InlineData("/dev/kvm")]
    [InlineData("/dev/shm")]
    [InlineData("/dev/tty")]
    [InlineData("/proc/1/root/etc/shadow")]
    [InlineData("/proc/self/root/etc/passwd")]
    [InlineData("/proc/self/cwd/tmp")]
    [InlineData("/usr/lib/../../etc/passwd")]
    public async Task HostPath_IsAbsent(string path)
    {
        await RunAsync($"import os\nos.stat('{path}')", static result => Assert.Contains("FileNotFoundError", result.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HostFile_OfTheTest_CannotBeRead()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "secret", Token);
            File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);

            await RunAsync($"open('{file}').read()", static result => Assert.Contains("FileNotFoundError", result.Error, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task HostFolder_AroundThePython_IsAbsent()
    {
        var home = Directory.CreateTempSubdirectory("sandbox-tests-home-");
        try
        {
            var python = Path.Combine(home.CreateSubdirectory("bin").FullName, "python3");
            File.Copy(File.ResolveLinkTarget("/usr/bin/python3", returnFinalTarget: true)?.FullName ?? "/usr/bin/python3", python);
            await File.WriteAllTextAsync(Path.Combine(home.FullName, "secret"), "secret", Token);
            foreach (var path in new[] { home.FullName, Path.Combine(home.FullName, "bin"), python, Path.Combine(home.FullName, "secret") })
            {
                File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
            }

            await RunAsync($"import os\nos.listdir('{home.FullName}')", static result => Assert.Equal("['bin']", result.Value), options => options.PythonPath = python);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task HostRoot_WithAPythonInBin_IsAbsent()
    {
        await RunAsync("import os\nos.path.exists('/etc/passwd'), os.path.exists('/home'), os.path.exists('/tmp')", static result => Assert.Equal("(False, False, False)", result.Value), static options => options.PythonPath = "/bin/python3");
    }

    [Fact]
    public async Task HostFile_ThroughOpenDescriptors_CannotBeReached()
    {
        const string Code = """
            import os
            found = []
            for number in os.listdir('/proc/self/fd'):
                try: target = os.readlink('/proc/self/fd/' + number)
                except OSError: continue
                if not target.startswith(('pipe:', '/dev/null', '/proc/')): found.append(target)
            found
            """;

        await RunAsync(Code, static result => Assert.Equal("[]", result.Value));
    }

    [Fact]
    public async Task HostFolder_OpenInTheHostForItsChildren_IsClosed()
    {
        var descriptor = Open("/", 0);
        Assert.True(descriptor > 2);
        try
        {
            await RunAsync($"import os\nos.stat('etc/passwd', dir_fd={descriptor})", static result => Assert.Contains("Bad file descriptor", result.Error, StringComparison.Ordinal), static _ => { });
        }
        finally
        {
            Assert.Equal(0, Close(descriptor));
        }
    }

    [Theory]
    [InlineData("/x")]
    [InlineData("/etc/x")]
    [InlineData("/usr/lib/x")]
    [InlineData("/dev/x")]
    [InlineData("/tmp/x")]
    [InlineData("/scratch/x")]
    [InlineData("/proc/x")]
    [InlineData("/proc/sys/kernel/hostname")]
    [InlineData("/proc/sysrq-trigger")]
    public async Task Writing_WithoutOptIn_IsNowherePossible(string path)
    {
        await RunAsync($"open('{path}', 'w')", static result => Assert.Matches("Read-only file system|Permission denied|No such file", result.Error));
    }

    [Fact]
    public async Task Environment_HoldsNothingOfTheHost()
    {
        Environment.SetEnvironmentVariable("SANDBOX_TEST_SECRET", "s3cr3t");
        const string Code = """
            import os
            texts = [open(f'/proc/{pid}/environ').read() for pid in os.listdir('/proc') if pid.isdigit()]
            sorted(os.environ), any('s3cr3t' in text for text in texts)
            """;

        await RunAsync(Code, static result => Assert.Equal("(['HOME', 'LANG', 'PWD', 'TMPDIR'], False)", result.Value), static _ => { });
    }

    [Fact]
    public async Task Processes_OfTheHost_AreInvisible()
    {
        await RunAsync("import os\nsorted(p for p in os.listdir('/proc') if p.isdigit()), os.getuid(), os.getgid(), os.getgroups()", static result => Assert.Equal("(['1'], 65534, 65534, [])", result.Value?.Replace("[65534])", "[])", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Privileges_AreGone()
    {
        await RunAsync("[l.split()[1] for l in open('/proc/self/status') if l.startswith(('CapEff', 'CapPrm', 'CapAmb', 'NoNewPrivs', 'Seccomp:'))]", static result => Assert.Equal("['0000000000000000', '0000000000000000', '0000000000000000', '1', '2']", result.Value));
    }

    [Fact]
    public async Task Host_SeesAnUnprivilegedUser()
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(), async (_, watch) =>
        {
            await Task.Yield();
            var users = watch.Alive().Select(static id => File.ReadLines($"/proc/{id}/status").First(static line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1]);

            Assert.DoesNotContain("0", users);
        });
    }

    [Fact]
    public async Task Network_OfTheHost_CannotBeReached()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await RunAsync($"import socket\nsocket.create_connection(('127.0.0.1', {port}), 1)", static result => Assert.Equal(CodeOutcome.Exception, result.Outcome));
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Network_WithOptIn_IsReached()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await RunAsync($"import socket\nsocket.create_connection(('127.0.0.1', {port}), 5) is not None", static result => Assert.Equal("True", result.Value), static options => options.AllowNetwork = true);
        Assert.Equal(Machine.HasSandbox, listener.Pending());
    }

    [Theory]
    [InlineData("import socket\nsocket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)")]
    [InlineData("import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM)")]
    [InlineData("import socket\nsocket.socket(socket.AF_NETLINK, socket.SOCK_RAW)")]
    [InlineData("import socket\nsocket.getaddrinfo('example.com', 80)")]
    public async Task Sockets_OfAnyKind_AreRefused(string code)
    {
        await RunAsync(code, static result => Assert.Equal(CodeOutcome.Exception, result.Outcome));
    }

    [Fact]
    public async Task Certificates_WithNetwork_AreThereWithoutKeys()
    {
        await RunAsync("import os\nset(os.listdir('/etc/ssl')) <= {'certs', 'openssl.cnf'}", static result => Assert.Equal("True", result.Value), static options => options.AllowNetwork = true);
    }

    [Theory]
    [InlineData(false, "ConnectionRefusedError")]
    [InlineData(true, "Address family not supported")]
    public async Task Sockets_AbstractOfTheHost_CannotBeReached(bool allowNetwork, string expected)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var name = $"sandbox-{Guid.NewGuid():N}";
        listener.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        listener.Listen();

        await RunAsync($"import socket\ns = socket.socket(socket.AF_UNIX)\ns.connect('\\0{name}')", result => Assert.Contains(expected, result.Error, StringComparison.Ordinal), options => options.AllowNetwork = allowNetwork);
    }

    [Theory]
    [InlineData("unshare(0x10000000)")]
    [InlineData("unshare(0x20000)")]
    [InlineData("unshare(0x40000000)")]
    [InlineData("mount(b'x', b'/', b'tmpfs', 0, None)")]
    [InlineData("umount2(b'/proc', 2)")]
    [InlineData("chroot(b'/usr')")]
    [InlineData("ptrace(16, 1, 0, 0)")]
    [InlineData("setns(0, 0)")]
    [InlineData("personality(0x0040000)")]
    [InlineData("syncfs(0)")]
    [InlineData("syscall(162)")]
    [InlineData("syscall(321, 0, 0, 0)")]
    [InlineData("syscall(425, 8, 0)")]
    [InlineData("syscall(56, 0x10000000 | 17, 0, 0, 0, 0)")]
    public async Task SystemCall_ThatLeadsOut_IsRefused(string call)
    {
        await RunAsync($"import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nlibc.{call}, ctypes.get_errno()", static result => Assert.Equal("(-1, 1)", result.Value));
    }

    [Fact]
    public async Task Setuid_Program_IsNotThere()
    {
        await RunAsync("import os\n[f for r, _, fs in os.walk('/') if not r.startswith('/proc') for f in fs if os.lstat(os.path.join(r, f)).st_mode & 0o6000 and os.access(os.path.join(r, f), os.X_OK) and r.startswith('/usr/bin')]", static result => Assert.Equal("[]", result.Value));
    }

    [Fact]
    public async Task Signals_ReachNobodyOutside()
    {
        await RunAsync("import os, signal\ntry: os.kill(-1, signal.SIGKILL)\nexcept ProcessLookupError: print('nobody')", static result => Assert.Equal((CodeOutcome.Ok, "nobody\n"), (result.Outcome, result.Stdout)));
    }

    [Fact]
    public async Task Helper_IsKilled_TakesAllWithIt()
    {
        await Sandboxed.RunAsync(Sandboxed.CreateUnfenced(static options => options.MaxProcesses = 10), async (session, watch) =>
        {
            await session.ExecuteAsync("import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(1000)", Token);
            watch.Look();
            var alive = watch.Alive();
            Assert.Equal(3, alive.Count);

            using (var helper = Process.GetProcessById(alive.Min()))
            {
                helper.Kill();
            }

            Assert.Empty(await watch.AliveAsync());
            Assert.Equal((CodeOutcome.Killed, true), await OutcomeAsync(session));
            Assert.Equal((CodeOutcome.Ok, false), await OutcomeAsync(session));
        });
    }

    // As libraries in C open files, and .NET does not: programs that are started inherit it.
    [DllImport("libc", EntryPoint = "open", BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);

    private static async Task<(CodeOutcome Outcome, bool IsStateLost)> OutcomeAsync(SandboxSession session)
    {
        var result = await session.ExecuteAsync("1", Token);
        return (result.Outcome, result.IsStateLost);
    }

    private Task RunAsync(string code, Action<CodeResult> check) => shared.CheckAsync(code, check);

    private static Task RunAsync(string code, Action<CodeResult> check, Action<SandboxOptions> change) =>
        Sandboxed.RunAsync(Sandboxed.CreateUnfenced(change), async session => check(await session.ExecuteAsync(code, Token)));
}
