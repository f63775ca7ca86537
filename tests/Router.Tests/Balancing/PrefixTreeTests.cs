using Switchyard.Router.Balancing;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

public sealed class PrefixTreeTests
{
    private const int Small = 2_000 * PrefixTree.BytesPerBlock;

    [Fact]
    public void Match_PromptsWithACommonBeginning_CountsWhatEachEndpointKnows()
    {
        var tree = new PrefixTree(Small);
        tree.Add([1, 2, 3, 4], 0, isAnswered: true);
        tree.Add([1, 2, 9], 2, isAnswered: true);

        Assert.Equal([3, 0, 2], Match(tree, 3, 1, 2, 3, 8));
        Assert.Equal([2, 0, 3], Match(tree, 3, 1, 2, 9));
        Assert.Equal([0, 0, 0], Match(tree, 3, 7));
        Assert.Equal([0, 0, 0], Match(tree, 3));
    }

    [Fact]
    public void Add_SentThenAnswered_SaysWhatWasAnsweredBefore()
    {
        var tree = new PrefixTree(Small);

        Assert.Equal(0, tree.Add([1, 2], 1, isAnswered: false));
        Assert.Equal(0, tree.Add([1, 2], 1, isAnswered: true));
        Assert.Equal(2, tree.Add([1, 2, 3], 1, isAnswered: false));
        Assert.Equal(0, tree.Add([1, 2, 3], 0, isAnswered: false));
        Assert.Equal([3, 3], Match(tree, 2, 1, 2, 3));
    }

    [Fact]
    public void Forget_OneEndpoint_LeavesTheOthers()
    {
        var tree = new PrefixTree(Small);
        tree.Add([1, 2, 3], 0, isAnswered: true);
        tree.Add([1, 2], 63, isAnswered: true);

        tree.Forget([1, 2], 0);

        Assert.Equal((0, 2), (Match(tree, 64, 1, 2, 3)[0], Match(tree, 64, 1, 2, 3)[63]));
    }

    [Fact]
    public void Add_BeyondTheBound_GivesUpTheLeastUsedFromItsEnd()
    {
        var tree = new PrefixTree(5 * PrefixTree.BytesPerBlock);
        tree.Add([1, 2, 3], 0, isAnswered: true);
        tree.Add([4, 5], 0, isAnswered: true);

        tree.Add([6], 0, isAnswered: true);
        Assert.Equal([2], Match(tree, 1, 1, 2, 3));

        tree.Add([1], 0, isAnswered: true);
        tree.Add([7, 8], 0, isAnswered: true);
        Assert.Equal([1, 1, 1, 2], [.. Match(tree, 1, 1, 2), .. Match(tree, 1, 4, 5), .. Match(tree, 1, 6), .. Match(tree, 1, 7, 8)]);
    }

    [Fact]
    public void Add_PromptLongerThanTheBound_KeepsItsBeginning()
    {
        var tree = new PrefixTree(4 * PrefixTree.BytesPerBlock);

        tree.Add([1, 2, 3, 4, 5, 6], 0, isAnswered: true);

        Assert.Equal((4, 4), (Match(tree, 1, 1, 2, 3, 4, 5, 6)[0], tree.Count));
    }

    [Fact]
    public void Add_TenMillionPrefixes_MemoryStaysFlat()
    {
        var tree = new PrefixTree(Small);
        Span<ulong> path = stackalloc ulong[2];
        Fill(tree, path, 0, 100_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Fill(tree, path, 100_000, 5_000_000);

        // Five million additions; now and then the runtime allocates a few kilobytes for itself.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal((2_000, Small), (tree.Count, tree.Bytes));
        Assert.Equal([2], Match(tree, 1, path[0], path[1]));
    }

    [Fact]
    public async Task Everything_OnManyThreads_KeepsTheBoundAndTheOrder()
    {
        var tree = new PrefixTree(300 * PrefixTree.BytesPerBlock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() => Hammer(tree, new Random(seed)), TestContext.Current.CancellationToken)));

        // What is there is whole: every remembered block is found, and the newest use is the last to go.
        Assert.Equal(300, tree.Count);
        tree.Add([1, 2, 3], 5, isAnswered: true);
        for (ulong i = 1_000; i < 1_297; i++)
        {
            tree.Add([i], 0, isAnswered: false);
        }

        Assert.Equal(3, Match(tree, 8, 1, 2, 3)[5]);
        tree.Add([5_000], 0, isAnswered: false);
        Assert.Equal(2, Match(tree, 8, 1, 2, 3)[5]);
    }

    private static void Hammer(PrefixTree tree, Random random)
    {
        var path = new ulong[6];
        var counts = new int[8];
        for (var i = 0; i < 20_000; i++)
        {
            var beginning = (ulong)random.Next(40);
            for (var j = 0; j < path.Length; j++)
            {
                path[j] = StableHash.Combine(beginning, (ulong)(j < 3 ? j : random.Next(50)));
            }

            tree.Match(path, counts);
            Assert.All(counts, count => Assert.InRange(count, 0, path.Length));
            Assert.InRange(tree.Add(path, random.Next(8), random.Next(2) == 0), 0, path.Length);
            if (random.Next(10) == 0)
            {
                tree.Forget(path, random.Next(8));
            }
        }
    }

    private static void Fill(PrefixTree tree, Span<ulong> path, ulong from, ulong to)
    {
        for (var i = from; i < to; i++)
        {
            path[0] = StableHash.Combine(i, 1);
            path[1] = StableHash.Combine(i, 2);
            tree.Add(path, 0, isAnswered: true);
        }
    }

    private static int[] Match(PrefixTree tree, int endpoints, params ReadOnlySpan<ulong> path)
    {
        var counts = new int[endpoints];
        tree.Match(path, counts);
        return counts;
    }
}
