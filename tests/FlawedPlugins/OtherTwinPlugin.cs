namespace Switchyard.FlawedPlugins;

/// <summary>Is right, and has the same id as another.</summary>
public sealed class OtherTwinPlugin() : FlawedPlugin("twin");
