using Aspire.Hosting;
using Switchyard.Hosting.Engine;
using Switchyard.Hosting.Home;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Hosting.Tests.Engine;

public sealed class AppHostLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HomeFolder _home;

    public AppHostLockTests()
    {
        _home = new HomeFolder(_folder.Path);
        _home.Create();
    }

    [Fact]
    public void SecondHolder_IsRefusedNamingTheFirst()
    {
        using var first = AppHostLock.Take(_home);

        var exception = Assert.Throws<DistributedApplicationException>(() => AppHostLock.Take(_home));

        Assert.Equal(
            $"Switchyard runs already on {_folder.Path}, as process {Environment.ProcessId}. Stop it with ./switchyard stop, or set SWITCHYARD_HOME and SWITCHYARD_PORT_OFFSET to run a second one.",
            exception.Message);
    }

    [Fact]
    public void Holder_ThatCannotBeNamed_IsRefusedAllTheSame()
    {
        using var first = AppHostLock.Take(_home);
        File.Delete(_home.OwnerFile);

        var exception = Assert.Throws<DistributedApplicationException>(() => AppHostLock.Take(_home));

        Assert.StartsWith($"Switchyard runs already on {_folder.Path}. Stop it with ./switchyard stop", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_LetGo_CanBeTakenAgain()
    {
        AppHostLock.Take(_home).Dispose();

        Assert.Null(Record.Exception(() => AppHostLock.Take(_home).Dispose()));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
