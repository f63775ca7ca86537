namespace Switchyard.Inference.Tests.Constraints.Schemas;

public sealed class NumberSchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", new[] { "0", "-1", "7", "10", "-120", "999999999999999" }, new[] { "", "-", "-0", "01", "1.0", "1e3", "+1", "1000000000000000", "a", "1 " })]
    [InlineData("""{"type":"number"}""", new[] { "0", "0.5", "-0.5", "10.25", "-3", "0.00000000000001" }, new[] { "", ".5", "1.", "-", "-0", "-0.0", "00.1", "1e5", "0.000000000000001", "12345678901234.55" })]
    [InlineData("""{"type":"integer","minimum":3,"maximum":12}""", new[] { "3", "4", "9", "10", "11", "12" }, new[] { "2", "13", "0", "-3", "20", "100", "1" })]
    [InlineData("""{"type":"integer","minimum":-12,"maximum":5}""", new[] { "-12", "-11", "-9", "-1", "0", "5" }, new[] { "-13", "-20", "6", "10", "-0", "-100" })]
    [InlineData("""{"type":"integer","exclusiveMinimum":3,"exclusiveMaximum":5}""", new[] { "4" }, new[] { "3", "5" })]
    [InlineData("""{"type":"integer","minimum":1.5,"maximum":3.5}""", new[] { "2", "3" }, new[] { "1", "4" })]
    [InlineData("""{"type":"integer","minimum":-3.5,"maximum":-1.5}""", new[] { "-3", "-2" }, new[] { "-4", "-1", "3", "0" })]
    [InlineData("""{"type":"number","minimum":0.25,"exclusiveMaximum":1}""", new[] { "0.25", "0.250", "0.3", "0.99999999999999" }, new[] { "0", "0.2", "0.24999", "1", "1.0" })]
    [InlineData("""{"type":"number","exclusiveMinimum":0,"maximum":10.5}""", new[] { "0.1", "1", "10", "10.5", "10.50", "9.99" }, new[] { "0", "0.0", "-1", "10.51", "11", "100" })]
    [InlineData("""{"type":"number","minimum":-1.5,"maximum":-0.5}""", new[] { "-1.5", "-1", "-0.5", "-0.75" }, new[] { "-1.51", "-0.4", "0", "-2", "1" })]
    [InlineData("""{"type":"number","minimum":1e2,"maximum":1.5e2}""", new[] { "100", "150", "120.5" }, new[] { "99", "150.1", "1000" })]
    [InlineData("""{"type":"integer","multipleOf":7,"minimum":0,"maximum":30}""", new[] { "0", "7", "14", "21", "28" }, new[] { "1", "6", "8", "29", "35" })]
    [InlineData("""{"type":"number","multipleOf":5}""", new[] { "0", "5", "-10", "1000" }, new[] { "1", "2.5", "51", "5.0" })]
    [InlineData("""{"type":"number","multipleOf":0.01,"minimum":0,"maximum":2}""", new[] { "0", "0.07", "1.5", "2.00" }, new[] { "0.001", "2.01" })]
    [InlineData("""{"minimum":2,"maximum":2}""", new[] { "2", "2.0" }, new[] { "1", "3", "2.1", "\"a\"" })]
    [InlineData("""{"type":["integer","null"],"maximum":0}""", new[] { "0", "-5", "null" }, new[] { "1", "0.5", "nul" })]
    public void Number_WithBounds_IsExact(string schema, string[] accepted, string[] rejected) => ConstraintTexts.Check(ConstraintTexts.Schema(schema), accepted, rejected);

    [Theory]
    [InlineData(-25, 17)]
    [InlineData(0, 0)]
    [InlineData(99, 1001)]
    [InlineData(-1001, -99)]
    public void Integer_InARange_IsEveryIntegerInIt(int min, int max)
    {
        var constraint = ConstraintTexts.Schema($$"""{"type":"integer","minimum":{{min}},"maximum":{{max}}}""");

        Assert.Equal(Enumerable.Range(min, max - min + 1), Enumerable.Range(-1200, 2500).Where(value => ConstraintTexts.Accepts(constraint, value.ToString())));
    }
}
