using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Web.Clients;

/// <summary>What a service answered: a value, or one sentence that says why there is none.</summary>
internal readonly record struct Reply<T>(T? Value, string? Problem, bool Disconnected)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Value is not null;

    /// <summary>Gets or inits whether the service knows nothing of that name.</summary>
    public bool IsMissing { get; init; }

    public static Reply<T> From(T value) => new(value, null, false);

    public static Reply<T> Refused(string problem) => new(null, problem, false);

    public static Reply<T> Unreachable(string problem) => new(null, problem, true);
}
