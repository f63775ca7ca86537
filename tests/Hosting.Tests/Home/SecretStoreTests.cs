using Switchyard.Hosting.Home;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Hosting.Tests.Home;

public sealed class SecretStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Secret_AskedForAgain_IsTheSame()
    {
        var first = new SecretStore(_folder.Path).GetOrCreate("cache");

        Assert.Equal(first, new SecretStore(_folder.Path).GetOrCreate("cache"));
    }

    [Fact]
    public void Secrets_OfTwoResources_Differ()
    {
        var secrets = new SecretStore(_folder.Path);

        Assert.NotEqual(secrets.GetOrCreate("cache"), secrets.GetOrCreate("postgres"));
    }

    [Fact]
    public void Secret_NeedsNoQuoting()
    {
        Assert.Matches("^[A-Za-z0-9]{32}$", new SecretStore(_folder.Path).GetOrCreate("cache"));
    }

    [Fact]
    public void SecretFile_IsReadableByItsOwnerAlone()
    {
        new SecretStore(_folder.Path).GetOrCreate("cache");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["cache"]));
    }

    [Fact]
    public void OwnerFile_OverAnOpenOne_ClosesIt()
    {
        File.WriteAllText(_folder["redis.conf"], "old");

        OwnerFile.Write(_folder["redis.conf"], "new");

        Assert.Equal("new", File.ReadAllText(_folder["redis.conf"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["redis.conf"]));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public async Task GetOrCreate_ByManyAtOnce_IsOneSecret()
    {
        using var together = new Barrier(8);

        var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return new SecretStore(_folder.Path).GetOrCreate("shared");
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Single(secrets.Distinct());
    }
}
