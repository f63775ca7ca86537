using System.Text;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tests.Journal.Files;

/// <summary>A folder with the journal of one run, whose file is spoilt by tests and restored.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<long> _ends = [];
    private byte[] _whole = [];

    private RunFolder()
    {
    }

    public Guid Run { get; } = Guid.CreateVersion7();

    public string Path => _folder[$"{Run}.run"];

    /// <summary>Gets the file as it was written.</summary>
    public byte[] Whole => _whole;

    /// <summary>Gets where each append ended, the start first.</summary>
    public IReadOnlyList<long> Ends => _ends;

    /// <summary>What each entry holds, the first one's at 0.</summary>
    public List<string> Texts { get; } = ["start"];

    public static async Task<RunFolder> WriteAsync(IReadOnlyList<string[]> appends)
    {
        var folder = new RunFolder();
        var journal = folder.Open(static _ => { });
        Assert.True(await journal.CreateAsync(new NewRun(folder.Run, "graph", "start"u8.ToArray())));
        var lease = Assert.NotNull(await journal.AcquireAsync(folder.Run, "owner"));
        folder._ends.Add(new FileInfo(folder.Path).Length);
        foreach (var texts in appends)
        {
            Assert.True(await journal.AppendAsync(lease, [.. texts.Select((text, i) => folder.Entry(i, text))], RunStatus.Running));
            folder.Texts.AddRange(texts);
            folder._ends.Add(new FileInfo(folder.Path).Length);
        }

        folder._whole = await File.ReadAllBytesAsync(folder.Path);
        return folder;
    }

    /// <summary>An entry so many after the last one.</summary>
    public JournalEntry Entry(int more, string text) => new(Texts.Count + 1 + more, JournalEntryKind.Step, 1, "node", null, Encoding.UTF8.GetBytes(text));

    /// <summary>Opens the folder as a process does that has just started.</summary>
    public FileRunJournal Open(Action<TornRecord> dropped)
    {
        var journal = new FileRunJournal(_folder.Path, TimeProvider.System);
        journal.TornRecordDropped += dropped;
        return journal;
    }

    /// <summary>Puts other bytes into the file's place.</summary>
    public void Put(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public void Dispose() => _folder.Dispose();
}
