using Microsoft.Extensions.Configuration;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Models;

namespace Switchyard.InferenceNode.Tests.Models;

public sealed class ModelsOptionsMappingTests
{
    [Fact]
    public void Mapping_OfDefaults_IsTheEnginesDefaults()
    {
        Assert.Equal(new ExecutionOptions(), ModelsOptionsMapping.ToExecution(new ModelsOptions()));
        Assert.Equal(new SchedulingOptions(), ModelsOptionsMapping.ToScheduling(new ModelsOptions()));
    }

    [Fact]
    public void Mapping_OfSettings_PassesEachOn()
    {
        var options = new ModelsOptions { MaxQueueLength = 5, QueueTimeLimit = TimeSpan.FromSeconds(7), TokenBudget = 9000, PrefixCacheMegabytes = 3, PrefixBlockTokens = 32 };

        var expected = new SchedulingOptions { MaxQueueLength = 5, QueueTimeLimit = TimeSpan.FromSeconds(7), TokenBudget = 9000, PrefixCacheBytes = 3 * 1024 * 1024, PrefixBlockTokens = 32 };
        Assert.Equal(expected, ModelsOptionsMapping.ToScheduling(options));
    }

    [Theory]
    [InlineData(nameof(ModelsOptions.Slots), "257")]
    [InlineData(nameof(ModelsOptions.QueueTimeLimit), "00:00:00")]
    [InlineData(nameof(ModelsOptions.TokenBudget), "-1")]
    [InlineData(nameof(ModelsOptions.PrefixCacheMegabytes), "-1")]
    [InlineData(nameof(ModelsOptions.PrefixBlockTokens), "0")]
    public void Validate_BadOption_NamesIt(string name, string value)
    {
        var options = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build().Get<ModelsOptions>()!;

        var result = new ModelsOptionsValidator().Validate(null, options);

        Assert.Contains(name, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }
}
