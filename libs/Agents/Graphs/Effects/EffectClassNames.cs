namespace Switchyard.Agents.Graphs.Effects;

/// <summary>How classes of effects are written where people read and type them: in definitions, commands and reports.</summary>
public static class EffectClassNames
{
    private static readonly Dictionary<string, EffectClass> s_classes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pure"] = EffectClass.Pure,
        ["idempotent"] = EffectClass.Idempotent,
        ["asks_remote"] = EffectClass.AsksRemote,
        ["unsafe"] = EffectClass.Unsafe,
    };

    /// <summary>Gets the names, the least dangerous class first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_classes.Keys];

    /// <summary>Gives a class's name.</summary>
    public static string Of(EffectClass effectClass) => s_classes.First(pair => pair.Value == effectClass).Key;

    /// <summary>Finds a class by its name.</summary>
    public static bool TryParse(string name, out EffectClass effectClass) => s_classes.TryGetValue(name, out effectClass);
}
