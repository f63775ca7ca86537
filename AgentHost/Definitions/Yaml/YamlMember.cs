namespace Switchyard.AgentHost.Definitions.Yaml;

/// <summary>A key of a mapping, where it stands, and its value.</summary>
internal sealed record YamlMember(string Key, int Line, int Column, YamlValue Value);
