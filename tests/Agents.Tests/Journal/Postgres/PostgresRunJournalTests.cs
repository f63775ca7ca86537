using Switchyard.Agents.Journal;
using Switchyard.Agents.Postgres;

namespace Switchyard.Agents.Tests.Journal.Postgres;

/// <summary>The contract of journals in PostgreSQL; the other journal has connections of its own.</summary>
public sealed class PostgresRunJournalTests(PostgresDatabase database) : RunJournalContract, IClassFixture<PostgresDatabase>
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
