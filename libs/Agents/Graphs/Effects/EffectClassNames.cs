using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.CrashMatrix;

/// <summary>How classes of effects are written where people read and type them.</summary>
public static class EffectClassNames
{
    private static readonly Dictionary<string, EffectClass> s_classes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pure"] = EffectClass.Pure,
        ["idempotent"] = EffectClass.Idempotent,
        ["asks-remote"] = EffectClass.AsksRemote,
        ["unsafe"] = EffectClass.Unsafe,
    };

    /// <summary>Gets the names, the least dangerous class first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_classes.Keys];

    /// <summary>Gives a class's name.</summary>
    public static string Of(EffectClass effectClass) => s_classes.First(pair => pair.Value == effectClass).Key;

    /// <summary>Finds a class by its name.</summary>
    public static bool TryParse(string name, out EffectClass effectClass) => s_classes.TryGetValue(name, out effectClass);
}
