using System.Globalization;
using System.Text.Json;
using Switchyard.Agents.Tools.Web;

namespace Switchyard.Agents.Tools.Weather;

/// <summary>Asks open-meteo.com, which needs no key. Source of the answers' form and of the codes: https://open-meteo.com/en/docs.</summary>
/// <param name="reader">Asks it.</param>
/// <param name="options">Where it is.</param>
public sealed class OpenMeteo(WebReader reader, OpenMeteoOptions options) : IWeatherProvider
{
    /// <inheritdoc/>
    public async Task<WeatherReport?> GetAsync(string city, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(city);
        using var places = await AskAsync(options.Geocoding, $"name={Uri.EscapeDataString(city)}&count=1", cancellationToken).ConfigureAwait(false);
        if (!places.RootElement.TryGetProperty("results", out var results) || results.GetArrayLength() == 0)
        {
            return null;
        }

        var query = string.Create(CultureInfo.InvariantCulture, $"latitude={results[0].GetProperty("latitude").GetDouble()}&longitude={results[0].GetProperty("longitude").GetDouble()}&current=temperature_2m,weather_code");
        using var forecast = await AskAsync(options.Forecast, query, cancellationToken).ConfigureAwait(false);
        var current = forecast.RootElement.GetProperty("current");
        return new WeatherReport(current.GetProperty("temperature_2m").GetDouble(), NameSky(current.GetProperty("weather_code").GetInt32()));
    }

    private async Task<JsonDocument> AskAsync(Uri address, string query, CancellationToken cancellationToken) =>
        JsonDocument.Parse(await reader.ReadApiAsync($"{address}?{query}", cancellationToken).ConfigureAwait(false));

    // WMO's table 4677 in groups.
    private static string NameSky(int code) => code switch
    {
        0 or 1 => "sunny",
        2 or 3 => "cloudy",
        < 50 => "foggy",
        < 70 => "rain",
        < 80 => "snow",
        < 85 => "rain",
        < 90 => "snow",
        _ => "storm",
    };
}
