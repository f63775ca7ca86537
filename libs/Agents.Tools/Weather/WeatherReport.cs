namespace Switchyard.Agents.Tools.Weather;

/// <summary>The weather at a place.</summary>
/// <param name="Celsius">The temperature in degrees Celsius.</param>
/// <param name="Sky">In a word: sunny, cloudy, foggy, rain, snow, storm.</param>
public sealed record WeatherReport(double Celsius, string Sky);
