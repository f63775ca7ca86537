using System.Numerics;
using Switchyard.Agents.Tools.Calculation;

namespace Switchyard.Agents.Tests.Tools.Calculation;

public sealed class RationalTests
{
    [Theory]
    [InlineData(1, 3, "0.3333")]
    [InlineData(-2, 3, "-0.6667")]
    [InlineData(1, 8, "0.125")]
    [InlineData(1, 256, "0.00390625")]
    [InlineData(1, 512, "0.002")]
    [InlineData(1, 7000, "0.0001429")]
    [InlineData(-1, 1000000000, "-1E-09")]
    [InlineData(99999999, 1000, "99999.999")]
    [InlineData(1999999, 3, "666666.3333")]
    [InlineData(10, 5, "2")]
    public void Format_OfFraction_IsExactWhenShort(long numerator, long denominator, string expected) =>
        Assert.Equal(expected, RationalFormatter.Format(Rational.Create(numerator, denominator)));

    [Theory]
    [InlineData(6, -4, -3, 2)]
    [InlineData(0, -5, 0, 1)]
    public void Create_OfFraction_ReducesAndKeepsTheSignAbove(long numerator, long denominator, long expectedNumerator, long expectedDenominator)
    {
        var value = Rational.Create(numerator, denominator);

        Assert.Equal(((BigInteger)expectedNumerator, (BigInteger)expectedDenominator), (value.Numerator, value.Denominator));
    }

    [Theory]
    [InlineData(7, 2, 3)]
    [InlineData(-7, 2, -4)]
    [InlineData(-8, 2, -4)]
    public void Floor_OfFraction_GoesDown(long numerator, long denominator, long expected) => Assert.Equal(expected, Rational.Create(numerator, denominator).Floor().Numerator);

    [Theory]
    [InlineData(0.1, 1, 10)]
    [InlineData(1e-7, 1, 10_000_000)]
    [InlineData(2.5e3, 2500, 1)]
    public void FromDouble_OfDecimal_IsWhatPeopleRead(double value, long numerator, long denominator) =>
        Assert.Equal(Rational.Create(numerator, denominator), Rational.FromDouble(value));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void FromDouble_OfNoNumber_IsRefused(double value) => Assert.Throws<CalculationException>(() => Rational.FromDouble(value));

    [Fact]
    public void ToDouble_OfHugeParts_StaysFinite()
    {
        var value = Rational.Create(BigInteger.Pow(10, 1000) * 3, BigInteger.Pow(10, 1000) * 2 + 1);

        Assert.Equal(1.5, value.ToDouble(), 12);
    }

    [Fact]
    public void Arithmetic_OfRandomFractions_AgreesWithDecimal()
    {
        var random = new System.Random(20261121);
        for (var round = 0; round < 500; round++)
        {
            var (a, b, c, d) = (random.Next(-999, 1000), random.Next(1, 1000), random.Next(-999, 1000), random.Next(1, 1000));
            var (left, right) = (Rational.Create(a, b), Rational.Create(c, d));

            Assert.Equal((double)a / b + (double)c / d, (left + right).ToDouble(), 9);
            Assert.Equal((double)a / b - (double)c / d, (left - right).ToDouble(), 9);
            Assert.Equal((double)a / b * c / d, (left * right).ToDouble(), 9);
        }
    }
}
