using Switchyard.Hosting.Engine;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Logs;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Hosting.Tests.Engine;

public sealed class StateBoardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly HomeFolder _home;
    private readonly StateBoard _board;

    public StateBoardTests()
    {
        _home = new HomeFolder(_folder.Path);
        _home.Create();
        _board = new StateBoard(_home, new EngineConsole(_output, TimeProvider.System), TimeProvider.System);
        _board.Add(new ResourceState { Name = "router", Kind = "project", State = ResourceStatuses.Waiting });
    }

    [Fact]
    public void Change_IsInTheFile()
    {
        _board.Update("router", state => state with { State = ResourceStatuses.Running, Restarts = 2, Url = "http://localhost:7170" });

        var expected = new ResourceState { Name = "router", Kind = "project", State = ResourceStatuses.Running, Restarts = 2, Url = "http://localhost:7170" };
        Assert.Equal([expected], AppHostStateFile.Read(_home.StateFile)!.Resources);
    }

    [Fact]
    public void File_NamesProcessFolderAndPhase()
    {
        _board.SetPhase(AppHostPhases.Ready, "http://localhost:7070");

        var state = AppHostStateFile.Read(_home.StateFile)!;
        Assert.Equal((_folder.Path, AppHostPhases.Ready, "http://localhost:7070"), (state.Home, state.Phase, state.Url));
        Assert.Equal(ProcessTable.Find(Environment.ProcessId), state.Process);
    }

    [Fact]
    public void File_WithoutChange_IsNotWritten()
    {
        File.Delete(_home.StateFile);

        _board.Update("router", state => state with { State = ResourceStatuses.Waiting });

        Assert.False(File.Exists(_home.StateFile));
    }

    [Fact]
    public void File_ThatCannotBeWritten_IsToldOnceAndStopsNothing()
    {
        Directory.Delete(_home.Run, recursive: true);

        _board.SetPhase(AppHostPhases.Stopping, url: null);
        _board.SetPhase(AppHostPhases.Stopped, url: null);

        Assert.StartsWith($"The state file {_home.StateFile} cannot be written: ", Assert.Single(_output.ToString().TrimEnd().Split(Environment.NewLine)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    public void File_ThatIsNoState_ReadsAsNone(string text)
    {
        File.WriteAllText(_home.StateFile, text);

        Assert.Null(AppHostStateFile.Read(_home.StateFile));
    }

    [Fact]
    public void File_ThatIsMissing_ReadsAsNone()
    {
        Assert.Null(AppHostStateFile.Read(_folder["nothing.json"]));
    }

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }
}
