using System.Globalization;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>The header that says when to come again.</summary>
internal static class RetryAfter
{
    public static KeyValuePair<string, string> Header(TimeSpan wait, RetryAfterForm form, TimeProvider time) => form switch
    {
        RetryAfterForm.Date => new("Retry-After", (time.GetUtcNow() + wait).ToString("R", CultureInfo.InvariantCulture)),
        RetryAfterForm.Milliseconds => new("retry-after-ms", wait.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)),
        _ => new("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
    };
}
