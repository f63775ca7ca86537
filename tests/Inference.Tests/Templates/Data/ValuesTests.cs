using Switchyard.Inference.Templates;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Tests.Templates.Data;

public sealed class ValuesTests
{
    private readonly RenderContext _context = new(TemplateLimits.Default, TimeProvider.System);

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
        Assert.False(Values.IsTrue(TemplateList.List([])));
        Assert.False(Values.IsTrue(new TemplateMap()));
        Assert.False(Values.IsTrue(new Undefined("x")));
        Assert.True(Values.IsTrue(new TemplateNamespace([])));
        Assert.True(Values.IsTrue(TemplateList.Iterator([])));
    }

    [Fact]
    public void AreEqual_Values_AreComparedDeeply()
    {
        Assert.True(Comparison.AreEqual(1L, 1.0, _context));
        Assert.True(Comparison.AreEqual(TemplateList.List(["a", 1L]), TemplateList.List(["a", 1.0]), _context));
        Assert.True(Comparison.AreEqual(new TemplateMap { ["a"] = 1L }, new TemplateMap { ["a"] = 1L }, _context));
        Assert.False(Comparison.AreEqual(TemplateList.List([1L]), TemplateList.Tuple(1L), _context));
        Assert.False(Comparison.AreEqual(new TemplateMap { ["a"] = 1L }, new TemplateMap { ["b"] = 1L }, _context));
        Assert.False(Comparison.AreEqual("1", 1L, _context));
        Assert.False(Comparison.AreEqual(null, false, _context));
    }

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1234.5, "1234.5")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(1e300, "1e+300")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.NegativeInfinity, "-inf")]
    [InlineData(double.NaN, "nan")]
    public void Format_Double_IsPythons(double number, string expected) => Assert.Equal(expected, PythonFloat.Format(number));

    [Theory]
    [InlineData(2.5, 0, 2.0)]
    [InlineData(3.5, 0, 4.0)]
    [InlineData(2.675, 2, 2.67)]
    [InlineData(1.115, 2, 1.11)]
    [InlineData(0.125, 2, 0.12)]
    [InlineData(0.375, 2, 0.38)]
    [InlineData(1234.5, -2, 1200.0)]
    public void Round_Double_IsPythons(double number, int digits, double expected) => Assert.Equal(expected, PythonFloat.Round(number, digits));

    [Fact]
    public void Order_ValuesWithoutOrder_IsAnError() =>
        Assert.Equal("The chat template compares a string with a number, which have no order.", Assert.Throws<TemplateException>(() => Comparison.Order("a", 1L, _context)).Message);

    [Fact]
    public void Order_CharactersBeyondTheBasicPlane_ComeLast() => Assert.Equal(1, Comparison.Order("😀", "\uFF5E", _context));
}
