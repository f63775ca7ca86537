namespace Switchyard.Dialects.Requests;

/// <summary>Whose turn a message is.</summary>
public enum MessageRole
{
    /// <summary>Instructions given in the middle of the conversation; those at its start are <see cref="ModelRequest.Instructions"/>.</summary>
    System,

    /// <summary>The person's.</summary>
    User,

    /// <summary>The model's.</summary>
    Assistant,

    /// <summary>The results of the calls the model made; only <see cref="ToolResultPart"/>s.</summary>
    Tool,
}
