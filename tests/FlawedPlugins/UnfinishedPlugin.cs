namespace Switchyard.FlawedPlugins;

/// <summary>Is none, since nobody could make it.</summary>
/// <param name="id">The provider's id.</param>
public class UnfinishedPlugin(string id) : FlawedPlugin(id);
