using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tests.Journal.Files;

/// <summary>The contract of journals in files; the other journal is one of another process as far as files go.</summary>
public sealed class FileRunJournalTests : RunJournalContract
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override ValueTask<IRunJournal> OpenAsync() => ValueTask.FromResult<IRunJournal>(new FileRunJournal(_folder["runs"], TimeProvider.System));
}
