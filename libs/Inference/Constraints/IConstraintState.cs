namespace Switchyard.Inference.Constraints;

/// <summary>Where one generation's text stands in its constraint.</summary>
/// <remarks>Used by one thread at a time.</remarks>
public interface IConstraintState
{
    /// <summary>Gets whether the text is whole as it stands, so that the model may end it.</summary>
    bool CanEnd { get; }

    /// <summary>Allows in <paramref name="mask"/> exactly the tokens that can follow; tokens that end the text are the caller's affair, by <see cref="CanEnd"/>.</summary>
    /// <param name="mask">One bit for each id of the model's logits; overwritten.</param>
    void Fill(TokenMask mask);

    /// <summary>Takes the next token.</summary>
    /// <exception cref="InvalidOperationException">The token was not allowed.</exception>
    void Accept(int token);
}
