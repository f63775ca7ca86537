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

    /// <summary>Names how several models serve the request.</summary>
    public const string StrategyHeader = "x-switchyard-strategy";

    /// <summary>Names those models, separated by commas.</summary>
    public const string ModelsHeader = "x-switchyard-models";

    /// <summary>Names what the model must be able to do, separated by commas.</summary>
    public const string RequireHeader = "x-switchyard-require";

    private static readonly RouteHints s_none = new();

    /// <summary>Gets the conversation; <see langword="null"/> where none was named.</summary>
    public string? Session { get; private init; }

    /// <summary>Gets the data class; <see langword="null"/> where none was named.</summary>
    public string? DataClass { get; private init; }

    /// <summary>Gets what is to become of a stream that breaks off; <see langword="null"/> where the request leaves it to the Router's setting.</summary>
    public string? OnInterruption { get; private init; }

    /// <summary>Gets the strategy; <see langword="null"/> where none was named.</summary>
    public string? Strategy { get; private init; }

    /// <summary>Gets the models it asks; <see langword="null"/> where none were named.</summary>
    public string? Models { get; private init; }

    /// <summary>Gets what the model must be able to do; <see langword="null"/> where the request does not say.</summary>
    public string? Require { get; private init; }

    public static RouteHints Read(IHeaderDictionary headers)
    {
        var (session, dataClass, onInterruption) = (Text(headers[SessionHeader]), ValueOf(headers[DataClassHeader]), ValueOf(headers[InterruptionHeader]));
        var (strategy, models, require) = (Text(headers[StrategyHeader]), Text(headers[ModelsHeader]), ValueOf(headers[RequireHeader]));
        return session is null && dataClass is null && onInterruption is null && strategy is null && models is null && require is null ? s_none
            : new RouteHints { Session = session, DataClass = dataClass, OnInterruption = onInterruption, Strategy = strategy, Models = models, Require = require };
    }

    /// <summary>Gets what of it holds for a question that is asked on the request's behalf: how confidential it is, and no more.</summary>
    public RouteHints ForQuestion() => DataClass is null ? s_none : new RouteHints { DataClass = DataClass };

    /// <summary>Gets the same with other names of models.</summary>
    public RouteHints WithModels(IEnumerable<string> names) => this with { Models = string.Join(',', names) };

    /// <summary>Reads the names in <see cref="Models"/>.</summary>
    public static string[] Split(string models) => models.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // Sent twice or empty a header names nothing that exists, and must not be taken for none.
    private static string? ValueOf(StringValues value) => value.Count == 0 ? null : value.ToString();

    private static string? Text(StringValues value) => value.Count == 1 && value[0] is { Length: > 0 } text ? text : null;
}
