namespace Switchyard.Web.Administration;

/// <summary>What can be added, changed and removed while the Router runs.</summary>
/// <param name="Name">Its name in the Router's paths.</param>
/// <param name="Title">Its heading.</param>
/// <param name="One">One of it, in a sentence.</param>
/// <param name="IdLabel">What the name of one is called.</param>
/// <param name="Purpose">What it is good for.</param>
public sealed record SettingKind(string Name, string Title, string One, string IdLabel, string Purpose)
{
    /// <summary>Gets the kind of providers.</summary>
    public static SettingKind Providers { get; } = new(
        "providers", "Provider settings", "provider", "Id", "Where models come from. The id is the part of a model string before the slash.");

    /// <summary>Gets the kind of routes.</summary>
    public static SettingKind Routes { get; } = new(
        "routes", "Routes", "route", "Model string", "What is tried when a model's own provider cannot answer, and how its addresses are chosen.");

    /// <summary>Gets the kind of aliases.</summary>
    public static SettingKind Aliases { get; } = new(
        "aliases", "Aliases", "alias", "Name", "Names of your own that stand for a model string.");

    /// <summary>Gets the kind of which there is one: what is asked where a request does not say.</summary>
    public static SettingKind Defaults { get; } = new(
        "defaults", "Defaults", "defaults", "Name", "What answers where a request names no model, or one that nothing else explains.");

    /// <summary>Gets all kinds in the order they are shown.</summary>
    public static IReadOnlyList<SettingKind> All { get; } = [Providers, Routes, Aliases, Defaults];
}
