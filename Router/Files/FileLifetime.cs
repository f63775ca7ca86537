using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Files;

/// <summary>How long files are kept: as long as callers say within OpenAI's bounds, 30 days where they say nothing.</summary>
internal static class FileLifetime
{
    private const string CreatedAt = "created_at";
    private const long MinSeconds = 3_600;
    private const long MaxSeconds = 30 * 24 * 3_600;

    public static ApiError? Check(string param, string? anchor, long? seconds) =>
        anchor is null && seconds is null ? null
        : anchor != CreatedAt ? ApiErrors.InvalidValue($"{param}.anchor", $"'{param}.anchor' must be {CreatedAt}.")
        : seconds is not (>= MinSeconds and <= MaxSeconds) ? ApiErrors.InvalidValue($"{param}.seconds", $"'{param}.seconds' must be a whole number from {MinSeconds} to {MaxSeconds}.")
        : null;

    public static TimeSpan Of(long? seconds) => TimeSpan.FromSeconds(seconds ?? MaxSeconds);
}
