using Switchyard.Hosting.Projects;

namespace Switchyard.Hosting.Tests.Projects;

public sealed class VariableNameTests
{
    [Theory]
    [InlineData("router", "ROUTER")]
    [InlineData("inference-0", "INFERENCE_0")]
    [InlineData("0a", "_0A")]
    public void Name_IsEncodedAsAspireDoes(string name, string expected)
    {
        Assert.Equal(expected, VariableName.Encode(name));
    }
}
