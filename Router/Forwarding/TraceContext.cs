using System.Diagnostics;

namespace Switchyard.Router.Forwarding;

/// <summary>Passes a caller's trace on where nobody traces here. Where somebody does, the client writes the Router's own span instead.</summary>
/// <remarks>Source: W3C Trace Context.</remarks>
internal static class TraceContext
{
    private static readonly string[] s_headers = ["traceparent", "tracestate"];

    public static void PassOn(IHeaderDictionary caller, HttpRequestMessage request)
    {
        if (Activity.Current is not null)
        {
            return;
        }

        foreach (var name in s_headers)
        {
            if (caller.TryGetValue(name, out var value))
            {
                request.Headers.TryAddWithoutValidation(name, value.ToString());
            }
        }
    }
}
