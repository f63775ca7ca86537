using System.Diagnostics.CodeAnalysis;
using Switchyard.Agents.CrashMatrix;
using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.CrashMatrix.Subjects;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Cli.Agents.CrashMatrix;

/// <summary>What the command was told, as texts.</summary>
internal sealed record CrashMatrixArguments
{
    private const string Files = "file";
    private const string Database = "postgres";

    public string? Store { get; init; }

    public string? Postgres { get; init; }

    public string? Kinds { get; init; }

    public string? Classes { get; init; }

    public string? Boundaries { get; init; }

    public int Times { get; init; }

    public string? Output { get; init; }

    /// <summary>Gets whether the journals are in PostgreSQL.</summary>
    public bool UsesPostgres => Store == Database || (Store is null && Postgres is not null);

    /// <summary>Reads them.</summary>
    /// <param name="folder">The folder the matrix may write to.</param>
    /// <param name="options">What the matrix is to try.</param>
    /// <param name="error">What is wrong, where it cannot.</param>
    public bool TryRead(string folder, [NotNullWhen(true)] out CrashMatrixOptions? options, [NotNullWhen(false)] out string? error)
    {
        var classes = Split(Classes ?? string.Join(',', EffectClassNames.All));
        error = Store is not (null or Files or Database) ? $"There is no store '{Store}'. Stores: {Files}, {Database}."
            : Store == Files && Postgres is not null ? $"--postgres goes with --store {Database}."
            : Times < 1 ? "--times is at least 1."
            : FindUnknown(Split(Kinds), CrashSubjects.Kinds, "kind", "Kinds")
                ?? FindUnknown(classes, EffectClassNames.All, "class", "Classes")
                ?? FindUnknown(Split(Boundaries), BoundaryNames.All, "boundary", "Boundaries");
        options = error is not null ? null : new CrashMatrixOptions
        {
            Host = CrashHostCommand.Host,
            Folder = folder,
            Kinds = Kinds is null ? CrashSubjects.Kinds : Split(Kinds),
            Classes = [.. classes.Select(Parse)],
            Boundaries = Split(Boundaries),
            Times = Times,
        };
        return options is not null;
    }

    private static EffectClass Parse(string name)
    {
        return EffectClassNames.TryParse(name, out var effectClass) ? effectClass : throw new ArgumentException($"There is no class '{name}'.", nameof(name));
    }

    private static string? FindUnknown(string[] given, IReadOnlyList<string> known, string what, string all) =>
        given.FirstOrDefault(name => !known.Contains(name)) is { } unknown ? $"There is no {what} '{unknown}'. {all}: {string.Join(", ", known)}." : null;

    private static string[] Split(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
