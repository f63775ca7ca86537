namespace Switchyard.Agents.Tools.Weather;

/// <summary>Where open-meteo.com, or one's own copy of it, is asked.</summary>
public sealed record OpenMeteoOptions
{
    /// <summary>Gets the address that finds places by name.</summary>
    public Uri Geocoding { get; init; } = new("https://geocoding-api.open-meteo.com/v1/search");

    /// <summary>Gets the address that tells the weather at a place.</summary>
    public Uri Forecast { get; init; } = new("https://api.open-meteo.com/v1/forecast");
}
