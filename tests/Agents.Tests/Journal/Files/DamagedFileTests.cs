using System.Text;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;

namespace Switchyard.Agents.Tests.Journal.Files;

/// <summary>A file that was changed is never taken for what it was, and what is not changed of it stays readable.</summary>
public sealed class DamagedFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bit_FlippedAnywhere_IsFoundAndCostsOneAppendOnly()
    {
        using var folder = await RunFolder.WriteAsync([["a"], ["b", "c"], ["d"], ["e", "f"]]);
        for (var place = 0; place < folder.Whole.Length; place++)
        {
            byte[] bytes = [.. folder.Whole];
            bytes[place] ^= (byte)(1 << (place % 8));
            folder.Put(bytes);

            var damaged = await ReadOneByOneAsync(folder, folder.Open(static _ => Assert.Fail("It was written completely.")));

            Assert.True(damaged.Count <= 1, $"A bit at {place} makes {damaged.Count} records unreadable.");
            Assert.All(damaged, offset => Assert.InRange(place, offset, folder.Ends.First(end => end > offset) - 1));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Damage_InTheMiddle_NamesFileAndOffset(int into)
    {
        using var folder = await RunFolder.WriteAsync([["a"], ["b"], ["c"]]);
        Flip(folder, folder.Ends[1] + into);
        var journal = folder.Open(static _ => { });

        var exception = await Assert.ThrowsAsync<DamagedJournalException>(() => journal.ReadAsync(folder.Run, 0, 100, Token));

        Assert.Equal((folder.Run, folder.Path, folder.Ends[1]), (exception.RunId, exception.Path, exception.Offset));
        Assert.Contains($"'{folder.Path}'", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"byte {folder.Ends[1]} ", exception.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], (await journal.ReadAsync(folder.Run, 0, 2, Token)).Select(entry => entry.Sequence));
        Assert.Equal([4], (await journal.ReadAsync(folder.Run, 3, 100, Token)).Select(entry => entry.Sequence));
        Assert.Equal(4, (await journal.FindAsync(folder.Run, Token))!.LastSequence);
    }

    [Fact]
    public async Task Damage_LeavesForksBeforeItPossible()
    {
        using var folder = await RunFolder.WriteAsync([["a"], ["b"], ["c"]]);
        Flip(folder, folder.Ends[2]);
        var (journal, fork) = (folder.Open(static _ => { }), Guid.CreateVersion7());

        Assert.True(await journal.ForkAsync(folder.Run, 3, fork, Token));

        Assert.Equal([1, 2, 3], (await journal.ReadTailAsync(fork, Token)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Damage_AtTheEnd_IsNotWrittenOver()
    {
        using var folder = await RunFolder.WriteAsync([["a"], ["b"]]);
        Flip(folder, folder.Ends[^2]);
        var before = await File.ReadAllBytesAsync(folder.Path, Token);
        var journal = folder.Open(static _ => { });

        await Assert.ThrowsAsync<DamagedJournalException>(() => journal.AcquireAsync(folder.Run, "owner", Token));
        await Assert.ThrowsAsync<DamagedJournalException>(() => journal.ReadTailAsync(folder.Run, Token));

        Assert.Equal(before, await File.ReadAllBytesAsync(folder.Path, Token));
    }

    [Fact]
    public async Task Damage_OfOneRun_LeavesOthersListed()
    {
        using var folder = await RunFolder.WriteAsync([["a"]]);
        Flip(folder, 0);
        var (journal, other) = (folder.Open(static _ => { }), Guid.CreateVersion7());
        Assert.True(await journal.CreateAsync(new NewRun(other, "graph", default), Token));

        Assert.Equal([other], (await journal.ListAsync(new RunQuery(), Token)).Select(head => head.Id));
        await Assert.ThrowsAsync<DamagedJournalException>(() => journal.FindAsync(folder.Run, Token));
        Assert.Equal([1, 2], (await journal.ReadAsync(folder.Run, 0, 2, Token)).Select(entry => entry.Sequence));
    }

    /// <summary>Reads each entry by itself, and finds where those lie that cannot be read.</summary>
    private static async Task<HashSet<long>> ReadOneByOneAsync(RunFolder folder, FileRunJournal journal)
    {
        HashSet<long> damaged = [];
        for (var i = 0; i < folder.Texts.Count; i++)
        {
            try
            {
                var entry = Assert.Single(await journal.ReadAsync(folder.Run, i, 1, Token));
                Assert.Equal((i + 1L, folder.Texts[i]), (entry.Sequence, Encoding.UTF8.GetString(entry.Data.Span)));
            }
            catch (DamagedJournalException exception)
            {
                damaged.Add(exception.Offset);
            }
        }

        return damaged;
    }

    private static void Flip(RunFolder folder, long place)
    {
        byte[] bytes = [.. folder.Whole];
        bytes[place] ^= 4;
        folder.Put(bytes);
    }
}
