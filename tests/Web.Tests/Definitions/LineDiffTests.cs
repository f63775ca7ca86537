using Switchyard.Web.Definitions;
using Xunit;

namespace Switchyard.Web.Tests.Definitions;

public sealed class LineDiffTests
{
    [Fact]
    public void Compare_ChangedLine_StandsBesideItself() => Assert.Equal(
        [new DiffRow(1, 1, true), new DiffRow(2, 2, false), new DiffRow(3, 3, true)],
        LineDiff.Compare(["a", "b", "c"], ["a", "x", "c"]));

    [Fact]
    public void Compare_AddedAndRemoved_StandAlone() => Assert.Equal(
        [new DiffRow(null, 1, false), new DiffRow(1, 2, true), new DiffRow(2, null, false), new DiffRow(3, 3, true)],
        LineDiff.Compare(["a", "b", "c"], ["new", "a", "c"]));

    [Fact]
    public void Compare_SameOrNothing_HasNoDifference()
    {
        Assert.Empty(LineDiff.Compare([], []));
        Assert.All(LineDiff.Compare(["a", "b"], ["a", "b"]), static row => Assert.True(row.IsSame));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Compare_AnyLists_GivesBothWholeAndInOrder(int seed)
    {
        var random = new Random(seed);
        string[] left = [.. Enumerable.Range(0, 60).Select(_ => $"{random.Next(9)}")];
        string[] right = [.. Enumerable.Range(0, 50).Select(_ => $"{random.Next(9)}")];

        var rows = LineDiff.Compare(left, right);

        Assert.Equal(Enumerable.Range(1, left.Length), rows.Where(static row => row.Left is not null).Select(static row => row.Left!.Value));
        Assert.Equal(Enumerable.Range(1, right.Length), rows.Where(static row => row.Right is not null).Select(static row => row.Right!.Value));
        Assert.All(rows.Where(static row => row.IsSame), row => Assert.Equal(left[row.Left!.Value - 1], right[row.Right!.Value - 1]));
    }
}
