namespace Switchyard.Agents.Tools.Weather;

/// <summary>Knows the weather.</summary>
/// <remarks>Implementations are safe for concurrent calls.</remarks>
public interface IWeatherProvider
{
    /// <summary>Tells the weather in a city now; <see langword="null"/> where there is no such city.</summary>
    Task<WeatherReport?> GetAsync(string city, CancellationToken cancellationToken = default);
}
