using Switchyard.Hosting.Home;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Hosting.Tests.Home;

public sealed class HomeFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Folder_ByDefault_LiesBesideTheSolution()
    {
        File.WriteAllText(_folder["Aspire.sln"], string.Empty);
        Directory.CreateDirectory(_folder["AppHost"]);

        Assert.Equal(_folder[".switchyard"], HomeFolder.Locate(configured: null, _folder["AppHost"]).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Folder_WithEmptySetting_IsTheDefault(string configured)
    {
        File.WriteAllText(_folder["Aspire.sln"], string.Empty);

        Assert.Equal(_folder[".switchyard"], HomeFolder.Locate(configured, _folder.Path).Path);
    }

    [Fact]
    public void Folder_Configured_IsUsed()
    {
        Assert.Equal(_folder["elsewhere"], HomeFolder.Locate(_folder["elsewhere"], "/").Path);
    }

    [Fact]
    public void Folder_Created_HidesSecretsAndLogsFromOthers()
    {
        var home = new HomeFolder(_folder["home"]);

        home.Create();

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal([Owner, Owner, Owner], new[] { home.Secrets, home.Logs, home.Run }.Select(File.GetUnixFileMode));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
