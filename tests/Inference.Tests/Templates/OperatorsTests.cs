using Switchyard.Inference.Templates;

namespace Switchyard.Inference.Tests.Templates;

public sealed class OperatorsTests
{
    [Theory]
    [InlineData(null, null, 1L, "abcde")]
    [InlineData(1L, 3L, 1L, "bc")]
    [InlineData(-2L, null, 1L, "de")]
    [InlineData(null, -2L, 1L, "abc")]
    [InlineData(null, null, -1L, "edcba")]
    [InlineData(3L, 0L, -1L, "dcb")]
    [InlineData(null, null, 2L, "ace")]
    [InlineData(4L, 1L, 1L, "")]
    [InlineData(-99L, 99L, 1L, "abcde")]
    [InlineData(99L, null, -2L, "eca")]
    public void Slice_String_IsPythons(long? start, long? stop, long step, string expected) => Assert.Equal(expected, Operators.Slice("abcde", start, stop, step));

    [Fact]
    public void Slice_StepZero_IsAnError() => Assert.Throws<TemplateException>(() => Operators.Slice("a", null, null, 0));

    [Fact]
    public void Apply_WholeNumbers_StayWhole()
    {
        Assert.Equal(5L, Operators.Apply("+", 2L, 3L));
        Assert.Equal(-4L, Operators.Apply("//", -7L, 2L));
        Assert.Equal(3.5, Operators.Apply("/", 7L, 2L));
        Assert.Equal(2.5, Operators.Apply("-", 3L, 0.5));
    }

    [Fact]
    public void Apply_Lists_AreJoined() => Assert.Equal([1L, 2L], Assert.IsAssignableFrom<IReadOnlyList<object?>>(Operators.Apply("+", new List<object?> { 1L }, new List<object?> { 2L })));
}
