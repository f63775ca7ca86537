using System.Text.RegularExpressions;
using Switchyard.Redaction;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Tracing;

/// <summary>Makes what is kept of requests unreadable where it must not be read, unless the operator switched that off.</summary>
internal sealed class ContentRedactor(TracingOptions options, TimeProvider time)
{
    private readonly Redactor _redactor = new(options.RedactPatterns, time);

    /// <summary>Gets whether anything is looked for.</summary>
    public bool IsOn => options.Redact;

    /// <summary>Gets the beginning of a text; see <see cref="Redactor.Redact(string, int, long)"/>.</summary>
    /// <exception cref="RegexMatchTimeoutException">A pattern takes too long.</exception>
    public (string Text, int Count) Redact(string text, int length, long started) => IsOn ? _redactor.Redact(text, length, started) : (text[..length], 0);
}
