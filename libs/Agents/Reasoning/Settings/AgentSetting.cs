using System.Globalization;
using Switchyard.Agents.Definitions;

namespace Switchyard.Agents.Reasoning.Settings;

/// <summary>One entry of <see cref="AgentDefinition.Settings"/> that a kind of agent knows.</summary>
/// <param name="Name">Its name, in camel case.</param>
/// <param name="Default">What holds where it is absent.</param>
/// <param name="Description">What it is for, for people to read.</param>
public sealed record AgentSetting(string Name, string Default, string Description)
{
    /// <summary>Gets the smallest whole number it may be; <see langword="null"/> where it is a text.</summary>
    public int? Min { get; init; }

    /// <summary>Gets the largest whole number it may be; <see langword="null"/> where it is a text.</summary>
    public int? Max { get; init; }

    /// <summary>Gets the texts it may be; empty where it may be any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A setting that is one of several texts.</summary>
    public static AgentSetting Choice(string name, string standard, IReadOnlyList<string> choices, string description) => new(name, standard, description) { Choices = choices };

    /// <summary>A setting that is a whole number.</summary>
    public static AgentSetting Number(string name, int standard, int min, int max, string description) =>
        new(name, standard.ToString(CultureInfo.InvariantCulture), description) { Min = min, Max = max };

    /// <summary>Its text in a definition.</summary>
    public string TextOf(AgentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Settings.GetValueOrDefault(Name) ?? Default;
    }

    /// <summary>Its number in a definition that was checked.</summary>
    public int NumberOf(AgentDefinition definition) => int.Parse(TextOf(definition), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>What is wrong with it in a definition; <see langword="null"/> for nothing.</summary>
    internal string? Check(AgentDefinition definition)
    {
        var text = TextOf(definition);
        if (Choices.Count > 0)
        {
            return Choices.Contains(text) ? null : $"Setting '{Name}' is '{text}': give one of {string.Join(", ", Choices)}.";
        }

        if (Min is not { } min || Max is not { } max)
        {
            return definition.Settings.ContainsKey(Name) && string.IsNullOrWhiteSpace(text) ? $"Setting '{Name}' is empty: give a text, or leave it out for the default." : null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? null
            : $"Setting '{Name}' is '{text}': give a whole number from {min} to {max}.";
    }
}
