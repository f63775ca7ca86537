using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;
using Switchyard.Agents.Postgres;

namespace Switchyard.Agents.Benchmarks.Runs;

/// <summary>The journals that are measured.</summary>
internal static class Journals
{
    public static IRunJournal? Open(string[] arguments) => arguments switch
    {
        ["memory"] => new MemoryRunJournal(TimeProvider.System),
        ["file", var folder] => new FileRunJournal(folder, TimeProvider.System),
        ["postgres", var connection] => new PostgresRunJournal(new PostgresRunJournalOptions { ConnectionString = connection }),
        _ => null,
    };
}
