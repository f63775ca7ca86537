namespace Switchyard.FlawedPlugins;

/// <summary>Takes the id of a provider that the Router knows.</summary>
public sealed class KnownPlugin() : FlawedPlugin("openai");
