using Switchyard.Inference.Templates;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Tests.Templates.Runtime;

public sealed class OperatorsTests
{
    private readonly RenderContext _context = new(TemplateLimits.Default, TimeProvider.System);

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
    [InlineData(null, null, long.MaxValue, "a")]
    [InlineData(null, null, long.MinValue, "e")]
    public void Slice_String_IsPythons(long? start, long? stop, long step, string expected) => Assert.Equal(expected, Operators.Slice("abcde", start, stop, step, _context));

    [Fact]
    public void Slice_StepZero_IsAnError() => Assert.Throws<TemplateException>(() => Operators.Slice("a", null, null, 0, _context));

    [Theory]
    [InlineData("+", 2L, 3L, 5L)]
    [InlineData("//", -7L, 2L, -4L)]
    [InlineData("/", 7L, 2L, 3.5)]
    [InlineData("/", 6L, 2L, 3.0)]
    [InlineData("-", 3L, 0.5, 2.5)]
    [InlineData("%", -7L, 3L, 2L)]
    [InlineData("%", 7L, -3L, -2L)]
    [InlineData("%", long.MinValue, -1L, 0L)]
    [InlineData("%", -7.5, 2L, 0.5)]
    [InlineData("//", -7.5, 2L, -4.0)]
    [InlineData("**", 2L, 10L, 1024L)]
    [InlineData("**", -1L, 9_999_999_999L, -1L)]
    [InlineData("**", 2L, -1L, 0.5)]
    [InlineData("+", true, true, 2L)]
    public void Apply_Numbers_IsPythons(string op, object left, object right, object expected) => Assert.Equal(expected, Operators.Apply(op, left, right, _context));

    [Theory]
    [InlineData("*", long.MaxValue, 2L)]
    [InlineData("+", long.MaxValue, 1L)]
    [InlineData("-", long.MinValue, 1L)]
    [InlineData("//", long.MinValue, -1L)]
    [InlineData("**", 3L, 1000L)]
    public void Apply_MoreThan64Bits_IsAnError(string op, long left, long right) =>
        Assert.Equal("The chat template computes a number of more than 64 bits.", Assert.Throws<TemplateException>(() => Operators.Apply(op, left, right, _context)).Message);

    [Fact]
    public void Apply_Lists_AreJoinedAndRepeated()
    {
        Assert.Equal([1L, 2L], Assert.IsType<TemplateList>(Operators.Apply("+", TemplateList.List([1L]), TemplateList.List([2L]), _context)));
        Assert.Equal([1L, 1L], Assert.IsType<TemplateList>(Operators.Apply("*", TemplateList.List([1L]), 2L, _context)));
    }
}
