using System.Globalization;
using System.Text.Json;
using Switchyard.Agents.Tools.Caching;
using Switchyard.Agents.Tools.Web;

namespace Switchyard.Agents.Tools.Weather;

/// <summary>Tells the weather in a city now.</summary>
/// <param name="provider">Knows it.</param>
public sealed class WeatherTool(IWeatherProvider provider) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "weather",
        Description = "Get the weather in a city.",
        Category = ToolCategories.Web,
        WhenToUse = "Use it for temperature, rain or sun somewhere now.",
        Parameters = [new("city", ToolParameterKind.Text, "The city's name.") { MaxLength = 100 }],
        Tags = ["weather", "temperature", "rain", "sunny", "forecast", "cold", "warm", "snow"],
        Examples = ["What is the weather in Lagos?", "Is it raining in Porto?", "How warm is it in Quito?"],
        Timeout = TimeSpan.FromSeconds(30),
        MaxAttempts = 2,

        // It is measured about four times an hour.
        Caching = new ToolCaching { Lifetime = TimeSpan.FromMinutes(10) },
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return WebFailures.CatchAsync(() => TellAsync(arguments.GetText("city").Trim(), cancellationToken));
    }

    private async Task<ToolResult> TellAsync(string city, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.GetAsync(city, cancellationToken).ConfigureAwait(false) is { } report
                ? ToolResult.Success(string.Create(CultureInfo.InvariantCulture, $"{Math.Round(report.Celsius)} degrees, {report.Sky}"))
                : ToolResult.Failure($"no city is known by the name {city}");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ToolResult.Failure("the weather service gave an answer that cannot be read");
        }
    }
}
