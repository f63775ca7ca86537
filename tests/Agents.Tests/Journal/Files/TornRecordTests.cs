using System.Text;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;

namespace Switchyard.Agents.Tests.Journal.Files;

/// <summary>What was not completely written when the power failed is dropped; what was is kept.</summary>
public sealed class TornRecordTests
{
    private const int Sector = 512;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_CutAtEachByteOfTheLastRecord_LosesThatRecordOnly()
    {
        using var folder = await RunFolder.WriteAsync([["a"], ["b", "c"], ["d", "e"]]);
        var last = (int)folder.Ends[^2];

        for (var length = last; length < folder.Whole.Length; length++)
        {
            await CheckDroppedAsync(folder, folder.Whole[..length], last);
        }
    }

    [Fact]
    public async Task Record_OfWhichSectorsWereNotWritten_IsDropped()
    {
        using var folder = await RunFolder.WriteAsync([["a"], ["b", "c"], [new string('d', 3_000), "e"]]);
        var last = (int)folder.Ends[^2];
        for (var sector = last - (last % Sector); sector < folder.Whole.Length; sector += Sector)
        {
            var (from, to) = (Math.Max(sector, last), Math.Min(sector + Sector, folder.Whole.Length));
            await CheckDroppedAsync(folder, Zeroed(folder.Whole, from, to), last);
            await CheckDroppedAsync(folder, Zeroed(folder.Whole, from, folder.Whole.Length), last);
        }
    }

    [Fact]
    public async Task Head_AfterATornRecord_IsAsBefore()
    {
        using var folder = await RunFolder.WriteAsync([["a"], ["b"]]);
        folder.Put(folder.Whole[..^1]);

        var head = Assert.IsType<RunHead>(await folder.Open(static _ => { }).FindAsync(folder.Run, Token));

        Assert.Equal((RunStatus.Running, 2, 1, "owner"), (head.Status, head.LastSequence, head.Token, head.Owner));
    }

    [Fact]
    public async Task TakeOver_NotCompletelyWritten_DidNotHappen()
    {
        using var folder = await RunFolder.WriteAsync([["a"]]);
        Assert.Equal(2, Assert.NotNull(await folder.Open(static _ => { }).AcquireAsync(folder.Run, "second", Token)).Token);
        folder.Put((await File.ReadAllBytesAsync(folder.Path, Token))[..^3]);
        var journal = folder.Open(static _ => { });

        Assert.True(await journal.AppendAsync(new RunLease(folder.Run, 1), [folder.Entry(0, "b")], RunStatus.Running, Token));
        Assert.Equal(2, Assert.NotNull(await journal.AcquireAsync(folder.Run, "third", Token)).Token);
    }

    private static async Task CheckDroppedAsync(RunFolder folder, byte[] bytes, int last)
    {
        folder.Put(bytes);
        List<TornRecord> dropped = [];
        var journal = folder.Open(dropped.Add);

        var texts = (await journal.ReadAsync(folder.Run, 0, 100, Token)).Select(entry => Encoding.UTF8.GetString(entry.Data.Span));

        Assert.Equal(["start", "a", "b", "c"], texts);
        Assert.Equal(bytes.Length == last ? [] : [new TornRecord(folder.Run, folder.Path, last, bytes.Length - last)], dropped);
        var lease = new RunLease(folder.Run, 1);
        Assert.True(await journal.AppendAsync(lease, [folder.Entry(-2, "again")], RunStatus.Running, Token));
        Assert.Equal(5, (await folder.Open(static _ => Assert.Fail("Nothing is torn any more.")).FindAsync(folder.Run, Token))!.LastSequence);
    }

    private static byte[] Zeroed(byte[] bytes, int from, int to)
    {
        byte[] copy = [.. bytes];
        copy.AsSpan(from..to).Clear();
        return copy;
    }
}
