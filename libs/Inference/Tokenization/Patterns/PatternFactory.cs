using System.Text.RegularExpressions;

namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>Makes patterns of <c>{"String": …}</c> and <c>{"Regex": …}</c>.</summary>
internal static class PatternFactory
{
    /// <summary>Reads the member <c>pattern</c>.</summary>
    /// <exception cref="Inference.Models.ModelLoadException">It is missing, broken or not served.</exception>
    public static IPattern Read(ComponentReader reader)
    {
        var pattern = reader.FindComponent("pattern") ?? throw reader.Fail("pattern", "the member is missing");
        var text = pattern.FindString("String");
        var result = text is not null ? new StringPattern(text) : (IPattern)new RegexPattern(Compile(pattern));
        pattern.End();
        return result;
    }

    private static Regex Compile(ComponentReader pattern)
    {
        var source = pattern.RequireString("Regex");
        try
        {
            return OnigurumaPattern.Compile(source);
        }
        catch (ArgumentException exception)
        {
            throw pattern.Refuse("Regex", exception.Message.TrimEnd('.'));
        }
    }
}
