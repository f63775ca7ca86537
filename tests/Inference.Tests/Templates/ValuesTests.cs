using Switchyard.Inference.Templates;

namespace Switchyard.Inference.Tests.Templates;

public sealed class ValuesTests
{
    public static TheoryData<object?, bool> Truths() => new()
    {
        { null, false }, { false, false }, { true, true }, { 0L, false }, { 2L, true }, { 0.0, false }, { string.Empty, false }, { "x", true },
    };

    [Theory]
    [MemberData(nameof(Truths))]
    public void IsTrue_Value_IsPythons(object? value, bool expected) => Assert.Equal(expected, Values.IsTrue(value));

    [Fact]
    public void IsTrue_EmptyContainers_AreFalse()
    {
        Assert.False(Values.IsTrue(new List<object?>()));
        Assert.False(Values.IsTrue(new TemplateMap()));
        Assert.False(Values.IsTrue(new Undefined("x")));
        Assert.True(Values.IsTrue(new TemplateMap { IsNamespace = true }));
    }

    [Fact]
    public void AreEqual_Values_AreComparedDeeply()
    {
        Assert.True(Values.AreEqual(1L, 1.0));
        Assert.True(Values.AreEqual(new List<object?> { "a", 1L }, new List<object?> { "a", 1.0 }));
        Assert.True(Values.AreEqual(new TemplateMap { ["a"] = 1L }, new TemplateMap { ["a"] = 1L }));
        Assert.False(Values.AreEqual(new TemplateMap { ["a"] = 1L }, new TemplateMap { ["b"] = 1L }));
        Assert.False(Values.AreEqual("1", 1L));
        Assert.False(Values.AreEqual(null, false));
    }

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1E+300")]
    public void FormatDouble_Number_KeepsItsPoint(double number, string expected) => Assert.Equal(expected, Values.FormatDouble(number));

    [Fact]
    public void Compare_ValuesWithoutOrder_IsAnError() =>
        Assert.Equal("The chat template compares a string with a number, which have no order.", Assert.Throws<TemplateException>(() => Values.Compare("a", 1L)).Message);
}
