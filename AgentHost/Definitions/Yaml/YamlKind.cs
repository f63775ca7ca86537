namespace Switchyard.AgentHost.Definitions.Yaml;

/// <summary>The forms a value of a YAML document has.</summary>
internal enum YamlKind
{
    Text,
    Sequence,
    Mapping,
}
