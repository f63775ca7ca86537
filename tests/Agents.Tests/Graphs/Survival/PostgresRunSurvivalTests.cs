using Switchyard.Agents.Journal;
using Switchyard.Agents.Postgres;
using Switchyard.Agents.Tests.Journal.Postgres;

namespace Switchyard.Agents.Tests.Graphs.Survival;

public sealed class PostgresRunSurvivalTests(PostgresDatabase database) : RunSurvivalContract, IClassFixture<PostgresDatabase>
{
    private readonly List<PostgresRunJournal> _opened = [];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var journal in _opened)
        {
            await journal.DisposeAsync();
        }
    }

    protected override ValueTask<IRunJournal> OpenAsync()
    {
        _opened.Add(new PostgresRunJournal(new PostgresRunJournalOptions { ConnectionString = database.ConnectionString }));
        return ValueTask.FromResult<IRunJournal>(_opened[^1]);
    }
}
