using Switchyard.Sandbox.Processes;

namespace Switchyard.Sandbox.Tests;

/// <summary>Hosts that are killed while code is at work.</summary>
public sealed class HostDeathTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sandbox-hosts-");

    public HostDeathTests() => File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);

    private string Bubblewrap => Path.Combine(_folder.FullName, "bwrap");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Host_IsKilled_NothingOfItsSandboxIsLeft()
    {
        if (!Machine.HasSandbox)
        {
            return;
        }

        File.CreateSymbolicLink(Bubblewrap, Machine.Bubblewrap);
        await using var watch = new ProcessWatch(Bubblewrap);
        using var host = await HostProcess.StartAsync("sandboxed", _folder.FullName, Bubblewrap);
        Assert.Equal("/scratch", host.Scratch);
        watch.Look();

        // The host, bubblewrap, Python and the daemon.
        Assert.Equal(4, watch.Alive().Count);

        await host.KillAsync();

        Assert.Empty(await watch.AliveAsync());
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName, $"{Folders.Prefix}*"));
    }

    [Fact]
    public async Task NextHost_SweepsWhatDeadOnesLeft()
    {
        using var dead = await HostProcess.StartAsync("direct", _folder.FullName, Bubblewrap);
        using var alive = await HostProcess.StartAsync("direct", _folder.FullName, Bubblewrap);
        var (ofTheDead, ofTheLiving) = (Owner.Of(dead.Id), Owner.Of(alive.Id));
        var filter = await WriteAsync($"{Folders.Prefix}{ofTheDead}-filter");
        var kept = await WriteAsync($"{Folders.Prefix}{ofTheLiving}-filter");

        await dead.KillAsync();

        Assert.True(File.Exists(Path.Combine(dead.Scratch, "left.txt")));
        Assert.Equal((2, 2), (Marks.Count(ofTheDead), Marks.Count(ofTheLiving)));

        using (var next = await HostProcess.StartAsync("direct", _folder.FullName, Bubblewrap))
        {
            Assert.Equal((0, 2), (await Marks.CountDownAsync(ofTheDead), Marks.Count(ofTheLiving)));
            Assert.False(Directory.Exists(dead.Scratch));
            await next.KillAsync();
            Assert.Equal([next.Scratch, alive.Scratch, kept], new[] { next.Scratch, alive.Scratch, kept, dead.Scratch, filter }.Where(Path.Exists));
        }

        // Those of the last ones; no host comes after them.
        await alive.KillAsync();
        ProcessTree.KillMarked(mark => mark.StartsWith(ofTheLiving, StringComparison.Ordinal) || Owner.IsGone(mark));
        Assert.Equal(0, await Marks.CountDownAsync(ofTheLiving));
    }

    [Fact]
    public void Owner_IsGone_OnlyWithItsProcess()
    {
        var parts = Owner.Self.Split('-');

        Assert.False(Owner.IsGone($"{Owner.Self}-x"));
        Assert.True(Owner.IsGone($"{parts[0]}-{parts[1]}-1{parts[2]}-x"));
        Assert.True(Owner.IsGone($"{parts[0]}-{int.MaxValue}-{parts[2]}-x"));
        Assert.False(Owner.IsGone($"1{parts[0]}-{int.MaxValue}-{parts[2]}-x"));
        Assert.False(Owner.IsGone("somebody's"));
    }

    private async Task<string> WriteAsync(string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        return path;
    }
}
