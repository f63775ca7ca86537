using Switchyard.Tests.Common.Files;

namespace Switchyard.AppHost.Tests.Processes;

/// <summary>A data folder the postgres account can reach.</summary>
internal sealed class HomeOfATest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public HomeOfATest()
    {
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string Path => _folder.Path;

    public void Dispose()
    {
        _folder.Dispose();
    }
}
