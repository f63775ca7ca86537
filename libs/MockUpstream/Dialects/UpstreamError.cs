namespace Switchyard.MockUpstream.Dialects;

/// <summary>An error to be told in a dialect.</summary>
/// <param name="Status">The HTTP status it has or would have.</param>
/// <param name="Message">What it says; null takes the dialect's usual words.</param>
/// <param name="RetryAfter">When to come again, for dialects that say so in the body.</param>
/// <param name="Code">A code in place of the usual one, for dialects that have them.</param>
internal sealed record UpstreamError(int Status, string? Message = null, TimeSpan? RetryAfter = null, string? Code = null);
