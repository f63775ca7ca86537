using System.Runtime.CompilerServices;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>What one rendering shares: its limits and how much of them is used, the clock, and the line that is running. Not thread-safe.</summary>
internal sealed class RenderContext(TemplateLimits limits, TimeProvider clock)
{
    // A step is worth about as long as it takes to copy 8 characters with all that belongs to it, or to compare 4,096 in a search.
    private const int CharactersPerStep = 3;
    private const int ComparedPerStep = 12;

    private long _steps;
    private int _depth;

    public TemplateLimits Limits => limits;

    public TimeProvider Clock => clock;

    /// <summary>Gets or sets the line of the statement that is running.</summary>
    public int Line { get; set; } = 1;

    public void Charge(long steps)
    {
        _steps += steps;
        if (_steps > limits.MaxSteps)
        {
            throw TemplateErrors.Runtime($"takes more than {limits.MaxSteps} steps");
        }
    }

    /// <summary>Charges for a text that is about to be made or read through.</summary>
    public void ChargeText(long characters)
    {
        if (characters > limits.MaxTextLength)
        {
            throw TemplateErrors.Runtime($"makes a text of more than {limits.MaxTextLength} characters");
        }

        Charge(1 + (characters >> CharactersPerStep));
    }

    /// <summary>Charges for a search, whose worst case compares what is looked for at each place.</summary>
    public void ChargeSearch(string text, string sought)
    {
        ChargeText(text.Length);
        Charge((long)text.Length * sought.Length >> ComparedPerStep);
    }

    /// <summary>Goes one level deeper. An error ends the rendering, so <see cref="Leave"/> needs no finally.</summary>
    public void Enter()
    {
        if (++_depth > limits.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TemplateErrors.Runtime("nests too deeply");
        }
    }

    public void Leave() => _depth--;
}
