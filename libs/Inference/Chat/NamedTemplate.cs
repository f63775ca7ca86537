using Switchyard.Inference.Templates;

namespace Switchyard.Inference.Chat;

/// <summary>A template of a model with its source, which tells more than the template does.</summary>
internal sealed record NamedTemplate(string Name, string Source, ChatTemplate Template);
