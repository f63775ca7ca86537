using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tests.Graphs.Survival;

public sealed class FileRunSurvivalTests : RunSurvivalContract
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override ValueTask<IRunJournal> OpenAsync() => ValueTask.FromResult<IRunJournal>(new FileRunJournal(_folder["runs"], TimeProvider.System));
}
