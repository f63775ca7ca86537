using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Projects;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Hosting.Tests.Projects;

public sealed class ProjectBinaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProjectResource _router = new("router", "/repository/Router/Router.csproj");

    [Fact]
    public void Program_LiesBesideAppHostInTheSameConfiguration()
    {
        Write("bin/Router/release/Switchyard.Router.runtimeconfig.json");
        Write("bin/Router/debug/Switchyard.Router.runtimeconfig.json");

        Assert.Equal(_folder["bin/Router/release/Switchyard.Router.dll"], ProjectBinary.Find(_router, _folder["bin/AppHost/release"]));
    }

    [Fact]
    public void Program_OfAReferencedTool_IsNotTakenForTheProject()
    {
        Write("bin/Router/release/Another.runtimeconfig.json");
        Write("bin/Router/release/Router.runtimeconfig.json");

        Assert.Equal(_folder["bin/Router/release/Router.dll"], ProjectBinary.Find(_router, _folder["bin/AppHost/release/"]));
    }

    [Fact]
    public void Project_NotBuilt_IsToldWithTheCommand()
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => ProjectBinary.Find(_router, _folder["bin/AppHost/release"]));

        Assert.Equal(
            $"The project of 'router' is not built: {_folder["bin/Router/release"]} holds no program. Run 'dotnet build AppHost -c Release', or start with ./run.sh.",
            exception.Message);
    }

    [Fact]
    public void Dotnet_IsTheOneThisProcessRunsOn()
    {
        Assert.Equal("dotnet", Path.GetFileName(DotnetHost.Find()));
        Assert.True(File.Exists(DotnetHost.Find()));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private void Write(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], "{}");
    }
}
