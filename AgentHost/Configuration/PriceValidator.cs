using Microsoft.Extensions.Options;

namespace Switchyard.AgentHost.Configuration;

/// <summary>A price below nothing would give a run more budget with each call.</summary>
internal sealed class PriceValidator : IValidateOptions<AgentHostOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentHostOptions options)
    {
        List<string> mistakes =
        [
            .. options.Prices.SelectMany(price => new[] { (price.Key, Part: nameof(ModelPriceOptions.InputPerMillion), Value: price.Value.InputPerMillion), (price.Key, Part: nameof(ModelPriceOptions.OutputPerMillion), Value: price.Value.OutputPerMillion) })
                .Where(price => price.Value < 0)
                .Select(price => FormattableString.Invariant($"AgentHost:Prices:{price.Key}:{price.Part} is {price.Value}; it must be 0 or more.")),
        ];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
