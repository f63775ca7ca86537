using Microsoft.Extensions.Primitives;

namespace Switchyard.Router.Routing;

/// <summary>What a request's headers say of where it should or may go; its body says the rest.</summary>
internal sealed record RouteHints
{
    /// <summary>Names the conversation a request belongs to.</summary>
    public const string SessionHeader = "x-session-id";

    /// <summary>Says how confidential a request is.</summary>
    public const string DataClassHeader = "x-switchyard-data-class";

    /// <summary>Says what becomes of a stream that breaks off.</summary>
    public const string InterruptionHeader = "x-switchyard-on-interruption";

    private static readonly RouteHints s_none = new();

    /// <summary>Gets the conversation; <see langword="null"/> where none was named.</summary>
    public string? Session { get; private init; }

    /// <summary>Gets the data class; <see langword="null"/> where none was named.</summary>
    public string? DataClass { get; private init; }

    /// <summary>Gets what is to become of a stream that breaks off; <see langword="null"/> where the request leaves it to the Router's setting.</summary>
    public string? OnInterruption { get; private init; }

    public static RouteHints Read(IHeaderDictionary headers)
    {
        var (session, dataClass, onInterruption) = (Text(headers[SessionHeader]), ValueOf(headers[DataClassHeader]), ValueOf(headers[InterruptionHeader]));
        return session is null && dataClass is null && onInterruption is null ? s_none : new RouteHints { Session = session, DataClass = dataClass, OnInterruption = onInterruption };
    }

    // Sent twice or empty a header names nothing that exists, and must not be taken for none.
    private static string? ValueOf(StringValues value) => value.Count == 0 ? null : value.ToString();

    private static string? Text(StringValues value) => value.Count == 1 && value[0] is { Length: > 0 } text ? text : null;
}
