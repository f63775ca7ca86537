using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Tests.Constraints.Automata;

public sealed class CodePointSetTests
{
    [Fact]
    public void Of_RangesThatTouch_JoinsThem() => Assert.Equal([(1, 9), (11, 12)], CodePointSet.Of((5, 9), (1, 4), (2, 3), (11, 12)).Ranges);

    [Fact]
    public void Complement_LeavesOutSurrogates() => Assert.Equal([(0, 64), (91, 0xD7FF), (0xE000, 0x10FFFF)], CodePointSet.Of((65, 90)).Complement().Ranges);

    [Fact]
    public void Complement_OfAll_IsEmpty() => Assert.Equal([], CodePointSet.All.Complement().Ranges);

    [Fact]
    public void Except_TakesAway() => Assert.Equal([(1, 4), (7, 9)], CodePointSet.Of((1, 9)).Except(CodePointSet.Of((5, 6), (20, 30))).Ranges);

    [Fact]
    public void Dot_IsAllButLineEnds() => Assert.Equal([false, false, true, false, true], new[] { 0x0A, 0x2028, 'a', 0x0D, 0x0B }.Select(CodePointSet.Dot.Contains));
}
