using System.Text;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Journal;

/// <summary>What tests of journals share.</summary>
public abstract class JournalTestBase : IAsyncLifetime
{
    private readonly string _graph = $"graph-{Guid.NewGuid():N}";
    private IRunJournal? _journal;
    private IRunJournal? _other;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A graph that no other test's runs have: stores may be shared by tests.</summary>
    protected string Graph => _graph;

    protected IRunJournal Journal => _journal!;

    /// <summary>The same store as another process would have it.</summary>
    protected IRunJournal Other => _other!;

    public virtual async ValueTask InitializeAsync()
    {
        _journal = await OpenAsync();
        _other = await OpenAsync();
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Opens the store once more, as another process would; one that is this process' alone gives the same again.</summary>
    protected abstract ValueTask<IRunJournal> OpenAsync();

    protected static JournalEntry Entry(long sequence, string data = "{}", JournalEntryKind kind = JournalEntryKind.Step) =>
        new(sequence, kind, (int)sequence, null, null, Encoding.UTF8.GetBytes(data));

    protected static string[] TextsOf(IEnumerable<JournalEntry> entries) => [.. entries.Select(entry => Encoding.UTF8.GetString(entry.Data.Span))];

    protected static List<long> NumbersOf(IEnumerable<JournalEntry> entries) => [.. entries.Select(entry => entry.Sequence)];

    protected NewRun NewRun(string state = "start") => new(Guid.CreateVersion7(), Graph, Encoding.UTF8.GetBytes(state));

    /// <summary>Creates a run.</summary>
    protected async Task<Guid> CreateAsync(string user = "")
    {
        var run = NewRun() with { User = user };
        Assert.True(await Journal.CreateAsync(run, Token));
        return run.Id;
    }

    /// <summary>Creates a run and takes it.</summary>
    protected async Task<RunLease> StartAsync() => await AcquireAsync(await CreateAsync());

    protected async Task<RunLease> AcquireAsync(Guid run, string owner = "owner") => Assert.NotNull(await Journal.AcquireAsync(run, owner, Token));

    /// <summary>Creates a run with that many entries after its start; those whose numbers are named are snapshots.</summary>
    protected async Task<RunLease> WriteAsync(int count, params long[] snapshots)
    {
        var lease = await StartAsync();
        for (var i = 2L; i <= count + 1; i++)
        {
            Assert.True(await AppendAsync(lease, Entry(i, $"{i}", snapshots.Contains(i) ? JournalEntryKind.Snapshot : JournalEntryKind.Step)));
        }

        return lease;
    }

    protected async Task<bool> AppendAsync(RunLease lease, params JournalEntry[] entries) => await Journal.AppendAsync(lease, entries, RunStatus.Running, Token);

    protected async Task<RunHead> HeadAsync(Guid run) => Assert.IsType<RunHead>(await Journal.FindAsync(run, Token));

    protected Task<IReadOnlyList<JournalEntry>> ReadAllAsync(Guid run) => Journal.ReadAsync(run, 0, int.MaxValue, Token);
}
