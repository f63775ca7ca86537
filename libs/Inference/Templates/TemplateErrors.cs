namespace Switchyard.Inference.Templates;

/// <summary>The errors of templates: what a template did, or what is wrong with it and where.</summary>
internal static class TemplateErrors
{
    /// <summary>Gets the error of a rendering; <paramref name="problem"/> continues "The chat template …".</summary>
    public static TemplateException Runtime(string problem) => new($"The chat template {problem}.");

    /// <summary>Gets the error of parsing.</summary>
    public static TemplateException Syntax(int line, string problem) => new($"The chat template, line {line}: {problem}.");

    /// <summary>Gets an error of rendering with the line of the statement that was running.</summary>
    public static TemplateException AtLine(TemplateException exception, int line) => new($"{exception.Message.TrimEnd('.')} (line {line}).", exception);

    /// <summary>Gets the template's own refusal.</summary>
    public static TemplateException Refusal(string message) => new(message) { IsRefusal = true };
}
