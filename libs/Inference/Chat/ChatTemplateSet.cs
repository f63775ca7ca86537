using System.Text.Json;
using Switchyard.Inference.Models;
using Switchyard.Inference.Templates;

namespace Switchyard.Inference.Chat;

/// <summary>
/// The templates of a model folder: chat_template.jinja and additional_chat_templates/NAME.jinja, or those in tokenizer_config.json,
/// which is one text or a list of named ones.
/// </summary>
internal sealed class ChatTemplateSet
{
    private const string DefaultName = "default";
    private const long MaxFileBytes = 4_000_000;

    private readonly Dictionary<string, NamedTemplate> _templates;

    private ChatTemplateSet(Dictionary<string, NamedTemplate> templates) => _templates = templates;

    /// <summary>Loads the templates.</summary>
    /// <returns>Null when the model has none.</returns>
    /// <exception cref="ModelLoadException">A template is broken, uses what is not served, or is too large.</exception>
    public static ChatTemplateSet? Load(string folder, JsonElement config)
    {
        var sources = ReadConfig(config);
        foreach (var (name, path) in FindFiles(folder))
        {
            new ModelFolder(folder).CheckLinks(Path.GetRelativePath(folder, path));
            sources[name] = new FileInfo(path).Length <= MaxFileBytes
                ? File.ReadAllText(path)
                : throw new ModelLoadException($"The chat template {path} has more than {MaxFileBytes} bytes.");
        }

        return sources.Count == 0 ? null : new ChatTemplateSet(sources.ToDictionary(source => source.Key, source => Parse(folder, source.Key, source.Value), StringComparer.Ordinal));
    }

    /// <summary>Chooses the template for a request: one for tools or documents where the model has it.</summary>
    public NamedTemplate Choose(bool hasTools, bool hasDocuments) =>
        (hasTools ? Find("tool_use") : null) ?? (hasDocuments ? Find("rag") : null) ?? Find(DefaultName) ?? _templates.Values.First();

    /// <summary>Gets whether a template's source holds <paramref name="text"/>.</summary>
    public bool Mentions(string text) => _templates.Values.Any(template => template.Source.Contains(text, StringComparison.Ordinal));

    public NamedTemplate? Find(string name) => _templates.GetValueOrDefault(name);

    private static NamedTemplate Parse(string folder, string name, string source)
    {
        try
        {
            return new NamedTemplate(name, source, ChatTemplate.Parse(source));
        }
        catch (TemplateException exception)
        {
            var which = name == DefaultName ? string.Empty : $"'{name}' ";
            throw new ModelLoadException($"The chat template {which}of {folder} cannot be used. {exception.Message}", exception);
        }
    }

    private static Dictionary<string, string> ReadConfig(JsonElement config)
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        switch (config.Find("chat_template"))
        {
            case { ValueKind: JsonValueKind.String } text:
                sources[DefaultName] = text.GetString()!;
                break;
            case { ValueKind: JsonValueKind.Array } named:
                foreach (var item in named.EnumerateArray())
                {
                    if (item.FindString("name") is { } name && item.FindString("template") is { } template)
                    {
                        sources[name] = template;
                    }
                }

                break;
        }

        return sources;
    }

    private static IEnumerable<(string Name, string Path)> FindFiles(string folder)
    {
        var main = Path.Combine(folder, "chat_template.jinja");
        var additional = Path.Combine(folder, "additional_chat_templates");
        var files = Directory.Exists(additional) ? Directory.EnumerateFiles(additional, "*.jinja").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return files.Select(path => (Path.GetFileNameWithoutExtension(path), path)).Concat(File.Exists(main) ? [(DefaultName, main)] : []);
    }
}
